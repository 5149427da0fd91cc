/** The stores that a write to a world may touch, all of them in one transaction, and where a world stands by what is in them. */
import type { IDBPTransaction, StoreNames } from 'idb';
import type { WorldState } from '#lab';
import type { WorldDatabase, WorldSchema } from './world-database.ts';
import type { WriteTransaction } from './write.ts';

type Stores = ['commits', 'rows', 'rowIndex', 'tables', 'journal', 'changes', 'meta'];

export const STORES: Stores = ['commits', 'rows', 'rowIndex', 'tables', 'journal', 'changes', 'meta'];

export type WorldTransaction = WriteTransaction<WorldSchema, Stores>;

/** Marks go with what they speak of. */
export const ALL_STORES: [...Stores, 'marks'] = [...STORES, 'marks'];

export type WholeTransaction = WriteTransaction<WorldSchema, typeof ALL_STORES>;

/** Requests that are made in one go: more would hold up the page for too long. */
export const REQUESTS_AT_ONCE = 200;

/** The epoch of a world that was never rewound. */
export const FIRST_EPOCH = 1;

/** Where a world stands that nobody has written to. */
export const NEW_WORLD: WorldState = { epoch: FIRST_EPOCH, journalPosition: 0, lastPosition: 0 };

/** Where the world stands that a transaction sees; `meta` and `journal` are among its stores. */
export async function stateIn<Names extends StoreNames<WorldSchema>[], Mode extends IDBTransactionMode>(
  tx: IDBPTransaction<WorldSchema, Names, Mode>,
): Promise<WorldState> {
  const seen = tx as unknown as IDBPTransaction<WorldSchema, ['meta', 'journal'], Mode>;
  const [epoch, last] = await Promise.all([
    seen.objectStore('meta').get('epoch'),
    seen.objectStore('journal').openCursor(null, 'prev'),
  ]);
  const { position = 0, lastPosition = 0 } = last?.value ?? {};
  return { epoch: epoch ?? FIRST_EPOCH, journalPosition: position, lastPosition };
}

export const readState = (database: WorldDatabase): Promise<WorldState> =>
  stateIn(database.transaction(['meta', 'journal']));
