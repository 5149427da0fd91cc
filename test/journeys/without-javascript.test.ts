/** JavaScript is off: the lesson is a page that can be read. */
import { describe, expect } from 'vitest';
import { en, ko } from '#i18n';
import { LESSON, test } from '../site/test.ts';

describe.for([
  ['en', en],
  ['ko', ko],
] as const)('in %s', ([language, messages]) => {
  test('text and code can be read, and the page says what is missing', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), { javaScriptEnabled: false });
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
    const notice = page.locator('noscript p');
    expect(await notice.isVisible()).toBe(true);
    expect(await notice.textContent()).toBe(messages.page.needsJavaScript);
    for (const file of ['table.ts', 'events.ts', 'questions.ts', 'cost.ts', 'exercise.ts']) {
      const cell = page.getByRole('region', { name: file, exact: true });
      expect(await cell.getByText('import').first().isVisible()).toBe(true);
      // What does not work is not offered.
      expect(await cell.getByRole('button').count()).toBe(0);
    }
    expect(await page.getByRole('complementary', { name: messages.lab.name, exact: true }).isVisible()).toBe(false);
  });

  test('home leads to the lesson, and the lesson to the other language', async ({ serve, openPage }) => {
    const site = await serve();
    const page = await openPage(site.url(language === 'en' ? '' : 'index.ko.html'), { javaScriptEnabled: false });
    await page.getByRole('listitem').getByRole('link').first().click();
    await page.waitForURL(site.url(LESSON[language]));
    await page.getByRole('link', { name: messages.page.otherLanguage, exact: true }).click();
    await page.waitForURL(site.url(LESSON[language === 'en' ? 'ko' : 'en']));
  });
});
