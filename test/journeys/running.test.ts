/** What running a cell means, seen from outside: the rules of src/RULES.md that only a whole page can break. */
import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { en } from '#i18n';
import { Cell, eventsInLab, labOf, rowsInLab } from '../site/cell.ts';
import { LESSON, test, type OpenPage, type Serve } from '../site/test.ts';

const DAY = 86_400_000;

/** The first lesson, with plain text areas for editors. */
async function openLesson({ serve, openPage }: { serve: Serve; openPage: OpenPage }): Promise<Page> {
  return openPage((await serve()).url(LESSON.en), { hasTouch: true });
}

/** Writes the text of a cell and runs it. */
async function runText(
  page: Page,
  file: string,
  lines: readonly string[],
  end: 'done' | 'failed' | 'conflict' | 'refused' = 'done',
) {
  const cell = new Cell(page, file);
  await cell.write(lines.join('\n'));
  await cell.run(end);
  return cell;
}

describe('imports', () => {
  test('X7: an imported cell shows nothing, and what it exports works', async ({ serve, openPage }) => {
    const page = await openLesson({ serve, openPage });
    const table = new Cell(page, 'table.ts');
    await table.write(['export const add = (one: number) => one + 1;', "console.log('once');", 'add(1);'].join('\n'));
    const events = await runText(page, 'events.ts', ["import { add } from './table.ts';", 'add(2);']);
    expect(await events.values()).toEqual(['3']);
    expect(await events.log.textContent()).not.toContain('once');
    // It ran for itself before, because it stands above.
    expect(await table.values()).toEqual(['2']);
  });

  test('X7: an imported cell that reaches for the world is told where', async ({ serve, openPage }) => {
    const page = await openLesson({ serve, openPage });
    const table = new Cell(page, 'table.ts');
    await table.write(
      [
        "import { eventStore } from 'lab';",
        'export const one = 1;',
        "await eventStore.appendToStream('a', [{ type: 'Opened', data: {} }], {",
        "  expectedStreamVersion: 'NO_CONCURRENCY_CHECK',",
        '});',
      ].join('\n'),
    );
    const events = await runText(page, 'events.ts', ["import { one } from './table.ts';", 'one;'], 'failed');
    expect(await events.log.textContent()).toContain(en.errors['closed-while-importing']({ file: 'table.ts' }).what);
    // The import itself repeated nothing.
    await expect.poll(() => eventsInLab(page)).toEqual(['Opened ']);
  });
});

describe('time and chance', () => {
  test('X10: chance repeats with the cell, and differs between cells', async ({ serve, openPage }) => {
    const page = await openLesson({ serve, openPage });
    const chance = ['Math.random();', 'crypto.randomUUID();'];
    const table = await runText(page, 'table.ts', chance);
    const first = await table.values();
    await table.run();
    expect(await table.values()).toEqual(first);
    const events = await runText(page, 'events.ts', chance);
    expect(await events.values()).not.toEqual(first);
  });

  test('X11: a day of waiting takes no time, and the next cell starts a day later', async ({ serve, openPage }) => {
    const page = await openLesson({ serve, openPage });
    const wait = [
      'const start = Date.now();',
      `await new Promise((resolve) => setTimeout(resolve, ${DAY}));`,
      'Date.now() - start;',
      'new Date().toISOString();',
    ];
    const start = performance.now();
    const table = await runText(page, 'table.ts', wait);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(await table.values()).toEqual([String(DAY), "'2020-05-21T09:00:00.000Z'"]);
    const events = await runText(page, 'events.ts', ['new Date().toISOString();']);
    expect(await events.values()).toEqual(["'2020-05-21T09:00:00.000Z'"]);
  });

  test.for([
    ['waits for a timer', 'await new Promise((resolve) => setTimeout(resolve, 1_200));'],
    ['lets time pass', 'await clock.advance(1_200);'],
  ])(
    'X11: time that is to be watched is as slow as on the wall, for a cell that %s',
    async ([, wait], { serve, openPage }) => {
      const page = await openLesson({ serve, openPage });
      const text = ["import { clock } from 'lab';", "clock.pace('real');", wait!, 'clock.now();'];
      const start = performance.now();
      const table = await runText(page, 'table.ts', text);
      expect(performance.now() - start).toBeGreaterThan(1_200);
      expect(await table.values()).toEqual(["'2020-05-20T09:00:01.200Z'"]);
    },
  );
});

