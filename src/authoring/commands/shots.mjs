/** `npm run shots`: every page of the built site at four widths, light and dark, with its cells run; and each lesson on paper, and on a projector. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './prepare.mjs';
import { withBuiltSite } from './serve-built.mjs';

const WIDTHS = [1440, 1024, 768, 390];
const THEMES = ['light', 'dark'];

const { values } = parseArgs({
  options: { out: { type: 'string', default: join(ROOT, '.cache', 'shots') }, only: { type: 'string', default: '' } },
});

rmSync(values.out, { recursive: true, force: true });
mkdirSync(values.out, { recursive: true });

await withBuiltSite(async (browser, addressOf) => {
  const pages = readdirSync(join(ROOT, 'dist')).filter((name) => name.endsWith('.html') && name.includes(values.only));
  for (const fileName of pages) {
    const name = fileName.replace(/\.html$/, '');
    for (const theme of THEMES) {
      const context = await browser.newContext({ colorScheme: theme, reducedMotion: 'reduce' });
      const page = await context.newPage();
      const take = (part) => page.screenshot({ path: join(values.out, `${name}-${theme}-${part}.png`) });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
        await page.goto(addressOf(fileName));
        await runAll(page);
        for (const third of [0, 1, 2, 3]) {
          await page.evaluate((part) => scrollTo(0, ((document.body.scrollHeight - innerHeight) * part) / 3), third);
          await page.waitForTimeout(200);
          await take(`${width}-${third}`);
        }
      }
      await context.close();
    }
    await takeOnPaper(browser, addressOf(fileName), join(values.out, `${name}.pdf`));
    await takePresented(browser, addressOf(fileName), join(values.out, `${name}-present.png`));
    console.log(name);
  }
});

/** Runs what the page has, and waits until it is over. */
async function runAll(page) {
  const toolbar = page.locator('lesson-toolbar');
  if ((await toolbar.count()) === 0) return;
  // Its buttons come when it wakes up.
  await toolbar.locator('button').first().click();
  const cells = page.locator('code-cell');
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll('code-cell')].every(
        ({ shown }) => shown && shown.state !== 'fresh' && shown.state !== 'running',
      ),
    null,
    { timeout: 30_000 },
  );
  await cells.first().waitFor();
  await page.waitForTimeout(400);
}

async function takeOnPaper(browser, address, path) {
  const page = await browser.newPage();
  await page.goto(address);
  await runAll(page);
  await page.pdf({ path, format: 'A4', printBackground: true, preferCSSPageSize: true });
  await page.close();
}

async function takePresented(browser, address, path) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(address);
  const button = page.locator('.present-button');
  if ((await button.count()) > 0) {
    await runAll(page);
    await button.click();
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(300);
    await page.screenshot({ path });
  }
  await page.close();
}
