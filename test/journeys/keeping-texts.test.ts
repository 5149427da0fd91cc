/** Two tabs on one lesson, a page that goes before its text is saved, a storage that is full: no text is ever lost. */
import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { en } from '#i18n';
import { Cell } from '../site/cell.ts';
import { usualLanguage } from '../site/length.ts';
import { LESSON, test } from '../site/test.ts';

test('a text that one tab saves arrives in the other', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en), { hasTouch: true });
  const other = await page.context().newPage();
  await other.goto(page.url());
  const table = new Cell(page, 'table.ts');
  await new Cell(other, 'table.ts').write('1 + 1;');
  await expect.poll(() => table.text()).toBe('1 + 1;');
  expect(await table.shownCode()).toBe('1 + 1;');
  await table.run();
  expect(await table.values()).toEqual(['2']);
});

test('two tabs that edit one cell keep both texts, and the person chooses', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en), { hasTouch: true, before: hearNothing });
  const other = await page.context().newPage();
  await other.goto(page.url());
  const mine = new Cell(page, 'table.ts');
  const theirs = new Cell(other, 'table.ts');
  await mine.expectState('fresh');
  await theirs.write('2 + 2;');
  await expect.poll(() => theirs.isSaved()).toBe(true);
  await mine.write('1 + 1;');

  const notice = mine.region.getByRole('alert').filter({ hasText: en.cell.otherText });
  const swap = notice.getByRole('button', { name: en.cell.swapTexts });
  await swap.click();
  await expect.poll(() => mine.text()).toBe('2 + 2;');
  await swap.click();
  await expect.poll(() => mine.text()).toBe('1 + 1;');
  await mine.run();
  expect(await mine.values()).toEqual(['2']);
  // Nobody has chosen: whichever page is opened next has both.
  await page.reload();
  await expect.poll(() => mine.text()).toBe('2 + 2;');
  await swap.click();
  await expect.poll(() => mine.text()).toBe('1 + 1;');

  await notice.getByRole('button', { name: en.cell.chooseText }).click();
  await expect.poll(() => notice.count()).toBe(0);
  await expect.poll(() => mine.isSaved()).toBe(true);
  await other.reload();
  await expect.poll(() => theirs.text()).toBe('1 + 1;');
});

test('a text is there after a reload that comes at the last key', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en), { hasTouch: true });
  const table = new Cell(page, 'table.ts');
  for (const text of ["'first';", "'second';", "'third';"]) {
    await table.write(text);
    await page.reload();
    await table.expectState('fresh');
    expect(await table.text()).toBe(text);
    expect(await table.shownCode()).toBe(text);
  }
});

test.for(usualLanguage('en'))(
  'in %s a text that storage refuses is said to be unsaved, and can be downloaded',
  async ([language, messages], { serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), { hasTouch: true, before: refuseDrafts });
    const table = new Cell(page, 'table.ts', messages);
    await table.write('1 + 1;');
    const notice = table.region.getByRole('alert');
    await notice.getByText(messages.cell.notSaved(messages.errors['storage-full']().what), { exact: true }).waitFor();
    const download = page.waitForEvent('download');
    await notice.getByRole('button', { name: messages.cell.download }).click();
    expect((await download).suggestedFilename()).toBe('table.ts');
    expect(await readFile(await (await download).path(), 'utf8')).toBe('1 + 1;');
    // What cannot be saved is not run: a loop would take it along.
    await table.run('failed');
    // The last resort has it all the same.
    await page.reload();
    await expect.poll(() => table.text()).toBe('1 + 1;');
  },
);

/** A storage that is full takes no draft. */
function refuseDrafts(): void {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...parts) {
    if (this.name === 'drafts') throw new DOMException('The quota is reached.', 'QuotaExceededError');
    return put.apply(this, parts);
  };
}

/** A tab that is frozen in the background hears of nothing. */
function hearNothing(): void {
  BroadcastChannel.prototype.postMessage = () => {};
}
