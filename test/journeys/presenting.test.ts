/** Presenting: one block at a time by the arrow keys, in large type, and back to the page as it was. */
import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { en } from '#i18n';
import { Cell } from '../site/cell.ts';
import { bringAxe, findBarriers } from '../site/find-barriers.ts';
import { usualLanguage } from '../site/length.ts';
import { LESSON, test } from '../site/test.ts';

/** The step with the first cells: their twin, which stands behind the head, two paragraphs, the questions, two predictions and a line. */
const TWIN = 8;

/** What stands on the screen of the text, besides headings. */
const blocksOn = (page: Page): Promise<string[]> =>
  page
    .locator('.prose > :not(h2, h3, .lesson-links, [popover])')
    .evaluateAll((blocks) => blocks.filter((block) => block.checkVisibility()).map(({ tagName }) => tagName));

describe.for(usualLanguage('en'))('in %s', ([language, messages]) => {
  test('the arrow keys go from block to block, and Esc leaves', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), { prepare: bringAxe });
    const { present, presentStep } = messages.page;
    const button = page.getByRole('button', { name: present, exact: true });
    // What is not ready yet takes no focus.
    await button.click({ trial: true });
    await button.focus();
    await page.keyboard.press('Enter');
    const bar = page.getByRole('region', { name: present });
    const steps = Number(/\d+/g.exec((await bar.getByRole('status').textContent())!.replace(/^1\D/, ''))![0]);
    expect(await bar.getByRole('status').textContent()).toBe(presentStep(1, steps));
    expect(await blocksOn(page)).toEqual(['DIV']);
    for (let step = 1; step < TWIN; step += 1) await page.keyboard.press('ArrowRight');
    expect(await bar.getByRole('status').textContent()).toBe(presentStep(TWIN, steps));
    expect(await blocksOn(page)).toEqual(['DIV']);
    expect(await page.locator('code-cell:visible').count()).toBe(3);
    expect(await page.locator('.prose > h2:visible').count()).toBe(1);
    expect(await findBarriers(page)).toEqual([]);

    const table = new Cell(page, 'table.ts', messages);
    await table.run();
    await page.keyboard.press('ArrowLeft');
    expect(await bar.getByRole('status').textContent()).toBe(presentStep(TWIN - 1, steps));
    await page.keyboard.press('End');
    expect(await bar.getByRole('status').textContent()).toBe(presentStep(steps, steps));
    await page.keyboard.press('Escape');
    await bar.waitFor({ state: 'detached' });
    expect((await blocksOn(page)).length).toBe(steps);
    expect(await table.state()).toBe(messages.cell.state.done);
  });
});

test('keys that are typed into the code stay there', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const table = new Cell(page, 'table.ts');
  await table.expectState('fresh');
  await page.getByRole('button', { name: en.page.present, exact: true }).click();
  const status = page.getByRole('region', { name: en.page.present }).getByRole('status');
  await status.waitFor();
  for (let step = 1; step < TWIN; step += 1) await page.keyboard.press('ArrowRight');
  await table.write("'n';");
  const step = await status.textContent();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('n');
  expect(await status.textContent()).toBe(step);
  await expect.poll(() => table.text()).toBe("'n'n;");
});

test('a note for the teacher shows with N, under its block, and never on the page or on paper', async ({
  serve,
  openPage,
}) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const notes = page.locator('.box-teacher');
  const shown = () => notes.evaluateAll((all) => all.filter((note) => note.checkVisibility()).length);
  await new Cell(page, 'events.ts').expectState('fresh');
  expect(await notes.count()).toBe(3);
  expect(await shown()).toBe(0);
  await page.emulateMedia({ media: 'print' });
  expect(await shown()).toBe(0);
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: en.page.present, exact: true }).click();
  await page.locator('.present-bar').waitFor();
  await page.keyboard.press('n');
  for (let press = 0; press < 40 && (await shown()) === 0; press += 1) await page.keyboard.press('ArrowRight');
  expect(await notes.first().evaluate((note) => note.previousElementSibling!.checkVisibility())).toBe(true);
  expect(await shown()).toBe(1);
  await page.keyboard.press('n');
  expect(await shown()).toBe(0);
});
