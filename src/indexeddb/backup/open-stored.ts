/** Databases that hold work, whichever of them: opened by name, and found. */
import type { DBSchema, StoreNames } from 'idb';
import { PROGRESS_NAME, storesOf, WORKBOOK_NAME } from '#backup';
import type { Connection } from '../connection.ts';
import { connectWorkbook, type WorkbookSchema } from '../workbook.ts';
import { openWorldDatabase, worldDatabaseName, type WorldSchema } from '../world-database.ts';

/** A database whose stores are known by name, and what is in them is anything. */
export type StoredSchema = DBSchema &
  Readonly<Record<StoreNames<WorkbookSchema> | StoreNames<WorldSchema>, { key: IDBValidKey; value: unknown }>>;

export type StoredConnection = Connection<StoredSchema>;

/** The stores of the database called `name`. */
export const storeNames = (name: string): StoreNames<StoredSchema>[] =>
  Object.keys(storesOf(name)!) as StoreNames<StoredSchema>[];

/** Opens the database called `name`, and makes it with its stores when it is not there. */
export async function openStored(name: string): Promise<StoredConnection> {
  const reopened = async (): Promise<void> => {};
  const open = name === WORKBOOK_NAME ? connectWorkbook : openWorldDatabase;
  return (await open(name, reopened)) as unknown as StoredConnection;
}

/** The names of all databases that hold work. A browser that does not list them is asked for those of these lessons. */
export async function findDatabases(lessons: readonly string[]): Promise<readonly string[]> {
  const listed = await listDatabases();
  const known = [WORKBOOK_NAME, PROGRESS_NAME, ...lessons.map(worldDatabaseName)];
  const names = listed ?? (await keepThere(known));
  return names.filter((name) => storesOf(name) !== null).toSorted();
}

async function listDatabases(): Promise<readonly string[] | null> {
  try {
    return (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
  } catch {
    // The types promise more than every browser has.
    return null;
  }
}

async function keepThere(names: readonly string[]): Promise<readonly string[]> {
  const areThere = await Promise.all(names.map(isThere));
  return names.filter((_, index) => areThere[index]);
}

/** To look for a database is to open it; one that is not there is not made. */
function isThere(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = indexedDB.open(name);
    request.addEventListener('upgradeneeded', ({ oldVersion }) => {
      if (oldVersion === 0) request.transaction!.abort();
    });
    request.addEventListener('success', () => {
      request.result.close();
      resolve(true);
    });
    request.addEventListener('error', (event) => {
      event.preventDefault();
      resolve(false);
    });
  });
}