describe('ends', () => {
  test.for([
    ['waits for what never comes', 'await new Promise(() => {});', 'waits-for-nothing'],
    ['sets a timer that never stops', 'setInterval(() => {}, 1000);', 'endless-timers'],
  ] as const)('X12: a cell that %s is told so', async ([, text, code], { serve, openPage }) => {
    const page = await openLesson({ serve, openPage });
    const table = await runText(page, 'table.ts', [text], 'failed');
    expect(await table.log.textContent()).toContain(en.errors[code]().what);
  });

  test('X23: a refusal is an answer: what stands below goes on from it', async ({ serve, openPage }) => {
    const page = await openLesson({ serve, openPage });
    const refuse = ["import { IllegalStateError } from 'eventsourcing';", "throw new IllegalStateError('Closed.');"];
    await runText(page, 'table.ts', refuse, 'refused');
    await new Cell(page, 'events.ts').run();
    await new Cell(page, 'table.ts').expectState('refused');
  });
});

describe('what is shown', () => {
  test('X14: a value is shown as it was at that moment', async ({ serve, openPage }) => {
    const page = await openLesson({ serve, openPage });
    const table = await runText(page, 'table.ts', ['const list = [1];', 'list;', 'list.push(2);', 'list;']);
    expect(await table.values()).toEqual(['[1]', '2', '[1, 2]']);
  });
});

test('X2: a text that differs from the one that ran makes its cell out of date, and takes its values away', async ({
  serve,
  openPage,
}) => {
  const page = await openLesson({ serve, openPage });
  const table = await runText(page, 'table.ts', ['1 + 1;']);
  expect(await table.values()).toEqual(['2']);
  await table.write('2 + 2;');
  await expect.poll(() => table.values()).toEqual([]);
  await table.region.getByText(en.cell.stale, { exact: true }).waitFor();
  await table.run();
  expect(await table.values()).toEqual(['4']);
  await expect.poll(() => table.region.getByText(en.cell.stale, { exact: true }).count()).toBe(0);
});

describe('the world', () => {
  test('X16: a transaction whose expectation fails leaves neither row nor event', async ({ serve, openPage }) => {
    const page = await openLesson({ serve, openPage });
    const lines = [
      "import { database } from 'lab';",
      "const items = database.table<{ id: string }>('items', { key: 'id' });",
      'await database.transaction(async (transaction) => {',
      "  transaction.insert(items, { id: 'a' });",
      "  transaction.appendToStream('order-1', [{ type: 'Placed', data: {} }], { expectedStreamVersion: 7 });",
      '});',
    ];
    await runText(page, 'table.ts', lines, 'conflict');
    expect(await rowsInLab(page, 'items')).toEqual([]);
    expect(await eventsInLab(page)).toEqual([]);
  });

  test('X21: a cell that runs again takes back all that came after it, and what stood below is out of date', async ({
    serve,
    openPage,
  }) => {
    const page = await openLesson({ serve, openPage });
    const events = new Cell(page, 'events.ts');
    await events.run();
    await expect.poll(() => eventsInLab(page)).toHaveLength(6);
    await new Cell(page, 'table.ts').run();
    await expect.poll(() => eventsInLab(page)).toEqual([]);
    expect(await rowsInLab(page, 'order_items')).toEqual(['9a37 5', 'a974 10']);
    expect(await events.region.getByText(en.cell.stale, { exact: true }).count()).toBe(1);
  });
});

