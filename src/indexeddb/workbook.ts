/** The workbook's own database: what a learner has written, apart from any lesson's world. */
import type { DBSchema } from 'idb';
import { connect, type Connection, type OutdatedListener } from './connection.ts';
import { leave, write } from './write.ts';

/** The one name of this database; a change of it would hide everybody's work. */
export const WORKBOOK_DATABASE = 'replaybook';
const VERSION = 2;

/** A learner's text of a cell. */
export type StoredDraft = Readonly<{
  lessonId: string;
  file: string;
  text: string;
  starterHash: string;
  /** Hashes of the texts that were saved before it, the last ones, oldest first. */
  earlier?: readonly string[] | undefined;
}>;

/** The same with how often it has been saved: 1 is the first time. */
export type SavedDraft = StoredDraft & Readonly<{ revision: number }>;

/** What came of saving: it is the draft now, or another text was saved since, and both are kept. */
export type DraftOutcome = Readonly<{ kind: 'saved'; revision: number } | { kind: 'overtaken'; by: SavedDraft }>;

export interface WorkbookSchema extends DBSchema {
  drafts: { key: [string, string]; value: SavedDraft };
  /** Texts that another one has overtaken; `keeper` is whoever wrote it, and which of their texts it is. */
  copies: { key: [string, string, string]; value: StoredDraft & { keeper: string } };
}

/** Drafts, each on disk when its promise resolves. */
export type OpenWorkbook = Readonly<{
  load(lessonId: string): Promise<readonly SavedDraft[]>;
  /** Saves a text that was based on `revision`, 0 when there was none. Overtaken it is kept as this opening's copy of that `line`. */
  save(draft: StoredDraft, revision: number, line?: number): Promise<DraftOutcome>;
  /** Texts that were overtaken and are still kept. */
  loadCopies(lessonId: string): Promise<readonly StoredDraft[]>;
  /** Lets go of a cell's copies that have one of these texts. */
  dropCopies(lessonId: string, file: string, texts: readonly string[]): Promise<void>;
  /** Calls back when another tab has saved something, and when a connection that was lost is back. */
  onChange(listener: () => void): () => void;
  /** An older page had it open, and has let go of it for this one. */
  tookOver: boolean;
  /** Calls back when a newer page wants the database, which is closed when that is done. */
  onOutdated(listener: OutdatedListener): void;
  close(): void;
}>;

/** A connection to the workbook's database, which is made when it is not there. */
export const connectWorkbook = (name: string, reopened: () => Promise<void>): Promise<Connection<WorkbookSchema>> =>
  connect<WorkbookSchema>({
    name,
    version: VERSION,
    reopened,
    upgrade(opened, from) {
      if (from < 1) opened.createObjectStore('drafts', { keyPath: ['lessonId', 'file'] });
      if (from < 2) opened.createObjectStore('copies', { keyPath: ['lessonId', 'file', 'keeper'] });
    },
  });

/** Opens the workbook's database, and makes it when it is not there. `keeper` names this opening of it. */
export async function openWorkbook(
  name: string = WORKBOOK_DATABASE,
  keeper: string = crypto.getRandomValues(new Uint32Array(2)).join('-'),
): Promise<OpenWorkbook> {
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const { use, tookOver, onOutdated, close } = await connectWorkbook(name, async () => tell());
  // A hint and no more: what has changed is always read.
  const otherTabs = new BroadcastChannel(`${name}-drafts`);
  otherTabs.addEventListener('message', tell);
  let isClosed = false;

  return {
    async load(lessonId) {
      const drafts = await use((database) => database.getAll('drafts', IDBKeyRange.bound([lessonId], [lessonId, []])));
      // The first version of this database did not count.
      return drafts.map((draft) => ({ ...draft, revision: draft.revision ?? 1 }));
    },
    async save(draft, revision, line = 0) {
      const outcome = await use((database) =>
        write(database, ['drafts', 'copies'], async (tx): Promise<DraftOutcome> => {
          const drafts = tx.objectStore('drafts');
          const current = await drafts.get([draft.lessonId, draft.file]);
          const currentRevision = current ? (current.revision ?? 1) : 0;
          if (current && currentRevision !== revision && current.text !== draft.text) {
            await tx.objectStore('copies').put({ ...draft, keeper: `${keeper}/${line}` });
            return { kind: 'overtaken', by: { ...current, revision: currentRevision } };
          }
          await drafts.put({ ...draft, revision: currentRevision + 1 });
          return { kind: 'saved', revision: currentRevision + 1 };
        }),
      );
      if (!isClosed) otherTabs.postMessage('saved');
      return outcome;
    },
    loadCopies: (lessonId) =>
      use((database) => database.getAll('copies', IDBKeyRange.bound([lessonId], [lessonId, []]))),
    dropCopies: (lessonId, file, texts) =>
      use((database) =>
        write(database, ['copies'], async (tx) => {
          const copies = tx.objectStore('copies');
          for (const { text, keeper: by } of await copies.getAll(
            IDBKeyRange.bound([lessonId, file], [lessonId, file, []]),
          ))
            if (texts.includes(text)) leave(copies.delete([lessonId, file, by]));
        }),
      ),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tookOver,
    onOutdated,
    close() {
      isClosed = true;
      otherTabs.close();
      close();
    },
  };
}
