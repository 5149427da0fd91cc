/** `npm run screenshot`: takes the README's picture of the built site, with the cells of lesson 1 run. */
import { join } from 'node:path';
import { BROWSER_FLAGS, ensureBrowser } from './find-browser.mjs';
import { prepare, ROOT } from './prepare.mjs';

const LESSON = 'where-did-the-history-go.html';
const PICTURE = join(ROOT, '.github', 'screenshot.png');

prepare();
const { chromium } = await import('playwright');
const { build, preview } = await import('vite');

await build({ root: ROOT, logLevel: 'warn' });
const server = await preview({ root: ROOT, preview: { port: 0 } });
const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: [...BROWSER_FLAGS] });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 2 });
  await page.goto(new URL(LESSON, server.resolvedUrls.local[0]).href);
  for (const file of ['table.ts', 'events.ts']) {
    const cell = page.getByRole('region', { name: file, exact: true });
    await cell.getByRole('button', { name: 'Run', exact: true }).click();
    await cell.locator('.state-done').waitFor();
  }
  await page.getByRole('region', { name: 'table.ts' }).evaluate((cell) => {
    scrollTo(0, cell.getBoundingClientRect().top + scrollY - 220);
  });
  // New events are marked for a moment.
  await page.waitForTimeout(1_500);
  await page.screenshot({ path: PICTURE });
  console.log(`Wrote ${PICTURE}.`);
} finally {
  await browser.close();
  await server.close();
}
