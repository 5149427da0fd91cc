/** A telephone, 390 pixels wide: everything can be reached and read. */
import type { Locator } from 'playwright';
import { describe, expect } from 'vitest';
import { en } from '#i18n';
import { Cell, labOf, rowsInLab } from '../site/cell.ts';
import { findOverflow } from '../site/find-overflow.ts';
import { usualLanguage } from '../site/length.ts';
import { LESSON, test } from '../site/test.ts';

const TELEPHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const WIDTH = TELEPHONE.viewport.width;

describe.for(usualLanguage('ko'))('in %s', ([language, messages]) => {
  test('neither home nor a lesson scrolls sideways', async ({ serve, openPage }) => {
    const site = await serve();
    const page = await openPage(site.url(language === 'en' ? '' : 'index.ko.html'), TELEPHONE);
    expect(await findOverflow(page)).toEqual([]);
    await page.goto(site.url(LESSON[language]));
    const questions = new Cell(page, 'questions.ts', messages);
    await questions.run();
    expect(await findOverflow(page)).toEqual([]);
  });

  test('every button and link is inside the screen and large enough for a finger', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), TELEPHONE);
    const table = new Cell(page, 'table.ts', messages);
    await table.run();
    for (const target of await page.locator('button:visible, select:visible, nav a:visible').all()) {
      await target.scrollIntoViewIfNeeded();
      const box = await boxOf(target);
      const name = (await target.textContent())?.trim() ?? '';
      expect(box.x, name).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width, name).toBeLessThanOrEqual(WIDTH);
      expect(Math.min(box.width, box.height), name).toBeGreaterThanOrEqual(24);
    }
  });
});

test('values stand below the code, whole, each with its line', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en), TELEPHONE);
  const table = new Cell(page, 'table.ts');
  await table.run();
  const value = table.region.getByRole('button', { name: '2 rows: 9a37 5 · a974 10' });
  const code = await boxOf(table.region.locator('pre'));
  expect((await boxOf(value)).y).toBeGreaterThanOrEqual(code.y + code.height);
  expect(await value.innerText()).toMatch(/^await items\.all\(\)\s*→\s*2 rows: 9a37 5 · a974 10$/);
  expect(await value.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
});

test('the Lab is a sheet at the lower edge: its bar counts, and opens it', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en), TELEPHONE);
  await new Cell(page, 'table.ts').run();
  const lab = labOf(page);
  await lab.getByText('0 events · 1 table').waitFor();
  const closed = await boxOf(lab);
  expect(closed.y + closed.height).toBe(TELEPHONE.viewport.height);
  expect(closed.height).toBeLessThan(60);
  await lab.getByRole('button', { name: en.lab.show }).tap();
  await expect.poll(() => rowsInLab(page, 'order_items')).toHaveLength(2);
  const open = await boxOf(lab);
  expect(open.y + open.height).toBe(TELEPHONE.viewport.height);
  expect(open.width).toBe(WIDTH);
  expect(open.height).toBeLessThan(TELEPHONE.viewport.height * 0.75);
  await lab.getByRole('button', { name: en.lab.hide }).tap();
  await expect.poll(async () => (await boxOf(lab)).height).toBe(closed.height);
});

test('what has the focus is never behind the sheet or the band', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en), TELEPHONE);
  await new Cell(page, 'table.ts').expectState('fresh');
  const lab = await boxOf(labOf(page));
  for (let press = 0; press < 30; press += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const { top, bottom } = element!.getBoundingClientRect();
      const isBelow = element!.getRootNode() instanceof Document && element!.closest('.site-header') === null;
      return { top, bottom, isBelow, text: element!.textContent?.trim() };
    });
    if (focused.text?.includes(en.lab.show)) break;
    expect(focused.top, focused.text).toBeLessThan(lab.y);
  }
});

test('a tap into the code opens a text area, and what is typed there runs', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en), TELEPHONE);
  const table = new Cell(page, 'table.ts');
  await table.expectState('fresh');
  await table.region.locator('pre').tap();
  const area = table.region.getByRole('textbox', { name: en.cell.editor('table.ts') });
  await area.fill('6 * 7;');
  await table.run();
  expect(await table.values()).toEqual(['42']);
  // Smaller letters make some telephones zoom in.
  expect(await area.evaluate((element) => getComputedStyle(element).fontSize)).toBe('16px');
});

async function boxOf(element: Locator) {
  const box = await element.boundingBox();
  if (!box) throw new Error(`${String(element)} is nowhere on the page.`);
  return box;
}
