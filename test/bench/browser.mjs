/** A new browser profile for each sample, and what is put into every page that is measured. */
import { chromium } from 'playwright';
import { BROWSER_FLAGS, ensureBrowser, WHOLE_BROWSERS } from '../../src/authoring/commands/find-browser.mjs';

const executablePath = await ensureBrowser(undefined, WHOLE_BROWSERS);

/** Milliseconds in which a new browser loads what is its own: on two cores that would be measured too, and of a longer load more. */
const SETTLING = 1_500;

/** Opens a page in a new profile, with `watch(argument)` running in it from the start; `use` gets the page. */
export async function withPage({ watch, argument, url }, use) {
  const browser = await chromium.launch({ executablePath, args: [...BROWSER_FLAGS] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.addInitScript(watch, argument);
    await page.waitForTimeout(SETTLING);
    await page.goto(url, { waitUntil: 'commit' });
    return await use(page);
  } finally {
    await browser.close();
  }
}

/** Waits until the page has set `window.measured`, and gives it. */
export async function measured(page) {
  const handle = await page.waitForFunction(() => window.measured, null, { timeout: 30_000 });
  return handle.jsonValue();
}
