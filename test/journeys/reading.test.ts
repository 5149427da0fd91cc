/** Reading a lesson: where one is, links to every place, and the other language at the same place. */
import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { en, ko } from '#i18n';
import { Cell } from '../site/cell.ts';
import { bringAxe, findBarriers } from '../site/find-barriers.ts';
import { usualLanguage } from '../site/length.ts';
import { LESSON, test } from '../site/test.ts';

const signOf = (page: Page) => page.locator('.where-sign');

/** Sections of the first lesson. */
const PARTS = 8;

describe.for(usualLanguage('ko'))('in %s', ([language, messages]) => {
  const texts = messages.page;

  test('the header says which part of which lesson is on the screen', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]));
    await expect.poll(() => signOf(page).textContent()).toBe(`L01 · ${texts.partOf(1, PARTS)}`);
    await page.locator('#three-questions').scrollIntoViewIfNeeded();
    await page.evaluate(() => document.querySelector('#three-questions')?.scrollIntoView());
    await expect.poll(() => signOf(page).textContent()).toBe(`L01 · ${texts.partOf(2, PARTS)}`);

    // The last one is too short to come to the top of the screen.
    await expect
      .poll(async () => {
        await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
        return signOf(page).textContent();
      })
      .toBe(`L01 · ${texts.partOf(PARTS, PARTS)}`);
  });

  test('at the end of the page the section that was asked for is the one that is read', async ({ serve, openPage }) => {
    // So high that the last two are in sight together.
    const viewport = { width: 1440, height: 1200 };
    const page = await openPage((await serve()).url(LESSON[language]), { viewport });
    await new Cell(page, 'table.ts', messages).expectState('fresh');
    const links = page.getByRole('navigation', { name: texts.contents }).getByRole('link');
    for (const part of [PARTS - 1, PARTS, PARTS - 1]) {
      await links.nth(part - 1).click();
      await expect.poll(() => signOf(page).textContent()).toBe(`L01 · ${texts.partOf(part, PARTS)}`);
    }
  });

  test('the contents lead to a section, beside the text and in the header', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), {
      viewport: { width: 1440, height: 900 },
      prepare: bringAxe,
    });
    const beside = page.getByRole('navigation', { name: texts.contents });
    await new Cell(page, 'table.ts', messages).expectState('fresh');
    await beside.getByRole('link').nth(3).click();
    await expect.poll(() => page.url()).toContain('#what-it-costs');
    await expect.poll(() => beside.locator('[aria-current]').getAttribute('href')).toBe('#what-it-costs');

    await page.setViewportSize({ width: 1024, height: 800 });
    await beside.waitFor({ state: 'hidden' });
    await page.locator('.where summary').focus();
    await page.keyboard.press('Enter');
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain('#the-same-afternoon-twice');
    await expect.poll(() => page.locator('.where').getAttribute('open')).toBe(null);
  });

  test('the other language opens at the same section', async ({ serve, openPage }) => {
    const page = await openPage(`${(await serve()).url(LESSON[language])}#three-questions`);
    await expect.poll(() => signOf(page).textContent()).toContain(texts.partOf(2, PARTS));
    const topOf = () => page.locator('#three-questions').evaluate((heading) => heading.getBoundingClientRect().top);
    await expect.poll(topOf).toBeLessThan(200);
    await page.getByRole('link', { name: texts.otherLanguage }).click();
    const other = language === 'en' ? ko : en;
    await expect.poll(() => signOf(page).textContent()).toBe(`L01 · ${other.page.partOf(2, PARTS)}`);
    expect(await topOf()).toBeGreaterThan(40);
    expect(await topOf()).toBeLessThan(200);
  });
});

test('every heading and every cell has an address', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en));
  await new Cell(page, 'cost.ts').expectState('fresh');
  const targets = await page.locator('.heading-link, code-cell .file').evaluateAll((links) =>
    links.map((link) => {
      const id = link.getAttribute('href')!.slice(1);
      return document.getElementById(id)?.tagName ?? `nothing at ${id}`;
    }),
  );
  expect(targets.toSorted()).toEqual([...Array<string>(5).fill('CODE-CELL'), ...Array<string>(PARTS).fill('H2')]);
});

test('a lesson does not shift while it comes to life', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en), {
    before: () => {
      window.shifted = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shifted += (entry as PerformanceEntry & { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    },
  });
  await new Cell(page, 'table.ts').run();
  expect(await page.evaluate(() => window.shifted)).toBeLessThanOrEqual(0.02);
});

declare global {
  interface Window {
    /** The layout shifts of the page so far, added up. */
    shifted: number;
  }
}
