/** A person who reads Korean gets the whole page in Korean. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { en, ko } from '#i18n';
import { Cell, labOf, rowsInLab } from '../site/cell.ts';
import { LESSON, test } from '../site/test.ts';

/** Names that Korean text writes in Latin letters. */
const NAMES = ['Replaybook', 'English', 'TypeScript', 'JavaScript', 'CQRS', 'Esc', 'Tab', 'Promise', 'await', 'ms'];

test('language, title, buttons and states are Korean', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.ko));
  expect(await page.locator('html').getAttribute('lang')).toBe('ko');
  expect(await page.title()).toBe('이력은 어디로 갔을까 · Replaybook');
  const table = new Cell(page, 'table.ts', ko);
  await table.expectState('fresh');
  for (const name of ['run', 'stop', 'reset', 'edit'] as const) expect(await table.button(name).count()).toBe(1);
  expect(await labOf(page, ko).count()).toBe(1);
  await table.run();
  expect((await table.values()).at(-1)).toBe('2행: 9a37 5 · a974 10');
  await expect.poll(() => rowsInLab(page, 'order_items', ko)).toHaveLength(2);
  expect(await labOf(page, ko).getByText(ko.lab.noEvents).count()).toBe(1);
});

test('nothing of the chrome is left in English', async ({ serve, openPage }) => {
  const site = await serve();
  const page = await openPage(site.url(LESSON.ko));
  const table = new Cell(page, 'table.ts', ko);
  await table.expectState('fresh');
  expect(await latinWords(page)).toEqual([]);
  await table.write('const = 1;');
  await table.run('failed');
  // The parser's own words are part of the message.
  await table.write('for (;;);');
  await table.start();
  await table.expectState('running');
  expect(await latinWords(page)).toEqual([]);
  await table.button('stop').click();
  await table.expectState('stopped');
  expect(await latinWords(page)).toEqual([]);
  await page.goto(site.url('index.ko.html'));
  expect(await latinWords(page)).toEqual([]);
});

test('every heading and paragraph of the Korean lesson has Korean in it', async ({ serve, openPage }) => {
  const site = await serve();
  const page = await openPage(site.url(LESSON.ko));
  for (const file of [LESSON.ko, 'index.ko.html']) {
    await page.goto(site.url(file));
    await page.waitForFunction(() => [...document.querySelectorAll('code-cell')].every((cell) => cell.view));
    const texts = await page.locator('main :is(h2, h3, p, th)').allTextContents();
    // A paragraph for what is yet to be said is empty.
    const written = texts.filter((text) => text.trim() !== '');
    expect(written.length).toBeGreaterThan(5);
    expect(written.filter((text) => !/\p{Script=Hangul}/u.test(text))).toEqual([]);
  }
});

test('the language link keeps the lesson, both ways', async ({ serve, openPage }) => {
  const site = await serve();
  const page = await openPage(site.url(LESSON.ko));
  await page.getByRole('link', { name: ko.page.otherLanguage, exact: true }).click();
  await page.waitForURL(site.url(LESSON.en));
  await page.getByRole('link', { name: en.page.otherLanguage, exact: true }).click();
  await page.waitForURL(site.url(LESSON.ko));
});

test('X1: both languages show one world', async ({ serve, openPage }) => {
  const site = await serve();
  const page = await openPage(site.url(LESSON.ko));
  await new Cell(page, 'table.ts', ko).run();
  await page.goto(site.url(LESSON.en));
  await new Cell(page, 'table.ts').expectState('done');
  await expect.poll(() => rowsInLab(page, 'order_items')).toHaveLength(2);
});

/** Words in Latin letters that a person sees or hears outside prose, code and file names. */
async function latinWords(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const look = (node: Node): void => {
      if (node instanceof Text) found.push(node.data);
      if (node instanceof Element) {
        if (node.matches('main > *:not(code-cell), code-cell > *, style, script, [hidden], .file, .monaco-editor'))
          return;
        for (const name of ['aria-label', 'title', 'alt', 'placeholder']) found.push(node.getAttribute(name) ?? '');
        if (node.shadowRoot) look(node.shadowRoot);
      }
      for (const child of node.childNodes) look(child);
    };
    look(document.body);
    return found;
  });
  const words = texts.flatMap((text) => text.replaceAll(/[\w.-]+\.ts\b|\bL\d\d\b/g, '').match(/[A-Za-z]{2,}/g) ?? []);
  return words.filter((word) => !NAMES.includes(word));
}
