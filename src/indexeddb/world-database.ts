/** The database of one lesson's world: its name, its stores and their keys. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Commit } from '#eventsourcing/storage';
import type { JournalEntry, Key, StoredRow, WorldState } from '#lab';

/** A version of the schema; every released one stays readable. */
const VERSION = 1;

/** The stores. Keys are chosen so that a rewind is one range delete for the log and one for the journal. */
export interface WorldSchema extends DBSchema {
  /** One record for each append. */
  commits: { key: number; value: Commit; indexes: { stream: [string, number] } };
  /** Version of each stream that exists. */
  streams: { key: string; value: { streamName: string; version: number } };
  rows: { key: [string, Key]; value: StoredRow };
  journal: { key: number; value: JournalEntry };
  /** How far each cell got; its owner knows what is in it. */
  marks: { key: string; value: StoredMark };
  /** Where the world stands, under the key `state`. */
  meta: { key: string; value: WorldState };
}

/** Something kept about a cell, by its file name. */
export type StoredMark = Readonly<{ file: string }>;

export type WorldDatabase = IDBPDatabase<WorldSchema>;

/** The name of a lesson's database; never derived from the page's address, so that moving the site loses nothing. */
export const worldDatabaseName = (lessonId: string): string => `replaybook-lesson-${lessonId}`;

/** Opens a world's database, and makes it when it is not there. */
export function openWorldDatabase(name: string): Promise<WorldDatabase> {
  return openDB<WorldSchema>(name, VERSION, {
    upgrade(database) {
      const commits = database.createObjectStore('commits', { keyPath: 'firstPosition' });
      commits.createIndex('stream', ['streamName', 'firstStreamPosition'], { unique: true });
      database.createObjectStore('streams', { keyPath: 'streamName' });
      database.createObjectStore('rows', { keyPath: ['table', 'id'] });
      database.createObjectStore('journal', { keyPath: 'position' });
      database.createObjectStore('marks', { keyPath: 'file' });
      database.createObjectStore('meta');
    },
  });
}
