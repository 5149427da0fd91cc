/** Looks for what makes a page wider than its window. */
import type { Page } from 'playwright';

/** What reaches beyond the right edge of a window in which nothing has to be scrolled sideways, as elements with their edges in pixels. */
export async function findOverflow(page: Page): Promise<string[]> {
  await emulateWindow(page);
  return page.evaluate((width) => {
    const { scrollWidth } = document.documentElement;
    if (scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > width);
    const named = wide.map((one) => `${one.localName}.${one.className}: ${one.getBoundingClientRect().right}`);
    return [`the page: ${scrollWidth} of ${width}`, ...named.slice(0, 10)];
  }, page.viewportSize()!.width);
}

/** Makes a page as wide as was asked for, also where a busy browser has lost that and shows it in its own window of 1280 pixels. */
async function emulateWindow(page: Page): Promise<void> {
  const size = page.viewportSize()!;
  if ((await page.evaluate(() => innerWidth)) === size.width) return;
  // Playwright says nothing to the browser where a size is the one that it said before.
  await page.setViewportSize({ ...size, height: size.height + 1 });
  await page.setViewportSize(size);
  await page.waitForFunction((width) => innerWidth === width, size.width);
}
