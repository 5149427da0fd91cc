/** The editor's icons: those that it shows are in the font that comes with it, and that font is few bytes. */
import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { Cell } from '../site/cell.ts';
import { usualLanguage } from '../site/length.ts';
import { LESSON, test } from '../site/test.ts';

/** What a page may load of fonts, in bytes, with its editor open. */
const BUDGET = 120_000;

describe.for(usualLanguage('ko'))('in %s', ([language, messages]) => {
  test('completions and the find widget show icons, and the fonts are few bytes', async ({ serve, openPage }) => {
    const sizes: Promise<number>[] = [];
    const page = await openPage((await serve()).url(LESSON[language]), {
      prepare: async (context) => {
        context.on('requestfinished', (request) => {
          if (request.resourceType() !== 'font') return;
          sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
        });
      },
    });
    const cell = new Cell(page, 'table.ts', messages);
    await cell.write('const text = "a";\ntext');
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('.');
    await page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor();
    await expect.poll(() => shownIn(page, '.suggest-widget')).toEqual({ icons: expect.any(Number), lacking: [] });
    expect((await shownIn(page, '.suggest-widget')).icons).toBeGreaterThan(2);
    // What the page says of its own contents says nothing of the list's.
    const before = await page
      .locator('.suggest-widget .label-name')
      .evaluateAll((labels) => labels.map((label) => getComputedStyle(label, '::before').content));
    expect(new Set(before)).toEqual(new Set(['none']));
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+F');
    await page.locator('.find-widget.visible').waitFor();
    const find = await shownIn(page, '.find-widget');
    expect(find.lacking).toEqual([]);
    expect(find.icons).toBeGreaterThan(5);

    await page.evaluate(async () => void (await document.fonts.ready));
    const bytes = (await Promise.all(sizes)).reduce((sum, one) => sum + one, 0);
    expect(bytes).toBeLessThanOrEqual(BUDGET);
  });
});

/** The icons in sight within such elements, and the classes of those that the page's font draws nothing for. */
function shownIn(page: Page, selector: string): Promise<{ icons: number; lacking: string[] }> {
  return page.evaluate(async (within) => {
    const signs = [...document.querySelectorAll(`${within} [class*="codicon-"]`)]
      .filter((one) => one.checkVisibility())
      .map((one) => ({ name: one.className, text: getComputedStyle(one, '::before').content.replaceAll('"', '') }))
      .filter(({ text }) => /[\uE000-\uF8FF]/.test(text));
    await document.fonts.load('16px codicon', signs.map(({ text }) => text).join(''));
    const canvas = new OffscreenCanvas(32, 32).getContext('2d', { willReadFrequently: true })!;
    const drawn = (text: string): string => {
      canvas.clearRect(0, 0, 32, 32);
      canvas.font = '24px codicon';
      canvas.fillText(text, 4, 28);
      return canvas.getImageData(0, 0, 32, 32).data.join();
    };
    // What a font lacks is drawn as a box, or not at all.
    const nothing = [drawn('\uE001'), drawn('')];
    const lacking = signs.filter(({ text }) => nothing.includes(drawn(text))).map(({ name }) => name);
    return { icons: signs.length, lacking };
  }, selector);
}
