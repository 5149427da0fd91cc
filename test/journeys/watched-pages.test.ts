/** What fails a journey at its end is noticed: otherwise all of them would pass for nothing. */
import { expect } from 'vitest';
import { PagePool } from '../site/page-pool.ts';
import { LESSON, test } from '../site/test.ts';
import { watchContext } from '../site/watch-page.ts';

test('a foreign request, an error in any frame, an error in the console and a violated policy are noticed', async ({
  browser,
  serve,
  collector,
}) => {
  const url = (await serve()).url(LESSON.en);
  const context = await browser.newContext();
  const { complaints, begin } = await watchContext(context);
  begin(new URL(url).origin);
  const page = await context.newPage();
  await page.goto(url);
  await expect.poll(() => page.frames()).toHaveLength(2);
  expect(complaints).toEqual([]);

  await page.evaluate(() => console.error('said'));
  await page.frames()[1]!.evaluate(() => void setTimeout(() => Promise.reject(new Error('late'))));
  await page.evaluate((address) => fetch(address).catch(() => {}), collector.origin);
  const kinds = (): string[] => [...new Set(complaints.map(({ kind }) => kind))].toSorted();
  // The page is told of it in a later task, and must still be there.
  await expect.poll(kinds).toContain('policy violation');
  await page.goto(collector.addPage('<!doctype html><title>elsewhere</title>'));
  await expect.poll(kinds).toEqual(['console error', 'foreign request', 'page error', 'policy violation']);
  await context.close();
});

test('a page that was used before has nothing of it, and is of the kind that was asked for', async ({
  browser,
  serve,
}) => {
  const url = (await serve()).url(LESSON.en);
  const { origin } = new URL(url);
  const pool = new PagePool(browser, []);
  const dark = { colorScheme: 'dark' } as const;
  const first = await pool.take(origin, dark);
  await first.page.goto(url);
  await first.page.evaluate(() => {
    localStorage.setItem('kept', 'yes');
    console.error('said');
  });
  await first.page.emulateMedia({ media: 'print' });
  await first.page.context().newPage();
  await expect.poll(() => first.watch.complaints).toHaveLength(1);
  await pool.giveBack(first);

  const light = await pool.take(origin, {});
  expect(light.page).not.toBe(first.page);
  const second = await pool.take(origin, dark);
  expect(second.page).toBe(first.page);
  await second.page.goto(url);
  expect(second.page.context().pages()).toHaveLength(1);
  expect(second.watch.complaints).toEqual([]);
  const found = await second.page.evaluate(async () => ({
    kept: localStorage.getItem('kept'),
    isDark: matchMedia('(prefers-color-scheme: dark)').matches,
    isPrinted: matchMedia('print').matches,
  }));
  expect(found).toEqual({ kept: null, isDark: true, isPrinted: false });
  for (const { page } of [light, second]) await page.context().close();
});

test('what a test does to a profile before its page is made is not there for the next', async ({ browser, serve }) => {
  const { origin } = new URL((await serve()).url());
  const pool = new PagePool(browser, []);
  for (const options of [{ before: () => {} }, { prepare: async () => {} }]) {
    const first = await pool.take(origin, options);
    await pool.giveBack(first);
    expect(first.page.isClosed()).toBe(true);
  }
});
