/** Reads all that a database holds, at one moment. */
import type { IDBPTransaction, StoreNames } from 'idb';
import type { StoredDatabase, StoredRecord } from '#backup';
import { openStored, storeNames, type StoredSchema } from './open-stored.ts';

export async function readDatabase(name: string): Promise<StoredDatabase> {
  const connection = await openStored(name);
  try {
    return await connection.use(async (database) => {
      const names = storeNames(name);
      const tx = database.transaction(names);
      const stores = names.map(async (store) => [store, await readStore(tx, store)] as const);
      return { name, stores: new Map(await Promise.all(stores)) };
    });
  } finally {
    connection.close();
  }
}

type Name = StoreNames<StoredSchema>;

async function readStore(tx: IDBPTransaction<StoredSchema, Name[]>, name: Name): Promise<StoredRecord[]> {
  const store = tx.objectStore(name);
  const records: StoredRecord[] = [];
  // One after the other: all of a store at once may be more than a browser hands over.
  for (let cursor = await store.openCursor(); cursor; cursor = await cursor.continue()) {
    const { key, value } = cursor;
    records.push(store.keyPath === null ? { key, value } : { value });
  }
  return records;
}
