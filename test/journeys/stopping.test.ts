/** A loop has no end: the page stays usable, Stop works at once, and nothing written is lost. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { en, type CellStateName } from '#i18n';
import { Cell } from '../site/cell.ts';
import { MEASURED, noteLongTasks, timeIn, worstTask } from '../site/long-tasks.ts';
import { LESSON, test } from '../site/test.ts';

const LOOP = "console.log('begun');\nfor (;;);";

test('a text is saved before it runs, however soon that is', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const table = new Cell(page, 'table.ts');
  await table.write(LOOP);
  await page.keyboard.press('ControlOrMeta+Enter');
  await table.log.getByText('begun').waitFor();
  await page.reload();
  await table.expectState('fresh');
  expect(await table.shownCode()).toBe(LOOP);
});

test(
  'X13: a loop without end is ended within six seconds and says so, and the next run is done within one',
  MEASURED,
  async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON.en), { before: noteLongTasks });
    const table = await openCellWith(page, LOOP);
    const start = await timeIn(page);

    const failed = await watchState(page, 'failed');
    await table.start();
    expect(await failed.evaluate(({ reached }) => reached)).toBeLessThan(6_000);
    const { what, next } = en.errors.unresponsive();
    expect(await table.log.textContent()).toContain(what);
    expect(await table.log.textContent()).toContain(next);

    await expectNextRunIsQuick(page, table);
    expect(await worstTask(page, start)).toBeLessThan(100);
  },
);

test(
  'X13: Stop ends a loop within 300 ms, and the next run is done within a second',
  MEASURED,
  async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON.en), { before: noteLongTasks });
    const table = await openCellWith(page, LOOP);
    const start = await timeIn(page);

    await table.start();
    await table.log.getByText('begun').waitFor();
    const stopped = await watchState(page, 'stopped');
    await table.button('stop').click();
    expect(await stopped.evaluate(({ reached }) => reached)).toBeLessThan(300);

    await expectNextRunIsQuick(page, table);
    expect(await worstTask(page, start)).toBeLessThan(100);
  },
);

test('X13: running a cell again while it loops replaces the run', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const table = new Cell(page, 'table.ts');
  await table.write(LOOP);
  await table.start();
  await table.log.getByText('begun').waitFor();
  await table.write('6 * 7;');
  const done = await watchState(page, 'done');
  await table.start();
  expect(await done.evaluate(({ reached }) => reached)).toBeLessThan(1_000);
  expect(await table.values()).toEqual(['42']);
  expect(await table.log.textContent()).not.toContain('begun');
});

/** The first cell with another text, on a page that has no editor open: what an editor does in the background is not measured. */
async function openCellWith(page: Page, text: string): Promise<Cell> {
  const table = new Cell(page, 'table.ts');
  await table.write(text);
  await expect.poll(() => table.isSaved()).toBe(true);
  await page.reload();
  await table.expectState('fresh');
  expect(await table.shownCode()).toBe(text);
  return table;
}

/** A promise in the page of the milliseconds from the next click until the first cell says that it is in `state`. */
function watchState(page: Page, state: CellStateName) {
  return page.evaluateHandle((word) => {
    const cell = document.querySelector('code-cell[file="table.ts"]')!;
    const status = cell.shadowRoot!.querySelector('[role=status]')!;
    let clicked: number | null = null;
    document.addEventListener('click', ({ timeStamp }) => (clicked ??= timeStamp), { capture: true });
    const reached = new Promise<number>((resolve) => {
      const look = (): void => {
        const isReached = status.querySelector('.state')?.textContent === word;
        if (clicked !== null && isReached) resolve(performance.now() - clicked);
      };
      new MutationObserver(look).observe(status, { childList: true, subtree: true, characterData: true });
    });
    // A handle of a promise would be one of what it comes to.
    return { reached };
  }, en.cell.state[state]);
}

/** Brings the author's text back; its run is done within a second. */
async function expectNextRunIsQuick(page: Page, table: Cell): Promise<void> {
  await table.button('reset').click();
  await table.expectState('fresh');
  const done = await watchState(page, 'done');
  await table.start();
  expect(await done.evaluate(({ reached }) => reached)).toBeLessThan(1_000);
}
