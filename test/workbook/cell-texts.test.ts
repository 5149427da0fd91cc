/** The texts of a lesson's cells: saved one after the other, never over another tab's, and never forgotten. */
import { describe, expect, test } from 'vitest';
import { LabError } from '#lab';
import type { LessonPage } from '#lesson';
import type { CompiledCell } from '#runner';
import { CellTexts } from '../../src/workbook/cell-texts.ts';
import type { Draft, DraftStorage, LastResort, SavedDraft, UnsavedText } from '../../src/workbook/ports.ts';

const compiled: CompiledCell = { file: 'a.ts', text: '', shifts: [], imports: [], exports: [], stars: [] };
const cell = { file: 'a.ts', from: 'previous', rerun: 'rewind', ends: 'done', isReadonly: false } as const;
const PAGE: LessonPage<CompiledCell> = {
  id: 'one',
  number: 1,
  now: '2020-05-20T09:00:00.000Z',
  cells: [{ ...cell, source: 'starter', compiled }],
};

/** What all tabs of a browser share: drafts by file, copies by who wrote them, and notes. */
function createBrowser() {
  const drafts = new Map<string, SavedDraft>();
  const copies = new Map<string, Draft>();
  const notes = new Map<string, readonly UnsavedText[]>();
  let isFull = false;
  let isSlow = false;

  const openTab = async (tab: string, page = PAGE): Promise<CellTexts> => {
    const storage: DraftStorage = {
      load: () => Promise.resolve([...drafts.values()]),
      async save(draft, revision) {
        if (isSlow) await new Promise((resolve) => setTimeout(resolve, 5));
        if (isFull) throw new LabError('storage-full', {}, 'The quota is reached.');
        const current = drafts.get(draft.file);
        if (current && current.revision !== revision && current.text !== draft.text) {
          copies.set(tab, draft);
          return { kind: 'overtaken', by: current };
        }
        const saved = { ...draft, revision: (current?.revision ?? 0) + 1 };
        drafts.set(draft.file, saved);
        return { kind: 'saved', revision: saved.revision };
      },
      loadCopies: () => Promise.resolve([...copies.values()]),
      dropCopies(_lessonId, _file, texts) {
        for (const [name, { text }] of copies) if (texts.includes(text)) copies.delete(name);
        return Promise.resolve();
      },
      onChange: () => () => {},
    };
    let read: readonly string[] = [];
    const lastResort: LastResort = {
      keep: (_lessonId, texts) => void (texts.length > 0 ? notes.set(tab, texts) : notes.delete(tab)),
      read() {
        read = [...notes.keys()];
        return [...notes.values()].flat();
      },
      forget() {
        for (const name of read) notes.delete(name);
      },
    };
    const texts = new CellTexts(page, storage, lastResort, () => Promise.resolve(compiled));
    await texts.load();
    return texts;
  };
  return {
    openTab,
    drafts,
    copies,
    notes,
    fill: (full: boolean) => (isFull = full),
    slowDown: () => (isSlow = true),
  };
}

describe('saving', () => {
  test('goes one at a time: a tab never overtakes itself', async () => {
    const browser = createBrowser();
    const texts = await browser.openTab('first');
    browser.slowDown();
    texts.edit('a.ts', '1');
    const first = texts.flush();
    // The first is on its way when the second is asked for.
    await new Promise((resolve) => setTimeout(resolve, 1));
    texts.edit('a.ts', '2');
    await Promise.all([first, texts.flush()]);
    expect(texts.other('a.ts')).toBeNull();
    expect(browser.drafts.get('a.ts')).toMatchObject({ text: '2', revision: 2 });
    expect(browser.copies.size).toBe(0);
  });

  test('what storage refuses is there for the next page', async () => {
    const browser = createBrowser();
    const texts = await browser.openTab('first');
    browser.fill(true);
    texts.edit('a.ts', '1');
    expect(await texts.flush()).toMatchObject({ code: 'storage-full' });
    browser.fill(false);
    const next = await browser.openTab('next');
    expect(next.text('a.ts')).toBe('1');
    expect(browser.drafts.get('a.ts')?.text).toBe('1');
    expect(browser.notes.size).toBe(0);
  });

  test('what storage has lost while a page is open is saved again from there', async () => {
    const browser = createBrowser();
    const texts = await browser.openTab('first');
    texts.edit('a.ts', '1');
    await texts.flush();
    texts.edit('a.ts', '2');
    await texts.flush();
    browser.drafts.clear();
    await texts.takeOver();
    expect(browser.drafts.get('a.ts')).toMatchObject({ text: '2', revision: 1 });
    texts.edit('a.ts', '3');
    await texts.flush();
    expect(browser.drafts.get('a.ts')).toMatchObject({ text: '3', revision: 2 });
    expect(texts.other('a.ts')).toBeNull();
  });

  test("a tab that saves takes nothing away from another tab's note", async () => {
    const browser = createBrowser();
    const [first, second] = [await browser.openTab('first'), await browser.openTab('second')];
    browser.fill(true);
    first.edit('a.ts', 'first');
    await first.flush();
    browser.fill(false);
    second.edit('a.ts', 'second');
    await second.flush();
    expect(browser.notes.get('first')).toMatchObject([{ text: 'first' }]);
    // The next page has both: the one that is the draft, and the one that was in the way.
    const next = await browser.openTab('next');
    expect([next.text('a.ts'), next.other('a.ts')]).toEqual(['first', 'second']);
    expect(browser.drafts.get('a.ts')?.text).toBe('second');
  });
});

describe('two texts of one cell', () => {
  async function openOvertaken() {
    const browser = createBrowser();
    const [first, second] = [await browser.openTab('first'), await browser.openTab('second')];
    first.edit('a.ts', 'first');
    await first.flush();
    second.edit('a.ts', 'second');
    await second.flush();
    return { browser, second };
  }

  test('are both there until someone chooses, also for pages that are opened later', async () => {
    const { browser, second } = await openOvertaken();
    expect([second.text('a.ts'), second.other('a.ts')]).toEqual(['second', 'first']);
    const later = await browser.openTab('later');
    expect([later.text('a.ts'), later.other('a.ts')]).toEqual(['first', 'second']);
  });

  test.each([
    ['kept', 0],
    ['exchanged', 1],
    ['exchanged twice', 2],
  ])('one that was %s and chosen is the draft, and the other is gone', async (_, swaps) => {
    const { browser, second } = await openOvertaken();
    for (let swap = 0; swap < swaps; swap += 1) {
      second.swap('a.ts');
      await second.flush();
    }
    const chosen = swaps === 1 ? 'first' : 'second';
    expect(second.text('a.ts')).toBe(chosen);
    await second.choose('a.ts');
    expect(second.other('a.ts')).toBeNull();
    const later = await browser.openTab('later');
    expect([later.text('a.ts'), later.other('a.ts')]).toEqual([chosen, null]);
  });

  test('a third is offered when the first two are settled', async () => {
    const { browser, second } = await openOvertaken();
    const third = { lessonId: 'one', file: 'a.ts', text: 'third', starterHash: '' };
    browser.copies.set('third', third);
    await second.choose('a.ts');
    expect([second.text('a.ts'), second.other('a.ts')]).toEqual(['second', 'third']);
  });
});

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
});
