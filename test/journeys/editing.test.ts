/** A person changes a cell: the editor knows the library and the other cells, and what is written stays. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { en } from '#i18n';
import { Cell, eventsInLab } from '../site/cell.ts';
import { bringAxe, findBarriers } from '../site/find-barriers.ts';
import { LESSON, test } from '../site/test.ts';

/** Time for the editor and its TypeScript to load. */
const TYPES_LIMIT = 20_000;

test('a click into the code opens the editor where the person clicked', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const events = new Cell(page, 'events.ts');
  await events.expectState('fresh');
  await events.region.getByText("'OrderItemDeleted'").click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null)).toBe(true);
  await page.keyboard.press('End');
  await page.keyboard.type(' // deleted?');
  await expect
    .poll(() => events.region.locator('.view-line').allTextContents())
    .toContainEqual(expect.stringMatching(/OrderItemDeleted.*\/\/\sdeleted\?/));
});

/** Keeps the editor from loading until what it gives is called. */
async function holdEditor(page: Page): Promise<() => void> {
  let letThrough = (): void => {};
  const held = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route(/\/assets\/(?:monaco|editor)-[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  return letThrough;
}

test('what is typed while the editor loads is kept, and typing goes on in it', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const letThrough = await holdEditor(page);
  const table = new Cell(page, 'table.ts');
  await table.expectState('fresh');
  await table.button('edit').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('// one ');
  expect(await table.text()).toMatch(/^\/\/ one /);
  expect(await table.region.locator('.monaco-editor').count()).toBe(0);

  letThrough();
  await table.region.locator('.monaco-editor').first().waitFor();
  await page.keyboard.type('two ');
  await expect.poll(() => table.text()).toMatch(/^\/\/ one two import /);
  await page.keyboard.press('ControlOrMeta+Z');
  expect(await table.text()).toMatch(/^\/\/ one /);
});

test('a click while the editor loads counts, and what is typed there can be undone', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const letThrough = await holdEditor(page);
  const events = new Cell(page, 'events.ts');
  await events.expectState('fresh');
  const before = await events.text();
  await events.region.getByText("'OrderItemDeleted'").click();
  await page.keyboard.press('End');
  await page.keyboard.type(' // deleted?');
  expect(await events.text()).toMatch(/OrderItemDeleted.* \/\/ deleted\?\n/);

  letThrough();
  await events.region.locator('.monaco-editor').first().waitFor();
  await page.keyboard.type(' yes');
  await expect.poll(() => events.text()).toMatch(/OrderItemDeleted.* \/\/ deleted\? yes\n/);
  for (let undone = 0; undone < 2; undone += 1) await page.keyboard.press('ControlOrMeta+Z');
  expect(await events.text()).toBe(before);
});

test('the editor completes what the library and other cells export, and marks a wrong type', async ({
  serve,
  openPage,
}) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const events = new Cell(page, 'events.ts');
  await events.write("import { eventStore } from 'lab';\neventStore");
  await page.keyboard.type('.');
  await expectCompletions(page, 'appendToStream', 'readStream');

  await new Cell(page, 'table.ts').write('export const shop = { opensAt: 9, closesAt: 17 };');
  await events.write("import { shop } from './table.ts';\nshop");
  await page.keyboard.type('.');
  await expectCompletions(page, 'closesAt', 'opensAt');

  await events.write("import { shop } from './table.ts';\nconst hour: string = shop.opensAt;\nhour;");
  await events.region.locator('.squiggly-error').first().waitFor({ timeout: TYPES_LIMIT });
  await events.write("import { shop } from './table.ts';\nconst hour: number = shop.opensAt;\nhour;");
  await expect.poll(() => events.region.locator('.squiggly-error').count(), { timeout: TYPES_LIMIT }).toBe(0);
});

test('what TypeScript has against the text that was run is said below it, and leads to its line', async ({
  serve,
  openPage,
}) => {
  const page = await openPage((await serve()).url(LESSON.en), { prepare: bringAxe });
  const table = new Cell(page, 'table.ts');
  const objection = table.region.locator('.objection');
  await table.write('const hours = { opensAt: 9 };\n\nhours.closesAt;');
  await table.region.locator('.squiggly-error').first().waitFor({ timeout: TYPES_LIMIT });
  // Nobody is told while they write.
  expect(await objection.count()).toBe(0);
  await table.run();
  await expect.poll(() => objection.textContent()).toContain("Property 'closesAt' does not exist");
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press('ControlOrMeta+Home');
  await objection.getByRole('button', { name: en.cell.goTo('table.ts', 3) }).click();
  await page.keyboard.press('Home');
  await page.keyboard.type('// ');
  await expect.poll(() => table.text()).toBe('const hours = { opensAt: 9 };\n\n// hours.closesAt;');
  await expect.poll(() => objection.count()).toBe(0);

  // Of a text that cannot be run it is said once, and not by TypeScript.
  await expect.poll(() => table.region.locator('.squiggly-error').count(), { timeout: TYPES_LIMIT }).toBe(0);
  await table.write('const hours = ;');
  await table.run('failed');
  await table.region.locator('.squiggly-error').first().waitFor({ timeout: TYPES_LIMIT });
  expect(await objection.count()).toBe(0);
});

