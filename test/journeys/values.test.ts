/** Values on the page: true to what they are, quick, as open as somebody had them, and never in the way of the code. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { en } from '#i18n';
import { Cell } from '../site/cell.ts';
import { MEASURED, noteLongTasks, timeIn, worstTask } from '../site/long-tasks.ts';
import { LESSON, test, type OpenPage, type Serve } from '../site/test.ts';

type Site = Readonly<{ serve: Serve; openPage: OpenPage }>;

async function openWith({ serve, openPage }: Site, text: string, before?: () => void): Promise<readonly [Page, Cell]> {
  const page = await openPage((await serve()).url(LESSON.en), { hasTouch: true, before });
  const cell = new Cell(page, 'table.ts');
  await cell.write(text);
  return [page, cell];
}

/** Every kind of value that a cell may show. */
const KINDS = `class Cart { items = 2; get total() { throw new Error('never asked'); } }
const circle: Record<string, unknown> = { name: 'circle' };
circle.self = circle;
console.log(new Map([['a', { b: 1 }]]), new Set([1, 'two']), new Date(Date.UTC(2020, 4, 20)), 12345678901234567890n);
console.log(new RangeError('too much', { cause: 'why' }), circle, new Cart(), -0, undefined, [1, , 3], new Uint8Array([7]));
console.table([{ item: '9a37', quantity: 5 }, { item: 'a974', quantity: 10 }]);`;

test('Map, Set, Date, bigint, Error, circles and instances are shown as what they are', async ({ serve, openPage }) => {
  const [, cell] = await openWith({ serve, openPage }, KINDS);
  await cell.run();
  const lines = await cell.log.locator('.log').allInnerTexts();
  expect(lines[0]!.replaceAll(/\s+/g, ' ')).toBe(
    "Map(1) {'a' → { b: 1 }} Set(2) [1, 'two'] 2020-05-20T00:00:00.000Z 12345678901234567890n",
  );
  expect(lines[1]!.replaceAll(/\s+/g, ' ')).toBe(
    "RangeError: too much { name: 'circle', self: (contains itself) } Cart { items: 2 } -0 undefined [1, undefined, 3] Uint8Array(1) [7]",
  );
  expect(await cell.log.getByRole('cell').allInnerTexts()).toEqual(["'9a37'", '5', "'a974'", '10']);
});

test('what was open of a value is open after the next run, wherever its line stands then', async ({
  serve,
  openPage,
}) => {
  const text = "({ order: { id: '7dd8', items: [1, 2] } });\nconsole.log([{ deep: { er: 1 } }]);";
  const [, cell] = await openWith({ serve, openPage }, text);
  await cell.run();
  const tree = cell.region.locator('.line-tree');
  await cell.region.getByRole('button', { name: /order/ }).click();
  await tree.locator('summary').nth(1).click();
  await tree.locator('summary').nth(2).click();
  const logged = cell.log.locator('.lines details');
  await logged.first().locator('summary').first().click();
  await logged.nth(1).locator('summary').first().click();
  const openIn = () => cell.region.evaluate((one) => one.shadowRoot!.querySelectorAll('details[open]').length);
  expect(await openIn()).toBe(5);

  await cell.run();
  await expect.poll(openIn).toBe(5);
  await expect.poll(() => tree.innerText()).toContain('1: 2');
  await cell.write(`// One line more.\n${text}`);
  expect(await tree.locator('details').count()).toBe(0);
  await cell.run();
  await expect.poll(openIn).toBe(5);
  // What somebody has closed stays closed.
  await cell.region.getByRole('button', { name: /order/ }).click();
  await logged.first().locator('summary').first().click();
  await cell.run();
  await expect.poll(openIn).toBe(0);
});

test(
  'ten thousand rows are shown within a frame or two, and what is left out is counted',
  MEASURED,
  async ({ serve, openPage }) => {
    const rows = 'const rows = Array.from({ length: 10_000 }, (_, id) => ({ id, name: `row ${id}`, tags: [id] }));';
    const [page, cell] = await openWith(
      { serve, openPage },
      `${rows}\nrows;\nconsole.log(rows);\nconsole.table(rows);`,
      noteLongTasks,
    );
    const start = await timeIn(page);
    await cell.run();
    await cell.log.locator('.lines details > summary').first().click();
    await expect.poll(() => cell.log.locator('.value-table tbody tr').count()).toBe(100);
    const table = cell.log.locator('.value-table');
    // Not its inner text: what is off the screen has none.
    expect(await table.locator('caption').textContent()).toContain(en.value.showMore(100, 9_900));
    await expect.poll(() => cell.log.locator('.value-entries > .value-more').innerText()).toContain('9,900');
    await table.locator('caption button').click();
    expect(await table.locator('tbody tr').count()).toBe(200);
    expect(await worstTask(page, start)).toBeLessThan(100);
  },
);

