/** Texts that outlive their page and their lesson: notes of pages that are gone, and what was made from an author's older text. */
import { describe, expect, test } from 'vitest';
import { createBrowser, PAGE } from './text-browser.ts';

describe('a note of a page that is gone', () => {
  test('whose text was saved after all does not come back over what was written since', async () => {
    const browser = createBrowser();
    const [closed, open] = [await browser.openTab('closed'), await browser.openTab('open')];
    closed.edit('a.ts', 'ab');
    closed.keepForLater();
    const notes = new Map(browser.notes);
    await closed.flush();
    for (const [tab, texts] of notes) browser.notes.set(tab, texts);
    await open.takeOver();
    open.edit('a.ts', 'abc');
    await open.flush();
    const next = await browser.openTab('next');
    expect([next.text('a.ts'), next.other('a.ts')]).toEqual(['abc', null]);
  });

  test('goes on from an earlier text that the page had on its way', async () => {
    const browser = createBrowser();
    const first = await browser.openTab('first');
    browser.slowDown();
    first.edit('a.ts', 'a');
    const saved = first.flush();
    await new Promise((resolve) => setTimeout(resolve, 1));
    first.edit('a.ts', 'ab');
    first.keepForLater();
    const notes = new Map(browser.notes);
    await saved;
    for (const [tab, texts] of notes) browser.notes.set(tab, texts);
    const next = await browser.openTab('next');
    expect([next.text('a.ts'), next.other('a.ts')]).toEqual(['ab', null]);
  });

  test('that goes back to an earlier text is what was typed last', async () => {
    const browser = createBrowser();
    const first = await browser.openTab('first');
    for (const text of ['ab', 'abc']) {
      first.edit('a.ts', text);
      await first.flush();
    }
    first.edit('a.ts', 'ab');
    first.keepForLater();
    const next = await browser.openTab('next');
    expect([next.text('a.ts'), next.other('a.ts')]).toEqual(['ab', null]);
  });

  test('that another page has written over is offered as the other text', async () => {
    const browser = createBrowser();
    const [first, second] = [await browser.openTab('first'), await browser.openTab('second')];
    first.edit('a.ts', 'never saved');
    first.keepForLater();
    second.edit('a.ts', 'saved');
    await second.flush();
    const next = await browser.openTab('next');
    expect(new Set([next.text('a.ts'), next.other('a.ts')])).toEqual(new Set(['never saved', 'saved']));
  });
});

describe('a text for itself', () => {
  test('each of two notes is kept that another text has overtaken', async () => {
    const browser = createBrowser();
    const draft = await browser.openTab('one');
    draft.edit('a.ts', 'saved');
    await draft.flush();
    browser.notes.set('two', [{ file: 'a.ts', text: 'noted', revision: 0 }]);
    browser.notes.set('three', [{ file: 'a.ts', text: 'noted too', revision: 0 }]);
    await browser.openTab('next');
    const stored = [...browser.drafts.values(), ...browser.copies.values()].map(({ text }) => text);
    expect(stored.toSorted()).toEqual(['noted', 'noted too', 'saved']);
  });

  test("one's own is kept when the other is shown and gone on from", async () => {
    const browser = createBrowser();
    const [first, second] = [await browser.openTab('first'), await browser.openTab('second')];
    first.edit('a.ts', 'first');
    await first.flush();
    second.edit('a.ts', 'second');
    await second.flush();
    second.swap('a.ts');
    await second.flush();
    for (const text of ['first, gone on', 'first, gone on with']) {
      second.edit('a.ts', text);
      await second.flush();
    }
    const copies = [...browser.copies.values()].map(({ text }) => text);
    // Of each of the two the last is kept.
    expect(copies).toEqual(['second', 'first, gone on with']);
  });
});

