/** What a browser has stored is damaged on the disk between two starts of it: the next page says so, and the lesson works. */
/* oxlint-disable no-empty-pattern -- Vitest reads from this pattern what a fixture needs */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright';
import { describe, expect } from 'vitest';
import { BROWSER_FLAGS, findBrowser } from '../../src/authoring/commands/find-browser.mjs';
import { Cell } from '../site/cell.ts';
import { usualLanguage } from '../site/length.ts';
import { LESSON, test as base } from '../site/test.ts';

/** The files of IndexedDB in a profile. */
function storedFiles(profile: string): string[] {
  const files = readdirSync(profile, { recursive: true, encoding: 'utf8' }).map((file) => join(profile, file));
  return files.filter((file) =>
    /IndexedDB.*[\\/](?:[^\\/]*\.(?:log|ldb|sst|sqlite\d?|db)|MANIFEST[^\\/]*)$/.test(file),
  );
}

/** Starts a browser with a profile that outlives it. */
const test = base.extend('start', async ({}, { onCleanup }) => {
  const profile = mkdtempSync(join(tmpdir(), 'profile-'));
  const executablePath = await findBrowser();
  const started: BrowserContext[] = [];
  onCleanup(async () => {
    for (const browser of started) await browser.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  const start = async (): Promise<BrowserContext> => {
    const options = executablePath ? { executablePath } : {};
    const browser = await chromium.launchPersistentContext(profile, {
      args: [...BROWSER_FLAGS],
      hasTouch: true,
      ...options,
    });
    started.push(browser);
    return browser;
  };
  return { start, files: () => storedFiles(profile) };
});

describe.for(usualLanguage('en'))('in %s', ([language, messages]) => {
  test.for([
    ['erased', (file: string) => rmSync(file)],
    [
      'overwritten',
      (file: string) =>
        writeFileSync(
          file,
          readFileSync(file).map((byte) => byte ^ 0xff),
        ),
    ],
  ] as const)(
    'files that are %s are noticed, and the lesson works',
    async ([, damage], { serve, start: { start, files } }) => {
      const site = await serve();
      const browser = await start();
      const page = await browser.newPage();
      await page.goto(site.url(LESSON[language]));
      const table = new Cell(page, 'table.ts', messages);
      await table.write("'mine';");
      await table.run();
      await expect.poll(() => page.evaluate(() => localStorage.getItem('replaybook-stored'))).toContain('"texts":1');
      await browser.close();

      expect(files().length).toBeGreaterThan(0);
      for (const file of files()) damage(file);
      const later = await (await start()).newPage();
      await later.goto(site.url(LESSON[language]));
      // It depends on the browser whether it gives up, or begins again with what it can still read.
      const told = [messages.storage.loss.goOn, messages.page.damaged];
      const notices = later.locator('main > [role=alert]');
      const isTold = async () =>
        (await notices.allTextContents()).some((text) => told.some((one) => text.includes(one)));
      await expect.poll(isTold).toBe(true);
      const events = new Cell(later, 'events.ts', messages);
      await events.run();
    },
  );
});
