/** A cell that listens, in the built page: it shows what is there and what another tab adds, and ends when a person says so. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { en, ko } from '#i18n';
import { Cell, eventsInLab } from '../site/cell.ts';
import { LESSON, test } from '../site/test.ts';

const IMPORT = "import { eventStore } from 'lab';\n";
const append = (type: string): string =>
  `await eventStore.appendToStream('cart-1', [{ type: '${type}', data: {} }], { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' });`;
const LISTENS = `${IMPORT}for await (const event of eventStore.subscribeToAll({ after: 'BEGINNING' })) console.log(event.type);`;

/** The first cell has written an event, and the second one listens. */
async function openListening(page: Page): Promise<Cell> {
  await new Cell(page, 'table.ts').write(IMPORT + append('Opened'));
  const listens = new Cell(page, 'events.ts');
  await listens.write(LISTENS);
  await listens.run('listening');
  return listens;
}

const linesOf = async (cell: Cell): Promise<string[]> =>
  ((await cell.log.textContent()) ?? '').match(/Opened|Added/g) ?? [];

test('X12a: a cell lists the events that are there, listens, hears another tab, and ends with Stop', async ({
  serve,
  openPage,
}) => {
  const site = await serve();
  const page = await openPage(site.url(LESSON.en), { hasTouch: true });
  const listens = await openListening(page);
  expect(await linesOf(listens)).toEqual(['Opened']);
  expect(await listens.button('stop').isEnabled()).toBe(true);

  const other = await page.context().newPage();
  await other.goto(site.url(LESSON.en));
  // What listens in another tab has its mark here.
  await new Cell(other, 'events.ts').expectState('done');
  const adds = new Cell(other, 'questions.ts');
  await adds.write(IMPORT + append('Added'));
  await adds.run();
  await expect.poll(() => linesOf(listens)).toEqual(['Opened', 'Added']);
  await listens.expectState('listening');

  await listens.button('stop').click();
  await listens.expectState('done');
  expect(await listens.button('stop').isDisabled()).toBe(true);
  await adds.run();
  await expect.poll(() => eventsInLab(page)).toHaveLength(2);
  expect(await linesOf(listens)).toEqual(['Opened', 'Added']);

  await page.reload();
  await listens.expectState('done');
});

test('X12a: running all goes on past a cell that listens, and ends with one', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en), { hasTouch: true });
  const listens = await openListening(page);
  await new Cell(page, 'questions.ts').write(IMPORT + append('Added'));
  const last = new Cell(page, 'exercise.ts');
  await last.write(LISTENS);
  await page.getByRole('button', { name: en.lesson.runAll, exact: true }).click();
  await last.expectState('listening');
  await listens.expectState('done');
  expect(await linesOf(listens)).toEqual(['Opened']);
  expect(await linesOf(last)).toEqual(['Opened', 'Added']);
  const group = page.getByRole('group', { name: en.lesson.name, exact: true });
  await expect.poll(() => group.getByRole('status').textContent()).toBe(en.lesson.allDone);
});

test('X12a: the next run ends it, and takes back nothing but what is behind its mark', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en), { hasTouch: true });
  const listens = await openListening(page);
  const next = new Cell(page, 'questions.ts');
  await next.write('6 * 7;');
  await next.run();
  await listens.expectState('done');
  expect(await linesOf(listens)).toEqual(['Opened']);
  await listens.run('listening');
  expect(await linesOf(listens)).toEqual(['Opened']);
  await expect.poll(() => eventsInLab(page)).toHaveLength(1);
});

test('a place to listen from that is none is refused in words, in both languages', async ({ serve, openPage }) => {
  const site = await serve();
  for (const [language, messages] of [
    ['en', en],
    ['ko', ko],
  ] as const) {
    const page = await openPage(site.url(LESSON[language]), { hasTouch: true });
    const cell = new Cell(page, 'table.ts', messages);
    await cell.write(`${IMPORT}eventStore.subscribeToAll({ after: 'NOW' });`);
    await cell.run('failed');
    expect(await cell.log.textContent()).toContain('BEGINNING');
  }
});
