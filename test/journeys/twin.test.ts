/** A twin: its cells stand side by side where both can be read, and below each other elsewhere. */
import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { Cell } from '../site/cell.ts';
import { findOverflow } from '../site/find-overflow.ts';
import { LESSON, test } from '../site/test.ts';

const boxesOf = (page: Page) =>
  page
    .locator('.twin-cells > code-cell')
    .evaluateAll((cells) =>
      cells.map((cell) => cell.getBoundingClientRect()).map(({ top, width, right }) => ({ top, width, right })),
    );

/** A window, and whether the cells are beside each other in it. */
const WINDOWS: readonly (readonly [width: number, isBeside: boolean])[] = [
  [1920, true],
  [1440, true],
  [1280, true],
  [1024, false],
  [768, false],
  [390, false],
];

describe.for(WINDOWS)('%i pixels wide', ([width, isBeside]) => {
  test(`its cells stand ${isBeside ? 'side by side' : 'below each other'}`, async ({ serve, openPage }) => {
    const site = await serve();
    const page = await openPage(site.url(LESSON.en), { viewport: { width, height: 900 } });
    await new Cell(page, 'events.ts').run();
    const [left, right] = await boxesOf(page);
    expect(left!.top === right!.top).toBe(isBeside);
    expect(right!.width).toBe(left!.width);
    // 42 characters of the code, or all that there is.
    expect(left!.width).toBeGreaterThan(isBeside ? 42 * 8.25 + 28 : width * 0.55);
    expect(right!.right).toBeLessThanOrEqual(width);
    expect(await findOverflow(page)).toEqual([]);
    const lab = (await page.locator('lesson-lab').boundingBox())!;
    if (width > 1000) expect(right!.right).toBeLessThan(lab.x);
  });
});
