/** A person without a mouse gets everywhere. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { en } from '#i18n';
import { Cell, rowsInLab } from '../site/cell.ts';
import { LESSON, test } from '../site/test.ts';

/** Tab presses after which something counts as out of reach. */
const MOST_TABS = 25;

test('Tab reaches Run, and Enter runs the cell', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const table = new Cell(page, 'table.ts');
  await table.expectState('fresh');
  await tabTo(page, en.cell.run);
  await page.keyboard.press('Enter');
  await table.expectState('done');
  await expect.poll(() => rowsInLab(page, 'order_items')).toHaveLength(2);
  expect(await focusedName(page)).toBe(en.cell.run);
});

test('the first Tab offers to skip to the text', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en));
  await page.keyboard.press('Tab');
  expect(await focusedName(page)).toBe(en.page.skipToContent);
  expect(await page.getByRole('link', { name: en.page.skipToContent }).boundingBox()).toMatchObject({ x: 8, y: 8 });
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toMatch(/#text$/);
});

test('the editor is entered with Enter, runs with Ctrl+Enter, and Escape then Tab leaves it', async ({
  serve,
  openPage,
}) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const table = new Cell(page, 'table.ts');
  await table.expectState('fresh');
  await tabTo(page, en.cell.edit);
  await page.keyboard.press('Enter');
  await expect.poll(() => isInEditor(page)).toBe(true);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('20 + 2;');
  await page.keyboard.press('ControlOrMeta+Enter');
  await table.expectState('done');
  expect(await table.values()).toEqual(['22']);
  expect(await isInEditor(page)).toBe(true);

  await page.keyboard.press('Tab');
  expect(await isInEditor(page)).toBe(true);
  await page.keyboard.press('ControlOrMeta+Z');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  expect(await isInEditor(page)).toBe(false);
  await page.keyboard.press('Shift+Tab');
  expect(await isInEditor(page)).toBe(true);
});

test('a value beside a line opens with Enter', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const table = new Cell(page, 'table.ts');
  await table.run();
  const value = table.region.getByRole('button', { name: '2 rows: 9a37 5 · a974 10' });
  await value.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => value.getAttribute('aria-expanded')).toBe('true');
  await table.log.getByText("{ itemId: '9a37', quantity: 5 }").waitFor();
});

/** Presses Tab until something of this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < MOST_TABS; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await focusedName(page);
    if (focused === name) return;
    passed.push(focused);
  }
  throw new Error(`Tab did not reach "${name}", only: ${passed.join(', ')}`);
}

/** What has the focus, in the words that stand on it. */
function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    const hidden = focused?.querySelector('[aria-hidden]')?.textContent ?? '';
    return (focused?.getAttribute('aria-label') ?? focused?.textContent ?? '').replace(hidden, '').trim();
  });
}

const isInEditor = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.activeElement?.closest('.monaco-editor') != null);