describe('two tabs', () => {
  test('X2: a world that another tab has emptied is made again from the first cell on', async ({ serve, openPage }) => {
    const page = await openLesson({ serve, openPage });
    await new Cell(page, 'events.ts').run();
    const other = await page.context().newPage();
    await other.goto(page.url());
    const table = new Cell(other, 'table.ts');
    await table.expectState('done');
    await labOf(page).getByRole('button', { name: en.lab.resetWorld }).click();
    await table.expectState('fresh');
    const events = new Cell(other, 'events.ts');
    await events.run();
    await table.expectState('done');
    await expect.poll(() => eventsInLab(page)).toHaveLength(6);
    expect(await rowsInLab(page, 'order_items')).toEqual(['9a37 5', 'a974 10']);
  });

  test('X13: a run that is stopped in the middle leaves its cell to be run again, also after a reload', async ({
    serve,
    openPage,
  }) => {
    const page = await openLesson({ serve, openPage });
    const append = (stream: string): string =>
      `await eventStore.appendToStream('${stream}', [{ type: 'Opened', data: {} }], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' });`;
    const lab = "import { eventStore } from 'lab';";
    await runText(page, 'table.ts', [lab, append('a'), append('b')]);
    const events = await runText(page, 'events.ts', [lab, append('c')]);
    // The same cell once more, but this time it never comes to its second append.
    const table = new Cell(page, 'table.ts');
    await table.write([lab, append('a'), 'for (;;);', append('b')].join('\n'));
    await table.start();
    await expect.poll(() => eventsInLab(page)).toHaveLength(1);
    await table.button('stop').click();
    await table.expectState('stopped');
    await table.button('reset').click();
    await page.reload();
    await events.expectState('done', 'fresh');
    await table.write([lab, append('a'), append('b')].join('\n'));
    await events.run();
    await expect.poll(() => eventsInLab(page)).toHaveLength(3);
  });
});

describe('the words for a fault', () => {
  test('a fault is told without them, and with them when they can be loaded', async ({ serve, openPage }) => {
    let isAway = true;
    const page = await openPage((await serve()).url(LESSON.en), {
      hasTouch: true,
      expects: ['console error'],
      prepare: async (context) =>
        void (await context.route('**/assets/errors-*.js*', (route) => (isAway ? route.abort() : route.continue()))),
    });
    const cell = await runText(page, 'table.ts', ["throw new Error('x');"], 'failed');
    await expect.poll(() => cell.log.textContent()).toContain(en.page.wordless);
    expect(await cell.log.textContent()).toContain(en.cell.goTo('table.ts', 1));
    isAway = false;
    // The next fault asks for them once more.
    await page.reload();
    await cell.run('failed');
    await expect
      .poll(() => cell.log.textContent())
      .toContain(en.errors['thrown-error']({ name: 'Error', message: 'x' }).what);
  });

  test('a fault waits a second for them, and no longer', async ({ serve, openPage }) => {
    let goOn = (): void => {};
    const gone = new Promise<void>((resolve) => (goOn = resolve));
    const page = await openPage((await serve()).url(LESSON.en), {
      hasTouch: true,
      prepare: async (context) =>
        void (await context.route('**/assets/errors-*.js*', async (route) => {
          await gone;
          await route.continue();
        })),
    });
    const cell = await runText(page, 'table.ts', ["throw new Error('x');"], 'failed');
    expect(await cell.log.textContent()).toContain(en.page.wordless);
    goOn();
    await expect
      .poll(() => cell.log.textContent())
      .toContain(en.errors['thrown-error']({ name: 'Error', message: 'x' }).what);
  });

  test('the place of a fault brings its line into sight', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON.en), { hasTouch: true });
    const lines = ["throw new Error('x');", ...Array.from({ length: 80 }, (_, line) => `// ${line}`)];
    const cell = await runText(page, 'table.ts', lines, 'failed');
    const place = cell.log.getByRole('button', { name: en.cell.goTo('table.ts', 1), exact: true });
    await place.scrollIntoViewIfNeeded();
    const area = cell.region.locator('textarea');
    expect((await area.boundingBox())!.y).toBeLessThan(0);
    await place.press('Enter');
    await expect.poll(async () => (await area.boundingBox())!.y).toBeGreaterThan(0);
  });
});
