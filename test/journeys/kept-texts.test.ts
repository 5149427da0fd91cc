/** No text of a cell is lost: not to a lesson that has changed, and not to a reset, a solution or another text. */
import type { Locator, Page } from 'playwright';
import { describe, expect } from 'vitest';
import type { AllMessages } from '#i18n';
import { Cell } from '../site/cell.ts';
import { bringAxe, findBarriers } from '../site/find-barriers.ts';
import { findOverflow } from '../site/find-overflow.ts';
import { usualLanguage } from '../site/length.ts';
import { LESSON, test } from '../site/test.ts';

const NEW_LINE = '// The author has thought again.';
/** The first cell of the lesson, as its author has it after a while. */
const revised = (text: string): string => text.replace('"source":"', `"source":"${NEW_LINE}\\n`);

/** What stands below the first cell. */
class KeptTexts {
  readonly cell: Cell;
  readonly block: Locator;
  readonly #page: Page;

  constructor(page: Page, messages: AllMessages, file = 'table.ts') {
    this.#page = page;
    this.cell = new Cell(page, file, messages);
    this.block = page.locator(`code-cell[file="${file}"] > kept-texts`);
  }

  button(name: string): Locator {
    return this.block.getByRole('button', { name, exact: true });
  }

  get moments(): Promise<string[]> {
    return this.block.locator('.past-moment').evaluateAll((all) =>
      all.map((one) =>
        [...one.children]
          .slice(1)
          .map(({ textContent }) => textContent)
          .join(', '),
      ),
    );
  }

  get focused(): Promise<string | null> {
    return this.#page.evaluate(() => document.activeElement?.textContent ?? null);
  }
}

