/** Builds the site and shows it to a browser, for commands that take pictures of it. */
import { BROWSER_FLAGS, ensureBrowser } from './find-browser.mjs';
import { prepare, ROOT } from './prepare.mjs';

/** Calls `work` with a browser and a function from a page's file name to its address, and clears both away. */
export async function withBuiltSite(work) {
  prepare();
  const { chromium } = await import('playwright');
  const { build, preview } = await import('vite');
  await build({ root: ROOT, logLevel: 'warn' });
  const server = await preview({ root: ROOT, preview: { port: 0 } });
  const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: [...BROWSER_FLAGS] });
  try {
    await work(browser, (fileName) => new URL(fileName, server.resolvedUrls.local[0]).href);
  } finally {
    await browser.close();
    await server.close();
  }
}
