/** What fails a journey at its end is noticed: otherwise all of them would pass for nothing. */
import { expect } from 'vitest';
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
