/** What was here before something was brought in, and the note that this is still under way: both in a database of their own. Rules: ../../backup/README.md, BK6 and BK7. */
import type { DBSchema, IDBPDatabase } from 'idb';
import { connect } from '../connection.ts';
import { leave, write } from '../write.ts';

const DATABASE = 'replaybook-restore';

/** The file of what was here, and when that was: ISO 8601. */
export type RestorePoint = Readonly<{ at: string; bytes: Uint8Array<ArrayBuffer> }>;

interface RestoreSchema extends DBSchema {
  points: { key: string; value: RestorePoint };
  /** Its time beside it: who asks for that need not read the file. */
  times: { key: string; value: string };
  notes: { key: string; value: string };
}

type Stores = ['points', 'times', 'notes'];
const STORES: Stores = ['points', 'times', 'notes'];
/** There is one restore point, and one note. */
const ONLY = 'before';

async function use<Result>(work: (database: IDBPDatabase<RestoreSchema>) => Promise<Result>): Promise<Result> {
  const connection = await connect<RestoreSchema>({
    name: DATABASE,
    version: 1,
    upgrade(database) {
      for (const store of STORES) database.createObjectStore(store);
    },
  });
  try {
    return await connection.use(work);
  } finally {
    connection.close();
  }
}

/** Keeps a restore point in place of the last, and notes in the same step that what it is for is under way. */
export const beginWith = (point: RestorePoint): Promise<void> =>
  use((database) =>
    write(database, STORES, async (tx) => {
      leave(tx.objectStore('points').put(point, ONLY));
      leave(tx.objectStore('times').put(point.at, ONLY));
      leave(tx.objectStore('notes').put(point.at, ONLY));
    }),
  );

/** Takes the note away: all has come to its end. */
export const end = (): Promise<void> =>
  use((database) => write(database, ['notes'], async (tx) => leave(tx.objectStore('notes').delete(ONLY))));

/** Takes note and restore point away: what it holds is here again. */
export const endWithout = (): Promise<void> =>
  use((database) =>
    write(database, STORES, async (tx) => {
      for (const store of STORES) leave(tx.objectStore(store).delete(ONLY));
    }),
  );

/** True when something that was begun has not come to its end, or not yet. */
export const isUnderWay = (): Promise<boolean> =>
  use(async (database) => (await database.get('notes', ONLY)) !== undefined);

export const readTime = (): Promise<string | null> =>
  use(async (database) => (await database.get('times', ONLY)) ?? null);

export const readPoint = (): Promise<RestorePoint | null> =>
  use(async (database) => (await database.get('points', ONLY)) ?? null);
