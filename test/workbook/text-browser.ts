/** A browser in which tabs have the texts of one cell: drafts, copies and notes, which all of them share. */
import { LabError } from '#lab';
import type { LessonPage } from '#lesson';
import type { CompiledCell } from '#runner';
import { CellTexts } from '../../src/workbook/cell-texts.ts';
import type { Draft, DraftStorage, LastResort, SavedDraft, UnsavedText } from '../../src/workbook/ports.ts';

const compiled: CompiledCell = { file: 'a.ts', text: '', shifts: [], imports: [], exports: [], stars: [] };
const cell = { file: 'a.ts', from: 'previous', rerun: 'rewind', ends: 'done', isReadonly: false } as const;
/** A lesson with one cell. */
export const PAGE: LessonPage<CompiledCell> = {
  id: 'one',
  number: 1,
  now: '2020-05-20T09:00:00.000Z',
  cells: [{ ...cell, source: 'starter', compiled }],
};

/** What all tabs of a browser share: drafts by file, copies by who wrote them, and notes. */
export function createBrowser() {
  const drafts = new Map<string, SavedDraft>();
  const copies = new Map<string, Draft>();
  const notes = new Map<string, readonly UnsavedText[]>();
  let isFull = false;
  let isSlow = false;

  const openTab = async (tab: string, page = PAGE): Promise<CellTexts> => {
    const storage: DraftStorage = {
      load: () => Promise.resolve([...drafts.values()]),
      async save(draft, revision, line = 0) {
        if (isSlow) await new Promise((resolve) => setTimeout(resolve, 5));
        if (isFull) throw new LabError('storage-full', {}, 'The quota is reached.');
        const current = drafts.get(draft.file);
        if (current && current.revision !== revision && current.text !== draft.text) {
          copies.set(`${tab} ${line}`, draft);
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
      keep(_lessonId, texts) {
        if (texts.length > 0) notes.set(tab, texts);
        else notes.delete(tab);
        return true;
      },
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
