/** The database of one lesson's world: its name, its stores and their keys. Rule: ../lab/README.md, W27. */
import type { DBSchema, IDBPDatabase } from 'idb';
import type { Commit } from '#eventsourcing/storage';
import type { JournalEntry, Key, StoredRow } from '#lab';
import { connect, type Connection, type Opening } from './connection.ts';

/** A version of the schema; every released one stays readable. */
const VERSION = 2;

/** The stores. Keys are chosen so that a rewind is one range delete for the log and one for the journal. */
export interface WorldSchema extends DBSchema {
  /** One record for each append. */
  commits: { key: number; value: Commit; indexes: { stream: [string, number] } };
  rows: { key: [string, Key]; value: StoredRow };
  /** Where rows stand in the order of a property; lab/README.md, W16. */
  rowIndex: { key: [string, string, Key, Key]; value: IndexedRow };
  /** Tables that have rows in `rowIndex`, and by which properties. */
  tables: { key: string; value: IndexedTable };
  /** One record for each transaction; the last says where the world stands. */
  journal: { key: number; value: StoredEntry };
  /** What those transactions did to rows that changed rows. */
  changes: { key: number; value: StoredChanges };
  /** How far each cell got; its owner knows what is in it. */
  marks: { key: string; value: StoredMark };
  /** The world's epoch, under the key `epoch`. */
  meta: { key: string; value: number };
}

export type IndexedRow = Readonly<{ table: string; name: string; value: Key; id: Key }>;

export type IndexedTable = Readonly<{ table: string; names: readonly string[] }>;

/** An entry of the journal without its rows: whoever asks where the world stands need not read them. */
export type StoredEntry = Omit<JournalEntry, 'rows'>;

/** The rows of the entry at a position. */
export type StoredChanges = Pick<JournalEntry, 'position' | 'rows'>;

/** Something kept about a cell, by its file name. */
export type StoredMark = Readonly<{
  file: string;
  journalPosition: number;
  /** What it speaks of is gone. */
  isStale: boolean;
}>;

export type WorldDatabase = IDBPDatabase<WorldSchema>;

/** The name of a lesson's database; never derived from the page's address, so that moving the site loses nothing. */
export const worldDatabaseName = (lessonId: string): string => `replaybook-lesson-${lessonId}`;

/** The database of a learner's progress: a world too, that no cell has a way into. */
export const PROGRESS_DATABASE = 'replaybook-progress';

/** Opens a world's database, and makes it when it is not there. */
export function openWorldDatabase(
  name: string,
  reopened: NonNullable<Opening<WorldSchema>['reopened']>,
): Promise<Connection<WorldSchema>> {
  return connect<WorldSchema>({
    name,
    version: VERSION,
    reopened,
    upgrade(database, from) {
      // Progress has been in worlds since version 2, and nobody can make it again: each later version is one more step here, which takes along what it finds.
      if (from < 2) makeStores(database);
    },
  });
}

/** The stores of version 2, in place of all that was there: a world of version 1 is made again by running its cells. */
function makeStores(database: WorldDatabase): void {
  for (const store of database.objectStoreNames) database.deleteObjectStore(store);
  const commits = database.createObjectStore('commits', { keyPath: 'firstPosition' });
  commits.createIndex('stream', ['streamName', 'firstStreamPosition'], { unique: true });
  database.createObjectStore('rows', { keyPath: ['table', 'id'] });
  database.createObjectStore('rowIndex', { keyPath: ['table', 'name', 'value', 'id'] });
  database.createObjectStore('tables', { keyPath: 'table' });
  database.createObjectStore('journal', { keyPath: 'position' });
  database.createObjectStore('changes', { keyPath: 'position' });
  database.createObjectStore('marks', { keyPath: 'file' });
  database.createObjectStore('meta');
}