test('a definition is gone to in another cell, and read in the library', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en), { prepare: bringAxe });
  const [table, events] = [new Cell(page, 'table.ts'), new Cell(page, 'events.ts')];
  const focused = () => page.evaluate(() => document.activeElement?.closest('code-cell')?.file);
  await table.write('// Open all day.\nexport const shop = { opensAt: 9 };');
  await events.write("import { shop } from './table.ts';\nshop");
  await goToDefinition(page, async () => (await focused()) === 'table.ts');
  await page.keyboard.type('// Here. ');
  await expect.poll(() => table.text()).toContain('\n// Here. export const shop');

  await events.write("import { eventStore } from 'lab';\neventStore.readStream");
  const library = page.getByRole('dialog', { name: en.cell.library('eventsourcing/event-store.ts') });
  await goToDefinition(page, () => library.isVisible());
  await expect.poll(() => library.innerText()).toContain('readStream<E\u00a0extends\u00a0Event>');
  // A key does nothing to it. What Monaco says of that fades in.
  await page.keyboard.type('x');
  await expect.poll(() => findBarriers(page)).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await library.waitFor({ state: 'detached' });
  expect(await focused()).toBe('events.ts');
  expect(await events.text()).toBe("import { eventStore } from 'lab';\neventStore.readStream");
});

test('a definition in the same cell is gone to, to the letter', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const cell = new Cell(page, 'table.ts');
  await cell.write('const answer = 42;\nanswer');
  const isThere = async (): Promise<boolean> => {
    await page.keyboard.type('_');
    const text = await cell.text();
    await page.keyboard.press('Backspace');
    return text.startsWith('const _answer');
  };
  await goToDefinition(page, isThere);
});

test('what is called shows its parameters, and a name what is said of it', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const events = new Cell(page, 'events.ts');
  await events.write("import { eventStore } from 'lab';\neventStore.appendToStream");
  await page.keyboard.type('(');
  const parameters = page.locator('.parameter-hints-widget.visible');
  await expect.poll(() => parameters.innerText(), { timeout: TYPES_LIMIT }).toContain('streamName');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.press('ControlOrMeta+I');
  const hover = page.locator('.monaco-hover:visible');
  await expect
    .poll(() => hover.allInnerTexts(), { timeout: TYPES_LIMIT })
    .toEqual([expect.stringContaining('appendToStream')]);
});

test('X1: text, events and states are there after a reload, and Reset brings the starter back', async ({
  serve,
  openPage,
}) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const events = new Cell(page, 'events.ts');
  const starter = await events.shownCode();
  const text = [
    "import { eventStore } from 'lab';",
    "const options = { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' } as const;",
    "await eventStore.appendToStream('cart-1', [{ type: 'Opened', data: {} }], options);",
  ].join('\n');
  await events.write(text);
  await page.keyboard.press('ControlOrMeta+Enter');
  await events.expectState('done');
  expect(await events.values()).toEqual(['cart-1 is at version 1 (new stream)']);
  await expect.poll(() => eventsInLab(page)).toEqual(['Opened ']);

  await page.reload();
  await events.expectState('done');
  expect(await events.shownCode()).toBe(text);
  await expect.poll(() => eventsInLab(page)).toEqual(['Opened ']);
  await expect.poll(() => events.region.getByRole('status').textContent()).toContain('edited');

  await events.button('reset').click();
  await events.expectState('fresh');
  expect(await events.shownCode()).toBe(starter);
  expect(await events.region.getByRole('status').textContent()).not.toContain('edited');
  await page.reload();
  await events.expectState('fresh');
  expect(await events.shownCode()).toBe(starter);
});

async function expectCompletions(page: Page, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await page.getByRole('option', { name: new RegExp(`^${name}\\b`) }).waitFor({ timeout: TYPES_LIMIT });
  }
  await page.keyboard.press('Escape');
}

/** Asks for the definition until the types are there to find it. */
async function goToDefinition(page: Page, isThere: () => Promise<boolean>): Promise<void> {
  const ask = async (): Promise<boolean> => {
    if (!(await isThere())) await page.keyboard.press('F12');
    await page.waitForTimeout(300);
    return isThere();
  };
  await expect.poll(ask, { timeout: TYPES_LIMIT }).toBe(true);
}
