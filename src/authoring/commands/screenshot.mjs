/** `npm run screenshot`: takes the README's picture of the built site, with the cells of lesson 1 run. */
import { join } from 'node:path';
import { ROOT } from './prepare.mjs';
import { withBuiltSite } from './serve-built.mjs';

const LESSON = 'where-did-the-history-go.html';
const PICTURE = join(ROOT, '.github', 'screenshot.png');

await withBuiltSite(async (browser, addressOf) => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 2 });
  await page.goto(addressOf(LESSON));
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
});
