/** A whole lesson at once: all of it runs, stops, and starts over when a person says so twice. */
import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { en, type Messages } from '#i18n';
import { Cell, eventsInLab, rowsInLab } from '../site/cell.ts';
import { bringAxe, findBarriers } from '../site/find-barriers.ts';
import { usualLanguage } from '../site/length.ts';
import { LESSON, test } from '../site/test.ts';

const FILES = ['table.ts', 'events.ts', 'questions.ts', 'cost.ts', 'exercise.ts'] as const;
/** Six of the first order, and six that the exercise begins with. */
const EVENTS = 12;

/** The toolbar of an open lesson as a person meets it. */
function toolbarOf(page: Page, { lesson, cell }: Messages) {
  const group = page.getByRole('group', { name: lesson.name, exact: true });
  const dialog = page.getByRole('dialog', { name: lesson.startOverQuestion, exact: true });
  return {
    runAll: group.getByRole('button', { name: lesson.runAll, exact: true }),
    stop: group.getByRole('button', { name: cell.stop, exact: true }),
    startOver: group.getByRole('button', { name: lesson.startOver, exact: true }),
    dialog,
    keep: dialog.getByRole('button', { name: lesson.keepWork, exact: true }),
    confirm: dialog.getByRole('button', { name: lesson.startOverConfirm, exact: true }),
    expectSaid: (text: string) => expect.poll(() => group.getByRole('status').textContent()).toBe(text),
  };
}

describe.for(usualLanguage('ko'))('in %s', ([language, messages]) => {
  const { lesson } = messages;

  test('X24: all cells run in order, with the keyboard alone', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), { prepare: bringAxe });
    const toolbar = toolbarOf(page, messages);
    // What is not ready yet takes no focus.
    await toolbar.runAll.click({ trial: true });
    await toolbar.runAll.focus();
    await page.keyboard.press('Enter');
    await toolbar.expectSaid(lesson.allDone);
    for (const file of FILES) expect(await new Cell(page, file, messages).state()).toBe(messages.cell.state.done);
    await expect.poll(() => eventsInLab(page, messages)).toHaveLength(EVENTS);
    expect(await rowsInLab(page, 'order_items', messages)).toEqual(['9a37 5', 'a974 10']);
    expect(await findBarriers(page)).toEqual([]);
  });

  test('X25: starting over asks first, says what goes, and brings everything back', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), { prepare: bringAxe });
    const toolbar = toolbarOf(page, messages);
    const table = new Cell(page, 'table.ts', messages);
    await table.write('1 + 1;');
    await toolbar.runAll.click();
    await toolbar.expectSaid(lesson.allDone);
    expect(await table.values()).toEqual(['2']);

    await toolbar.startOver.focus();
    await page.keyboard.press('Enter');
    expect(await toolbar.dialog.textContent()).toContain(lesson.startOverMeans(['table.ts'], true));
    expect(await toolbar.keep.evaluate((button) => button.matches(':focus'))).toBe(true);
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await toolbar.dialog.waitFor({ state: 'hidden' });
    expect(await table.text()).toBe('1 + 1;');
    expect(await eventsInLab(page, messages)).toHaveLength(EVENTS);

    await toolbar.startOver.click();
    await toolbar.confirm.click();
    await toolbar.expectSaid(lesson.startedOver);
    expect(await table.text()).toContain('order_items');
    expect(await table.values()).toEqual([]);
    for (const file of FILES) expect(await new Cell(page, file, messages).state()).toBe(messages.cell.state.fresh);
    await expect.poll(() => eventsInLab(page, messages)).toEqual([]);
    await page.reload();
    await table.expectState('fresh');
    expect(await table.text()).toContain('order_items');
  });
});

test('X24: a cell that fails keeps those from running that go on from it, and they name it', async ({
  serve,
  openPage,
}) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const toolbar = toolbarOf(page, en);
  await new Cell(page, 'events.ts').write("throw new Error('here');");
  await toolbar.runAll.click();
  await toolbar.expectSaid(en.lesson.allFailed('events.ts'));
  expect(await new Cell(page, 'table.ts').state()).toBe(en.cell.state.done);
  const { what } = en.errors['earlier-cell-failed']({ file: 'events.ts' });
  for (const file of FILES.slice(2)) expect(await new Cell(page, file).log.textContent()).toContain(what);
});

test('X24: Stop ends all of it', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const toolbar = toolbarOf(page, en);
  const events = new Cell(page, 'events.ts');
  await events.write('for (;;);');
  await toolbar.runAll.click();
  await events.expectState('running');
  await toolbar.stop.click();
  await toolbar.expectSaid(en.lesson.allStopped);
  await events.expectState('stopped');
  expect(await new Cell(page, 'questions.ts').state()).toBe(en.cell.state.fresh);
  expect(await toolbar.stop.isDisabled()).toBe(true);
});
