/** The workbook's own database: what a learner has written, apart from any lesson's world. */
import { openDB, type DBSchema } from 'idb';
import { write } from './write.ts';

/** The one name of this database; a change of it would hide everybody's work. */
export const WORKBOOK_DATABASE = 'replaybook';
const VERSION = 2;

/** A learner's text of a cell. */
export type StoredDraft = Readonly<{ lessonId: string; file: string; text: string; starterHash: string }>;

/** The same with how often it has been saved: 1 is the first time. */
export type SavedDraft = StoredDraft & Readonly<{ revision: number }>;

/** What came of saving: it is the draft now, or another text was saved since, and both are kept. */
export type DraftOutcome = Readonly<{ kind: 'saved'; revision: number } | { kind: 'overtaken'; by: SavedDraft }>;

interface WorkbookSchema extends DBSchema {
  drafts: { key: [string, string]; value: SavedDraft };
  /** Texts that another one has overtaken; `keeper` is whoever wrote it. */
  copies: { key: [string, string, string]; value: StoredDraft & { keeper: string } };
}

/** Drafts, each on disk when its promise resolves. */
export type OpenWorkbook = Readonly<{
  load(lessonId: string): Promise<readonly SavedDraft[]>;
  /** Saves a text that was based on `revision`, 0 when there was none. */
  save(draft: StoredDraft, revision: number): Promise<DraftOutcome>;
  /** Calls back when another tab has saved something. */
  onChange(listener: () => void): () => void;
  close(): void;
}>;

/** Opens the workbook's database, and makes it when it is not there. `keeper` names this opening of it. */
export async function openWorkbook(
  name: string = WORKBOOK_DATABASE,
  keeper: string = crypto.getRandomValues(new Uint32Array(2)).join('-'),
): Promise<OpenWorkbook> {
  const database = await openDB<WorkbookSchema>(name, VERSION, {
    upgrade(opened, from) {
      if (from < 1) opened.createObjectStore('drafts', { keyPath: ['lessonId', 'file'] });
      if (from < 2) opened.createObjectStore('copies', { keyPath: ['lessonId', 'file', 'keeper'] });
    },
    // A newer page in another tab waits for this.
    blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
  });
  // A hint and no more: what has changed is always read.
  const otherTabs = new BroadcastChannel(`${name}-drafts`);
  let isClosed = false;

  return {
    async load(lessonId) {
      const drafts = await database.getAll('drafts', IDBKeyRange.bound([lessonId], [lessonId, []]));
      // The first version of this database did not count.
      return drafts.map((draft) => ({ ...draft, revision: draft.revision ?? 1 }));
    },
    async save(draft, revision) {
      const outcome = await write(database, ['drafts', 'copies'], async (tx): Promise<DraftOutcome> => {
        const drafts = tx.objectStore('drafts');
        const current = await drafts.get([draft.lessonId, draft.file]);
        const currentRevision = current ? (current.revision ?? 1) : 0;
        if (current && currentRevision !== revision && current.text !== draft.text) {
          await tx.objectStore('copies').put({ ...draft, keeper });
          return { kind: 'overtaken', by: { ...current, revision: currentRevision } };
        }
        await drafts.put({ ...draft, revision: currentRevision + 1 });
        return { kind: 'saved', revision: currentRevision + 1 };
      });
      if (!isClosed) otherTabs.postMessage('saved');
      return outcome;
    },
    onChange(listener) {
      otherTabs.addEventListener('message', listener);
      return () => otherTabs.removeEventListener('message', listener);
    },
    close() {
      isClosed = true;
      otherTabs.close();
      database.close();
    },
  };
}