describe.for(usualLanguage('ko'))('in %s', ([language, messages]) => {
  const { keptTexts: texts } = messages;

  test('a lesson that has changed leaves what somebody wrote, and they compare, take or keep', async ({
    serve,
    openPage,
  }) => {
    let isRevised = false;
    const site = await serve({
      rewrite: (text, name) => (isRevised && name === LESSON[language] ? revised(text) : text),
    });
    const page = await openPage(site.url(LESSON[language]), {
      prepare: bringAxe,
      viewport: { width: 390, height: 844 },
    });
    const kept = new KeptTexts(page, messages);
    await kept.cell.write('const mine = 1;\nmine;');
    await expect.poll(() => kept.cell.isSaved()).toBe(true);
    expect(await kept.block.getByText(texts.newText).count()).toBe(0);

    isRevised = true;
    await page.reload();
    await kept.block.getByText(texts.newText).waitFor();
    expect(await kept.cell.shownCode()).toBe('const mine = 1;\nmine;');
    // Nothing has run by itself, and it runs as it is.
    await kept.cell.run();
    expect(await kept.cell.values()).toEqual(['1']);
    await kept.button(texts.compare).first().press('Enter');
    const table = page.getByRole('table', { name: texts.withNew.both });
    await expect.poll(() => table.locator('ins').allTextContents()).toContain(NEW_LINE);
    expect(await findBarriers(page)).toEqual([]);
    expect(await findOverflow(page)).toEqual([]);

    await kept.button(texts.take).press('Enter');
    await expect.poll(() => kept.cell.shownCode()).toContain(NEW_LINE);
    expect(await kept.block.getByText(texts.newText).count()).toBe(0);
    // What gave way can be had back, and then it is one that was made from the old text no more.
    await kept.block.locator('summary').press('Enter');
    await expect.poll(() => kept.moments).toEqual([messages.cell.state.done]);
    await kept.button(texts.bringBack).press('Enter');
    await expect.poll(() => kept.cell.shownCode()).toBe('const mine = 1;\nmine;');
    expect(await kept.focused).toBe(texts.isBack('table.ts'));
    await expect.poll(() => kept.cell.isSaved()).toBe(true);
    await page.reload();
    await kept.cell.expectState('fresh');
    expect(await kept.cell.shownCode()).toBe('const mine = 1;\nmine;');
    expect(await kept.block.getByText(texts.newText).count()).toBe(0);
  });

  test('whoever keeps their text is not asked again', async ({ serve, openPage }) => {
    let isRevised = false;
    const site = await serve({
      rewrite: (text, name) => (isRevised && name === LESSON[language] ? revised(text) : text),
    });
    const page = await openPage(site.url(LESSON[language]));
    const kept = new KeptTexts(page, messages);
    await kept.cell.write('6 * 7;');
    await expect.poll(() => kept.cell.isSaved()).toBe(true);
    isRevised = true;
    await page.reload();
    await kept.button(texts.keep).click();
    await kept.block.getByText(texts.newText).waitFor({ state: 'detached' });
    await expect.poll(() => kept.cell.isSaved()).toBe(true);
    await page.reload();
    await kept.cell.run();
    expect(await kept.cell.values()).toEqual(['42']);
    expect(await kept.block.getByText(texts.newText).count()).toBe(0);
  });

  test('the history of a cell has every run, and every text that gave way', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), { prepare: bringAxe });
    const kept = new KeptTexts(page, messages);
    const { state } = messages.cell;
    await kept.cell.run();
    expect(await kept.block.locator('details').count()).toBe(0);
    await kept.cell.write('6 * 7;');
    await kept.cell.run();
    await kept.cell.write("throw new Error('no');");
    await kept.cell.run('failed');
    await kept.cell.write('// Never run.');
    await kept.cell.button('reset').click();
    await kept.cell.expectState('fresh');

    await kept.block.locator('summary').click();
    await expect
      .poll(() => kept.moments)
      .toEqual([texts.notRun, state.failed, state.done, `${state.done}, ${texts.authors}, ${texts.shown}`]);
    expect(await findBarriers(page)).toEqual([]);
    // The editor is open, and goes with it.
    await kept.button(texts.bringBack).nth(1).click();
    await expect.poll(() => kept.cell.text()).toBe("throw new Error('no');");
    await kept.button(texts.bringBack).first().click();
    await expect.poll(() => kept.cell.text()).toBe('// Never run.');
    await kept.button(texts.bringBack).nth(1).click();
    await kept.cell.run();
    expect(await kept.cell.values()).toEqual(['42']);
    await expect.poll(async () => (await kept.moments)[0]).toBe(`${state.done}, ${texts.shown}`);
    await page.reload();
    await kept.block.locator('summary').click();
    await expect.poll(async () => (await kept.moments).length).toBe(5);
  });

  test('the focus, and what is compared, stay where they were when the cell runs', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), { hasTouch: true });
    const kept = new KeptTexts(page, messages);
    await kept.cell.run();
    for (const text of ["'A';", "'B';"]) {
      await kept.cell.write(text);
      await kept.cell.run();
    }
    await kept.cell.write("'C';");
    await kept.block.locator('summary').click();
    const back = kept.button(texts.bringBack);
    await expect.poll(() => back.count()).toBe(3);
    await kept.button(texts.compare).nth(1).click();
    await kept.block.locator('table').waitFor();
    await back.nth(1).focus();
    await page.keyboard.press('Control+Enter');
    await kept.cell.expectState('done');
    await expect.poll(() => kept.block.locator('li').count()).toBe(4);
    expect(await kept.block.locator('table').count()).toBe(1);
    await page.keyboard.press('Enter');
    await expect.poll(() => kept.cell.text()).toBe("'A';");
  });

  test('of a long history the last ten are shown, until somebody wants all', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), { hasTouch: true });
    const kept = new KeptTexts(page, messages);
    for (let run = 0; run < 12; run += 1) {
      await kept.cell.write(`${run};`);
      await kept.cell.run();
    }
    await kept.block.locator('summary').click();
    await expect.poll(() => kept.block.locator('li').count()).toBe(10);
    await kept.button(texts.all(12)).press('Enter');
    await expect.poll(() => kept.block.locator('li').count()).toBe(12);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('OL');
  });

  test('nothing that a solution, starting over or another tab takes the place of is lost', async ({
    serve,
    openPage,
  }) => {
    const site = await serve();
    const page = await openPage(site.url(LESSON[language]), { hasTouch: true });
    const kept = new KeptTexts(page, messages, 'exercise.ts');
    const { exercise, lesson, cell } = messages;
    const take = page.getByRole('button', { name: exercise.take, exact: true });
    await kept.cell.write('// A, never run.');
    await page.locator('details.solution > summary').press('Enter');
    // A key does not wait for it.
    await expect.poll(() => take.isEnabled()).toBe(true);
    await take.press('Enter');
    await expect.poll(() => kept.cell.text()).not.toContain('// A');
    await kept.cell.write('// B, never run.');
    await take.press('Enter');
    await expect.poll(() => kept.cell.text()).not.toContain('// B');
    await kept.cell.write('// C, never run.');
    await page.getByRole('button', { name: lesson.startOver, exact: true }).click();
    await page.getByRole('button', { name: lesson.startOverConfirm, exact: true }).click();
    await expect.poll(() => kept.cell.text()).not.toContain('// C');

    const other = await page.context().newPage();
    await other.goto(site.url(LESSON[language]));
    const there = new Cell(other, 'exercise.ts', messages);
    await there.expectState('fresh');
    // At the same time: a tab that hears of the other's text before it has its own goes on from that one.
    await Promise.all([kept.cell.write('// D, in one tab.'), there.write('// E, in the other.')]);
    await expect.poll(() => kept.cell.isSaved()).toBe(true);
    await there.region.getByRole('button', { name: cell.chooseText, exact: true }).click();
    await page.reload();
    await kept.block.locator('summary').click();
    await expect.poll(async () => (await kept.moments).length).toBeGreaterThan(3);
    const past: string[] = [];
    for (const button of await kept.button(texts.compare).all()) {
      await button.click();
      await kept.block.locator('table').waitFor();
      past.push(...(await kept.block.locator('ins').allTextContents()));
      await button.click();
    }
    for (const text of ['// A, never run.', '// B, never run.', '// C, never run.', '// D, in one tab.'])
      expect(past).toContain(text);
  });
});
