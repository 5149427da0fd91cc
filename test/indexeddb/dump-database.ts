/** All that is in a database, as whoever opens it without this code sees it: version, stores, keys, indexes and records. */
import { openDB } from 'idb';

export type DumpedStore = Readonly<{
  name: string;
  keyPath: string | string[] | null;
  indexes: readonly Readonly<{ name: string; keyPath: string | string[]; unique: boolean }>[];
  records: readonly Readonly<{ key?: IDBValidKey; value: unknown }>[];
}>;

export type DumpedDatabase = Readonly<{ name: string; version: number; stores: readonly DumpedStore[] }>;

/** A key is told only where it does not stand in the value. */
export async function dumpDatabase(name: string): Promise<DumpedDatabase> {
  const database = await openDB(name);
  try {
    const stores: DumpedStore[] = [];
    for (const storeName of database.objectStoreNames) {
      const store = database.transaction(storeName).store;
      const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
      const keyPath = store.keyPath;
      const indexes = [...store.indexNames].map((index) => {
        const { name: indexName, keyPath: path, unique } = store.index(index);
        return { name: indexName, keyPath: path, unique };
      });
      const records = values.map((value: unknown, at) => (keyPath === null ? { key: keys[at]!, value } : { value }));
      stores.push({ name: storeName, keyPath, indexes, records });
    }
    return { name, version: database.version, stores };
  } finally {
    database.close();
  }
}

/** All databases of this origin that work is or was kept in, and what they hold. */
export async function dumpAll(): Promise<DumpedDatabase[]> {
  const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
  const ours = names.filter((name) => /^replaybook(?!-test)/.test(name)).toSorted();
  return await Promise.all(ours.map(dumpDatabase));
}
