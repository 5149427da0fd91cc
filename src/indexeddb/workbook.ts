/** The workbook's own database: what a learner has written, apart from any lesson's world. */
import { openDB, type DBSchema } from 'idb';
import { write } from './write.ts';

/** The one name of this database; a change of it would hide everybody's work. */
export const WORKBOOK_DATABASE = 'replaybook';
const VERSION = 1;

/** A learner's text of a cell. */
export type StoredDraft = Readonly<{ lessonId: string; file: string; text: string; starterHash: string }>;

interface WorkbookSchema extends DBSchema {
  drafts: { key: [string, string]; value: StoredDraft };
}

/** Drafts, each on disk when its promise resolves. */
export type OpenWorkbook = Readonly<{
  load(lessonId: string): Promise<readonly StoredDraft[]>;
  save(draft: StoredDraft): Promise<void>;
  remove(lessonId: string, file: string): Promise<void>;
  close(): void;
}>;

/** Opens the workbook's database, and makes it when it is not there. */
export async function openWorkbook(name: string = WORKBOOK_DATABASE): Promise<OpenWorkbook> {
  const database = await openDB<WorkbookSchema>(name, VERSION, {
    upgrade(opened) {
      opened.createObjectStore('drafts', { keyPath: ['lessonId', 'file'] });
    },
  });
  return {
    load: (lessonId) => database.getAll('drafts', IDBKeyRange.bound([lessonId], [lessonId, []])),
    save: (draft) => write(database, ['drafts'], async (tx) => void (await tx.objectStore('drafts').put(draft))),
    remove: (lessonId, file) => write(database, ['drafts'], (tx) => tx.objectStore('drafts').delete([lessonId, file])),
    close: () => database.close(),
  };
}
