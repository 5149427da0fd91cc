/** The keys of a page: running from cell to cell, and the list of all keys. */
import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { en } from '#i18n';
import { Cell } from '../site/cell.ts';
import { bringAxe, findBarriers } from '../site/find-barriers.ts';
import { findOverflow } from '../site/find-overflow.ts';
import { usualLanguage } from '../site/length.ts';
import { LESSON, test } from '../site/test.ts';

/** The file of the cell that has the focus, and what of it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const cell = document.activeElement;
    const inside = cell?.shadowRoot?.activeElement?.textContent ?? '';
    return `${cell?.closest('code-cell')?.getAttribute('file') ?? cell?.localName} ${inside.trim()}`;
  });

test('Shift+Enter runs a cell and goes on to the next, from the buttons and from the editor', async ({
  serve,
  openPage,
}) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const files = await page.locator('code-cell').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('file')!));
  const [first, second, ...others] = files.map((file) => new Cell(page, file));
  await first!.expectState('fresh');
  await first!.button('run').focus();
  await page.keyboard.press('Shift+Enter');
  await first!.expectState('done');
  expect(await focused(page)).toBe(`${files[1]} ▶ ${en.cell.run}`);
  await second!.expectState('fresh');

  await second!.button('edit').click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null)).toBe(true);
  const text = await second!.text();
  await page.keyboard.press('Shift+Enter');
  await second!.expectState('done');
  expect(await second!.text()).toBe(text);
  for (const [index, cell] of others.entries()) {
    expect(await focused(page)).toBe(`${files[index + 2]} ▶ ${en.cell.run}`);
    await page.keyboard.press('Shift+Enter');
    await cell.expectState('done');
  }
  // There is none behind the last.
  expect(await focused(page)).toBe(`${files.at(-1)} ▶ ${en.cell.run}`);
  // All of it is in sight.
  const { y, height } = (await others.at(-1)!.region.boundingBox())!;
  expect(y + height).toBeLessThanOrEqual(page.viewportSize()!.height);
});

describe.for(usualLanguage('ko'))('the list of keys, in %s', ([language, messages]) => {
  test('is shown by ?, by its button, and not while somebody writes', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), {
      prepare: bringAxe,
      viewport: { width: 390, height: 844 },
    });
    const { keys } = messages;
    const list = page.getByRole('dialog', { name: keys.name });
    const first = page.locator('code-cell').first();
    await first.getByRole('button', { name: messages.cell.edit, exact: true }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null)).toBe(true);
    await page.keyboard.press('?');
    await expect.poll(() => first.locator('.view-lines').innerText()).toContain('?');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await list.count()).toBe(0);

    await page.keyboard.press('?');
    await list.waitFor();
    for (const text of [keys.cell.runOn, keys.editor.definition, keys.present.notes]) {
      await list.getByText(text).waitFor();
    }
    expect(await findOverflow(page)).toEqual([]);
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });

    const button = page.getByRole('button', { name: messages.lesson.keys, exact: true });
    await button.press('Enter');
    await list.waitFor();
    // Who speaks to the machine may not want a single key to do something.
    await list.getByRole('checkbox').uncheck();
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    expect(await button.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element)).toBe(
      true,
    );
    await page.reload();
    await button.waitFor();
    await page.keyboard.press('?');
    await button.click();
    expect(await list.getByRole('checkbox').isChecked()).toBe(false);
    await list.getByRole('checkbox').check();
    await list.getByRole('button', { name: keys.close }).click();
    await list.waitFor({ state: 'hidden' });
    await page.keyboard.press('?');
    await list.waitFor();
  });
});

test('in the search box Shift+Enter goes to the match before, and runs nothing', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const cell = new Cell(page, 'table.ts');
  await cell.expectState('fresh');
  await cell.button('edit').click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null)).toBe(true);
  await page.keyboard.press('ControlOrMeta+F');
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.find-widget') !== null)).toBe(true);
  await page.keyboard.type('items');
  await page.keyboard.press('Shift+Enter');
  expect(await cell.state()).toBe(en.cell.state.fresh);
  expect(await page.evaluate(() => document.activeElement?.closest('.find-widget') !== null)).toBe(true);
});

test('while a syllable is put together Enter is the language’s own', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const cell = new Cell(page, 'table.ts');
  await cell.expectState('fresh');
  const wasTaken = await cell.button('run').evaluate((button) => {
    const event = new KeyboardEvent('keydown', {
      key: 'Enter',
      shiftKey: true,
      isComposing: true,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    return !button.dispatchEvent(event);
  });
  expect(wasTaken).toBe(false);
  expect(await cell.state()).toBe(en.cell.state.fresh);
});

test('while somebody presents, Escape closes the list and nothing else', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en));
  await new Cell(page, 'table.ts').expectState('fresh');
  await page.getByRole('button', { name: en.page.present, exact: true }).click();
  const bar = page.getByRole('region', { name: en.page.present });
  await bar.waitFor();
  const step = await bar.getByRole('status').innerText();
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: en.keys.name });
  await list.waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'hidden' });
  expect(await bar.getByRole('status').innerText()).toBe(step);
});

test('home shows it too', async ({ serve, openPage }) => {
  const site = await serve();
  const page = await openPage(site.url('index.html'));
  await new Cell(page, 'cart.ts').expectState('fresh');
  expect(site.requests.filter((path) => /\/key/.test(path))).toEqual([]);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: en.keys.name }).waitFor();
});