test('rows behind the first hundred are shown by the keyboard, and open again after the next run', async ({
  serve,
  openPage,
}) => {
  const text = 'console.log(Array.from({ length: 1_250 }, (_, id) => ({ id })));';
  const [, cell] = await openWith({ serve, openPage }, text);
  await cell.run();
  const value = cell.log.locator('.lines details').first();
  const rows = value.locator(':scope > .value-entries > li:not(.value-more)');
  const more = value.locator('.value-more');
  await value.locator('summary').first().click();
  await expect.poll(() => rows.count()).toBe(100);
  await more.getByRole('button', { name: en.value.showMore(100, 1_150) }).press('Enter');
  expect(await rows.count()).toBe(200);
  await rows.nth(150).locator('summary').click();
  for (let shown = 200; shown < 1_000; shown += 100)
    await more.getByRole('button', { name: en.value.showMore(100, 1_250 - shown) }).press('Enter');
  expect(await rows.count()).toBe(1_000);
  expect(await more.innerText()).toBe(en.value.more(250));
  // Whoever goes on from there does not begin at the top of the page.
  expect(await more.evaluate((one) => one.matches(':focus'))).toBe(true);

  await cell.run();
  await expect.poll(() => rows.count()).toBe(1_000);
  expect(await rows.nth(150).locator('details').getAttribute('open')).not.toBeNull();
});

test('of a list whose last part is shown nothing is left, and the focus is in what has come', async ({
  serve,
  openPage,
}) => {
  const [, cell] = await openWith(
    { serve, openPage },
    'console.log(Array.from({ length: 150 }, (_, id) => ({ id })));',
  );
  await cell.run();
  const value = cell.log.locator('.lines details').first();
  const rows = value.locator(':scope > .value-entries > li');
  await value.locator('summary').first().click();
  await value.getByRole('button', { name: en.value.showMore(50, 50) }).press('Enter');
  expect(await rows.count()).toBe(150);
  expect(await rows.nth(100).evaluate((one) => one.matches(':focus'))).toBe(true);
});

test('of a run that shows much, long values are cut short, and it goes on showing', async ({ serve, openPage }) => {
  const text = [
    'const rows = Array.from({ length: 1_000 }, (_, id) => ({ id }));',
    'for (let time = 0; time < 30; time += 1) console.log(rows);',
    "'shown';",
  ].join('\n');
  const [, cell] = await openWith({ serve, openPage }, text);
  await cell.run();
  expect(await cell.values()).toContain("'shown'");
  expect(await cell.log.locator('.cut').count()).toBe(0);
  const last = cell.log.locator('.lines > .log').last();
  await last.locator('summary').first().click();
  await expect.poll(() => last.locator('.value-more').innerText()).toBe(en.value.more(900));
});

test('values beside the lines do not move the code', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en), { viewport: { width: 1440, height: 900 } });
  const cell = new Cell(page, 'questions.ts');
  await cell.region.scrollIntoViewIfNeeded();
  await cell.expectState('fresh');
  const places = () =>
    cell.region.evaluate((one) => {
      const code = one.querySelector('pre')!.getBoundingClientRect();
      const range = document.createRange();
      range.selectNodeContents(one.querySelector('pre code')!);
      const text = range.getBoundingClientRect();
      const { top } = one.getBoundingClientRect();
      return [code.top - top, code.left, code.height, text.top - top, text.left, text.width, text.height].map(
        Math.round,
      );
    });
  const before = await places();
  await cell.run();
  expect((await cell.values()).length).toBeGreaterThan(3);
  expect(await places()).toEqual(before);
});

test('of a line that runs many times the last value is open again, and of two that read the same the one that was', async ({
  serve,
  openPage,
}) => {
  const [, cell] = await openWith({ serve, openPage }, '({ i: 1 }); ({ i: 3 });\nconst a = [1];\na;\na.push(2);\na;');
  await cell.run();
  const tree = cell.region.locator('.line-tree');
  const open = () =>
    cell.region
      .locator('.line-value[aria-expanded=true]')
      .evaluateAll((all) => all.map((one) => one.closest('li')!.dataset['line']));
  await cell.region.locator('li[data-line="1"] .line-value').click();
  await expect.poll(() => tree.innerText()).toContain('i: 3');
  await cell.run();
  await expect.poll(open).toEqual(['1']);
  await expect.poll(() => tree.innerText()).toContain('i: 3');
  // The second of the two: the first comes first, and is not taken for it.
  for (const line of ['5', '3']) {
    await cell.region.locator(`li[data-line="${line}"] .line-value`).click();
    await cell.run();
    await expect.poll(open).toEqual([line]);
  }
});
