/** Home: its cell runs, it says where work is kept, and the words that it explains are explained in lessons too. */
import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { en, ko, type Messages } from '#i18n';
import { Cell } from '../site/cell.ts';
import { bringAxe, findBarriers } from '../site/find-barriers.ts';
import { usualLanguage } from '../site/length.ts';
import { LESSON, OTHER_HOST, test } from '../site/test.ts';

const HOME = { en: '', ko: 'index.ko.html' } as const;

describe.for(usualLanguage('en'))('in %s', ([language, messages]) => {
  test('the cell runs, gives the value beside its line, and writes what it logs below', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(HOME[language]), { prepare: bringAxe });
    const cart = new Cell(page, 'cart.ts', messages);
    await cart.run();
    expect((await cart.values()).at(-1)).toBe('2');
    await expect.poll(() => cart.log.textContent()).toMatch(/PencilsAdded\D*3[^]*PencilsRemoved\D*1/);
    await storageBox(page, messages.storage.name);
    expect(await findBarriers(page)).toEqual([]);
  });

  test('the storage box says how much there is, and that the browser may delete it', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(HOME[language]));
    await new Cell(page, 'cart.ts', messages).run();
    const box = await storageBox(page, messages.storage.name);
    const { used, kept, notKept } = messages.storage;
    /** The page counts when the box comes into sight, and goes on storing. */
    const isTold = async (): Promise<boolean> => {
      await page.evaluate(() => scrollTo(0, 0));
      await page.waitForTimeout(100);
      await box.scrollIntoViewIfNeeded();
      const { usage, quota, isKept } = await page.evaluate(async () => ({
        ...(await navigator.storage.estimate()),
        isKept: await navigator.storage.persisted(),
      }));
      expect(usage).toBeGreaterThan(0);
      await page.waitForTimeout(200);
      const texts = [used(usage!, quota!), isKept ? kept : notKept];
      const shown = await Promise.all(texts.map((text) => box.getByText(text, { exact: true }).isVisible()));
      return shown.every(Boolean);
    };
    await expect.poll(isTold).toBe(true);
  });

  test('over plain http it says that the browser says nothing', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(HOME[language], OTHER_HOST));
    const box = await storageBox(page, messages.storage.name);
    expect(await box.getByText(messages.storage.insecure, { exact: true }).isVisible()).toBe(true);
    expect(await box.getByRole('button').count()).toBe(0);
  });

  test('without JavaScript it is a page that can be read', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(HOME[language]), { javaScriptEnabled: false });
    for (const text of [messages.home.storageWithoutJavaScript, messages.page.needsJavaScript])
      expect(await page.getByText(text, { exact: true }).isVisible()).toBe(true);
    expect(await page.getByRole('region', { name: 'cart.ts' }).getByRole('button').count()).toBe(0);
  });

  test('a term without JavaScript leads to its entry', async ({ serve, openPage }) => {
    const site = await serve();
    const page = await openPage(site.url(LESSON[language]), { javaScriptEnabled: false });
    await page.locator('a.term').first().click();
    await page.waitForURL(`${site.url(HOME[language] || 'index.html')}#term-event`);
    expect(await page.locator('#term-event').isVisible()).toBe(true);
  });
});

test('what a person changes in the cell is there when they come back', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url());
  const cart = new Cell(page, 'cart.ts');
  await cart.write((await cart.shownCode()).replace('count: 3', 'count: 7'));
  await cart.run();
  expect((await cart.values()).at(-1)).toBe('6');
  await expect.poll(() => cart.isSaved()).toBe(true);
  await page.reload();
  await expect.poll(() => cart.text()).toContain('count: 7');
});

test('a browser that is asked to keep the work answers, and the page says what', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url());
  const { storage } = en;
  const box = await storageBox(page, storage.name);
  await box.getByRole('button', { name: storage.ask }).click();
  const said = box.getByRole('status');
  await expect.poll(() => said.textContent()).not.toBe('');
  const isKept = await page.evaluate(() => navigator.storage.persisted());
  expect(await said.textContent()).toBe(isKept ? storage.agreed : storage.declined);
});

describe('a term in a lesson', () => {
  test('shows its definition under the pointer, lets the pointer onto it, and hides on Escape', async ({
    serve,
    openPage,
  }) => {
    const page = await openLesson(await openPage((await serve()).url(LESSON.en), { prepare: bringAxe }), en);
    const { term, definition } = await termOf(page, 'stream');
    expect(await definition.isVisible()).toBe(false);
    await term.hover();
    await expect.poll(() => definition.isVisible()).toBe(true);
    expect(await findBarriers(page)).toEqual([]);
    await definition.hover();
    // Longer than the page waits before it hides what nobody points at.
    await page.waitForTimeout(600);
    expect(await definition.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await definition.isVisible()).toBe(false);
    await term.hover();
    await expect.poll(() => definition.isVisible()).toBe(true);
    await page.getByRole('heading', { level: 1 }).hover();
    await expect.poll(() => definition.isVisible()).toBe(false);
  });

  test('shows it at the focus, says it with the link, and hides it when the focus goes', async ({
    serve,
    openPage,
  }) => {
    const page = await openLesson(await openPage((await serve()).url(LESSON.ko)), ko);
    const { term, definition } = await termOf(page, 'stream');
    await (await termOf(page, 'event')).term.focus();
    for (let presses = 0; presses < 30 && !(await hasFocus(term)); presses += 1) await page.keyboard.press('Tab');
    await expect.poll(() => definition.isVisible()).toBe(true);
    expect(await term.getAttribute('aria-describedby')).toBe(await definition.getAttribute('id'));
    expect(await definition.getAttribute('role')).toBe('tooltip');
    await page.keyboard.press('Escape');
    expect(await definition.isVisible()).toBe(false);
    expect(await hasFocus(term)).toBe(true);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    await expect.poll(() => definition.isVisible()).toBe(true);
    await page.keyboard.press('Tab');
    await expect.poll(() => definition.isVisible()).toBe(false);
  });

  test('shows it at a tap, inside the screen, and leads to the glossary at the second one', async ({
    serve,
    openPage,
  }) => {
    const site = await serve();
    const telephone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const page = await openLesson(await openPage(site.url(LESSON.en), telephone), en);
    const { term, definition } = await termOf(page, 'position');
    // What makes a term more than a link comes with it.
    await page.locator('theme-switch select').waitFor({ state: 'attached' });
    await term.tap();
    await expect.poll(() => definition.isVisible()).toBe(true);
    const box = (await definition.boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(390);
    await term.tap();
    await page.waitForURL(`${site.url('index.html')}#term-position`);
  });
});

/** The box with what the browser says, once it has said it. */
async function storageBox(page: Page, name: string) {
  const box = page.locator('storage-facts');
  await box.scrollIntoViewIfNeeded();
  await box.getByText(name, { exact: true }).waitFor();
  return box;
}

/** A lesson whose elements are awake. */
async function openLesson(page: Page, messages: Messages): Promise<Page> {
  await new Cell(page, 'table.ts', messages).expectState('fresh');
  return page;
}

async function termOf(page: Page, id: string) {
  const term = page.locator(`a.term[href$="#term-${id}"]`);
  await term.scrollIntoViewIfNeeded();
  return { term, definition: page.locator(`#definition-${id}`) };
}

const hasFocus = (element: ReturnType<Page['locator']>): Promise<boolean> =>
  element.evaluate((one) => document.activeElement === one);
