/** The colours that a reader has chosen are there before anything is painted, on every page. */
import { expect } from 'vitest';
import { en } from '#i18n';
import { LESSON, test } from '../site/test.ts';

const DARK = 'rgb(21, 22, 24)';

test('a dark page never begins as a light one', async ({ serve, openPage }) => {
  const site = await serve();
  const page = await openPage(site.url(), { colorScheme: 'light' });
  await page.getByRole('combobox', { name: en.page.theme }).selectOption('dark');
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(DARK);

  // Without the page's own script only what stands in its head is left.
  await page.route('**/assets/start-*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  await page.goto(site.url(LESSON.en));
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(DARK);
  await page.unroute('**/assets/start-*.js');
  await page.reload();
  await expect.poll(() => page.getByRole('combobox', { name: en.page.theme }).inputValue()).toBe('dark');
});
