/** A person comes for the first time: home, the first lesson, its cells. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { en, ko } from '#i18n';
import { Cell, eventsInLab, labOf, rowsInLab } from '../site/cell.ts';
import { LESSON, test } from '../site/test.ts';

const EVENTS = [
  'OrderPlaced orderId 7dd8',
  'OrderItemAdded itemId 9a37, quantity 3',
  'OrderItemAdded itemId c52a, quantity 1',
  'OrderItemDeleted itemId c52a',
  'OrderItemAdded itemId a974, quantity 10',
  'OrderItemQuantityChanged itemId 9a37, quantity 5',
];

test('home leads to the first lesson, whose cells give values and fill the Lab', async ({ serve, openPage }) => {
  const site = await serve();
  const page = await openPage(site.url());
  await page.getByRole('listitem').getByRole('link', { name: 'Where did the history go?' }).click();
  await page.waitForURL(site.url(LESSON.en));

  const table = new Cell(page, 'table.ts');
  await table.expectState('fresh');
  await table.run();
  expect((await table.values()).at(-1)).toBe('2 rows: 9a37 5 · a974 10');
  await expect.poll(() => rowsInLab(page, 'order_items')).toEqual(['9a37 5', 'a974 10']);
  expect(await eventsInLab(page)).toEqual([]);

  const events = new Cell(page, 'events.ts');
  await events.run();
  await expect.poll(() => eventsInLab(page)).toEqual(EVENTS);
});

test.for(['en', 'ko'] as const)(
  'a page in %s loads the texts of no other language, and its own beside its script',
  async (language, { serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]));
    await new Cell(page, 'table.ts', { en, ko }[language]).expectState('fresh');
    const loaded = await page.evaluate(() =>
      performance.getEntriesByType('resource').flatMap(({ name }) => /\/(en|ko)-[^/]*\.js$/.exec(name)?.[1] ?? []),
    );
    expect(loaded).toEqual([language]);
    expect(await page.locator(`link[rel="modulepreload"][href*="/${language}-"]`).count()).toBe(1);
  },
);

test('the script is asked for when the text is on the screen, and where nothing is put on a screen as well', async ({
  serve,
  openPage,
}) => {
  const site = await serve();
  const page = await openPage(site.url(LESSON.en), { before: noteFrames });
  await new Cell(page, 'table.ts').expectState('fresh');
  const { frame, script } = await page.evaluate(() => {
    const asked = performance.getEntriesByType('resource').find(({ name }) => /\/start-[^/]*\.js$/.test(name));
    return { frame: window.firstFrame, script: asked!.startTime };
  });
  // On a machine that is very busy the first frame is not waited for.
  expect(script).toBeGreaterThan(Math.min(frame, 300));

  const unseen = await openPage(site.url(LESSON.en), { before: () => void (window.requestAnimationFrame = () => 0) });
  await expect
    .poll(() => unseen.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name)))
    .toEqual(expect.arrayContaining([expect.stringMatching(/\/main-[^/]*\.js$/)]));
});

declare global {
  interface Window {
    /** When the first frame began, in milliseconds. */
    firstFrame: number;
  }
}

function noteFrames(): void {
  requestAnimationFrame(() => (window.firstFrame = performance.now()));
}

test('a value stands beside the line it belongs to', async ({ serve, openPage }) => {
  const site = await serve();
  const page = await openPage(site.url(LESSON.en));
  // Of a twin they stand below the code.
  const cost = new Cell(page, 'cost.ts');
  await cost.run();
  const value = await cost.region.getByRole('button', { name: '{ rows: 2, bytes: 64 }' }).boundingBox();
  const code = await cost.region.locator('pre code').evaluate((element) => {
    const lines = element.getBoundingClientRect();
    return { top: lines.top, height: lines.height / element.textContent.trimEnd().split('\n').length };
  });
  const line = Math.round((value!.y - code.top) / code.height) + 1;
  expect(line).toBe(9);
});

test('X2: running a cell again changes nothing, because the world goes back first', async ({ serve, openPage }) => {
  const site = await serve();
  const page = await openPage(site.url(LESSON.en));
  const events = new Cell(page, 'events.ts');
  await events.run();
  await expect.poll(() => eventsInLab(page)).toEqual(EVENTS);
  const values = await events.values();
  expect(values).not.toEqual([]);
  await events.run();
  await expect.poll(() => events.values()).toEqual(values);
  await expect.poll(() => eventsInLab(page)).toEqual(EVENTS);
});

test('X3: a cell that needs the earlier ones runs them first, and says so', async ({ serve, openPage }) => {
  const site = await serve();
  const page = await openPage(site.url(LESSON.en));
  const questions = new Cell(page, 'questions.ts');
  await questions.expectState('fresh');
  const said = await noteStatus(page, 'questions.ts');
  await questions.run();
  const words = await said.evaluate((list) => list.join('\n'));
  expect(words).toContain(en.cell.runningFirst('table.ts'));
  expect(words).toContain(en.cell.runningFirst('events.ts'));
  await new Cell(page, 'table.ts').expectState('done');
  await new Cell(page, 'events.ts').expectState('done');
  await new Cell(page, 'cost.ts').expectState('fresh');
  expect(await eventsInLab(page)).toHaveLength(6);
  expect((await questions.values()).at(-1)).toBe("'cannot say'");
});

test('the Lab shows the events with their data, without scrolling sideways', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en));
  await new Cell(page, 'events.ts').run();
  await expect.poll(() => eventsInLab(page)).toHaveLength(6);
  const events = labOf(page).getByRole('group', { name: en.lab.events, exact: true });
  expect(await events.evaluate((group) => group.scrollWidth - group.clientWidth)).toBe(0);
});

/** Writes down every text that a cell's status shows from now on. */
function noteStatus(page: Page, file: string) {
  return page.evaluateHandle((name) => {
    const status = document.querySelector(`code-cell[file="${name}"]`)!.shadowRoot!.querySelector('[role=status]')!;
    const said: string[] = [];
    const note = (): number => said.push(status.textContent);
    new MutationObserver(note).observe(status, { childList: true, subtree: true, characterData: true });
    return said;
  }, file);
}
