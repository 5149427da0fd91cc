/** Lines of a cell that are not in sight at first: opened with a button, by editing, on paper, and where no script runs. */
import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { en, type Messages } from '#i18n';
import { Cell } from '../site/cell.ts';
import { bringAxe, findBarriers } from '../site/find-barriers.ts';
import { usualLanguage } from '../site/length.ts';
import { test } from '../site/test.ts';

const LESSON = { en: 'fold-seven-events.html', ko: 'fold-seven-events.ko.html' } as const;
const FILE = 'ties.ts';
const [FIRST, LAST] = [1, 15];

/** A line that is collapsed, and the first that is not empty behind them. */
const COLLAPSED = 'const byPosition =';
const BEHIND = '// Sorted by time';

function open(page: Page, messages: Messages = en) {
  const cell = new Cell(page, FILE, messages);
  const { showLines, hideLines } = messages.cell;
  const named = (name: string) => cell.region.getByRole('button', { name, exact: true });
  return { cell, show: named(showLines(FIRST, LAST)), hide: named(hideLines(FIRST, LAST)) };
}

/** Whether a line of the code can be seen, by what it begins with. */
const isInSight = (page: Page, line: string): Promise<boolean> =>
  page.locator(`code-cell[file="${FILE}"] .line`).filter({ hasText: line }).first().isVisible();

/** How far every value is from the line that it belongs to, in pixels. */
const offsets = ({ region }: Cell): Promise<number[]> =>
  region.evaluate((cell) => {
    const lines = [...cell.querySelectorAll('pre code .line')];
    return [...cell.shadowRoot!.querySelectorAll('.values li')].map((value) => {
      const line = lines[Number((value as HTMLElement).dataset['line']) - 1]!;
      return Math.abs(value.getBoundingClientRect().top - line.getBoundingClientRect().top);
    });
  });

describe.for(usualLanguage('en'))('in %s', ([language, messages]) => {
  test('the keyboard opens them and closes them, and values stay beside their lines', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), {
      prepare: bringAxe,
      viewport: { width: 1440, height: 900 },
    });
    const { cell, show, hide } = open(page, messages);
    await cell.run();
    expect(await show.getAttribute('aria-expanded')).toBe('false');
    expect(await isInSight(page, COLLAPSED)).toBe(false);
    expect(await isInSight(page, BEHIND)).toBe(true);
    const { height } = (await show.boundingBox())!;
    expect(height).toBe(24);
    const values = await cell.values();
    expect(Math.max(...(await offsets(cell)))).toBeLessThan(6);
    expect(await findBarriers(page)).toEqual([]);

    await show.focus();
    await page.keyboard.press('Enter');
    await hide.waitFor();
    expect(await hide.getAttribute('aria-expanded')).toBe('true');
    expect(await hide.evaluate((button) => button.matches(':focus'))).toBe(true);
    expect(await isInSight(page, COLLAPSED)).toBe(true);
    expect(await cell.values()).toEqual(values);
    expect(Math.max(...(await offsets(cell)))).toBeLessThan(6);

    await page.keyboard.press('Space');
    await show.waitFor();
    expect(await isInSight(page, COLLAPSED)).toBe(false);
  });
});

test('the editor shows every line; those that were changed stay in sight', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const { cell, show } = open(page);
  const source = await cell.shownCode();
  await cell.edit();
  expect(await show.count()).toBe(0);
  await cell.region.locator('.view-line').filter({ hasText: COLLAPSED }).waitFor();
  const leave = async (): Promise<void> => {
    await new Cell(page, 'lead.ts').edit();
    await cell.region.scrollIntoViewIfNeeded();
  };

  // Behind them: they are as they were.
  await cell.write(`${source}\n1 + 1;`);
  await leave();
  expect(await cell.shownCode()).toBe(`${source}\n1 + 1;`);
  await show.click();
  await cell.region.getByRole('button', { name: en.cell.hideLines(FIRST, LAST) }).click();

  await cell.write(source.replace('byPosition =', 'byPlace ='));
  await leave();
  expect(await show.count()).toBe(0);
  expect(await cell.region.getByText('byPlace').first().isVisible()).toBe(true);

  await cell.button('reset').click();
  await show.waitFor();
  expect(await cell.shownCode()).toBe(source);
});

test('on paper every line is there, and no button', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const { show } = open(page);
  await show.waitFor();
  await page.emulateMedia({ media: 'print' });
  expect(await isInSight(page, COLLAPSED)).toBe(true);
  expect(await show.isVisible()).toBe(false);
});

test('without JavaScript every line can be read', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en), { javaScriptEnabled: false });
  expect(await isInSight(page, COLLAPSED)).toBe(true);
  expect(await isInSight(page, BEHIND)).toBe(true);
});

test('nothing moves when the cell wakes up', async ({ serve, openPage }) => {
  const site = await serve();
  const page = await openPage(site.url('icon.svg'), {
    prepare: async (context) => void (await context.route('**/*.js', () => {})),
  });
  await page.goto(site.url(LESSON.en), { waitUntil: 'commit' });
  const height = (): Promise<number> =>
    page.locator(`code-cell[file="${FILE}"] pre`).evaluate((pre) => {
      pre.scrollIntoView();
      return pre.getBoundingClientRect().height;
    });
  await expect.poll(height).toBeGreaterThan(100);
  const asleep = await height();
  await page.context().unroute('**/*.js');
  await page.reload();
  await open(page).show.waitFor();
  expect(await height()).toBe(asleep);
});