describe('a lesson that has changed', () => {
  const NEWER: typeof PAGE = { ...PAGE, cells: [{ ...PAGE.cells[0]!, source: 'newer' }] };

  test("X28: leaves a learner's text, offers the new one, and asks until somebody has chosen", async () => {
    const browser = createBrowser();
    const before = await browser.openTab('one');
    before.edit('a.ts', 'mine');
    await before.flush();
    expect(before.newText('a.ts')).toBe(null);

    const after = await browser.openTab('two', NEWER);
    expect([after.text('a.ts'), after.newText('a.ts')]).toEqual(['mine', 'newer']);
    // Going on with the text is no choice.
    after.edit('a.ts', 'still mine');
    await after.flush();
    const later = await browser.openTab('three', NEWER);
    expect([later.text('a.ts'), later.newText('a.ts')]).toEqual(['still mine', 'newer']);

    await later.keepOwn('a.ts');
    expect([later.text('a.ts'), later.newText('a.ts')]).toEqual(['still mine', null]);
    // The other tab hears of it.
    await after.takeOver();
    expect(after.newText('a.ts')).toBe(null);
    expect((await browser.openTab('four', NEWER)).newText('a.ts')).toBe(null);
  });

  test('X28: the new text is taken by a reset, and never asked about again', async () => {
    const browser = createBrowser();
    const before = await browser.openTab('one');
    before.edit('a.ts', 'mine');
    await before.flush();
    const after = await browser.openTab('two', NEWER);
    await after.reset('a.ts');
    expect([after.text('a.ts'), after.newText('a.ts'), after.isEdited('a.ts')]).toEqual(['newer', null, false]);
    after.edit('a.ts', 'mine again');
    await after.flush();
    expect(after.newText('a.ts')).toBe(null);
    expect((await browser.openTab('three', NEWER)).newText('a.ts')).toBe(null);
  });

  test("X28: what was the author's is nobody's own, and gives way without a question", async () => {
    const browser = createBrowser();
    const before = await browser.openTab('one');
    before.edit('a.ts', 'mine');
    await before.flush();
    await before.reset('a.ts');
    const after = await browser.openTab('two', NEWER);
    expect([after.text('a.ts'), after.newText('a.ts'), after.isEdited('a.ts')]).toEqual(['newer', null, false]);
    after.edit('a.ts', 'mine');
    await after.flush();
    expect((await browser.openTab('three', NEWER)).newText('a.ts')).toBe(null);
    // And the other way round: what the author wrote later is not what was kept.
    expect((await browser.openTab('four')).newText('a.ts')).toBe('starter');
  });

  test('X28: a text that is typed back to the new one is the new one', async () => {
    const browser = createBrowser();
    const before = await browser.openTab('one');
    before.edit('a.ts', 'mine');
    await before.flush();
    const after = await browser.openTab('two', NEWER);
    after.edit('a.ts', 'newer');
    await after.flush();
    expect(after.newText('a.ts')).toBe(null);
    const newest = { ...PAGE, cells: [{ ...PAGE.cells[0]!, source: 'newest' }] };
    expect((await browser.openTab('three', newest)).text('a.ts')).toBe('newest');
  });

  test('X28: who chooses while their text is being saved is not asked again', async () => {
    const browser = createBrowser();
    const before = await browser.openTab('one');
    before.edit('a.ts', 'mine');
    await before.flush();
    const after = await browser.openTab('two', NEWER);
    browser.slowDown();
    after.edit('a.ts', 'mine!');
    const saving = after.flush();
    await new Promise((resolve) => setTimeout(resolve, 1));
    await Promise.all([saving, after.keepOwn('a.ts')]);
    expect(after.newText('a.ts')).toBe(null);
    expect((await browser.openTab('three', NEWER)).newText('a.ts')).toBe(null);
  });

  test('X28: a page that is open asks nothing about what a newer one saves, and leaves its choice', async () => {
    const browser = createBrowser();
    const old = await browser.openTab('one');
    old.edit('a.ts', 'mine');
    await old.flush();
    const after = await browser.openTab('two', NEWER);
    await after.keepOwn('a.ts');
    await old.takeOver();
    // Its own text is the author's older one.
    expect([old.text('a.ts'), old.newText('a.ts')]).toEqual(['mine', null]);
    old.edit('a.ts', 'mine, gone on with');
    await old.flush();
    await after.takeOver();
    expect([after.text('a.ts'), after.newText('a.ts')]).toEqual(['mine, gone on with', null]);
    expect((await browser.openTab('three', NEWER)).newText('a.ts')).toBe(null);
  });

  test('X28: what is asked is asked until somebody has chosen, whatever another tab saves', async () => {
    const browser = createBrowser();
    const old = await browser.openTab('one');
    old.edit('a.ts', 'mine');
    await old.flush();
    const after = await browser.openTab('two', NEWER);
    old.edit('a.ts', 'mine, gone on with');
    await old.flush();
    await after.takeOver();
    expect([after.text('a.ts'), after.newText('a.ts')]).toEqual(['mine, gone on with', 'newer']);
  });

  test('X28: a note knows what its text was made from', async () => {
    const browser = createBrowser();
    const before = await browser.openTab('one');
    before.edit('a.ts', 'mine');
    before.keepForLater();
    const after = await browser.openTab('two', NEWER);
    expect([after.text('a.ts'), after.newText('a.ts')]).toEqual(['mine', 'newer']);
  });

  test('X28: a choice that storage refuses is told', async () => {
    const browser = createBrowser();
    const before = await browser.openTab('one');
    before.edit('a.ts', 'mine');
    await before.flush();
    const after = await browser.openTab('two', NEWER);
    browser.fill(true);
    expect(await after.keepOwn('a.ts')).toMatchObject({ code: 'storage-full' });
    expect(after.save('a.ts').kind).toBe('not-saved');
  });
});
