/** One write transaction: strict, and settled only when it is committed or aborted. */
import { unwrap, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';

export type WriteTransaction<Schema extends DBSchema, Stores extends StoreNames<Schema>[]> = IDBPTransaction<
  Schema,
  Stores,
  'readwrite'
>;

/**
 * Runs `work` in one transaction and resolves when it is on disk. When `work` throws, nothing is written and its error is thrown.
 * `work` may await requests of this transaction and nothing else: another await would let the transaction end.
 */
export async function write<Schema extends DBSchema, Stores extends StoreNames<Schema>[], Result>(
  database: IDBPDatabase<Schema>,
  stores: Stores,
  work: (tx: WriteTransaction<Schema, Stores>) => Promise<Result>,
): Promise<Result> {
  const tx = database.transaction(stores, 'readwrite', { durability: 'strict' });
  tx.done.catch(ignore);
  const ended = untilEnded(unwrap(tx));
  let result: Result;
  try {
    result = await work(tx);
  } catch (error) {
    abort(tx);
    // When a request failed, the transaction knows why; `work` may only have heard that it is over.
    throw (await ended).reason ?? error;
  }
  commit(tx);
  const { isCommitted, reason } = await ended;
  if (!isCommitted) throw reason ?? new DOMException('The transaction was aborted.', 'AbortError');
  return result;
}

/** Leaves a request to its transaction: when it fails the transaction does, and that is what is waited for. */
export function leave(request: Promise<unknown>): void {
  request.catch(ignore);
}

const ignore = (): void => {};

/** How a transaction ended, and why when it was not by being committed. */
type Ending = Readonly<{ isCommitted: boolean; reason: DOMException | null }>;

/** Resolves when a transaction is over. */
function untilEnded(tx: IDBTransaction): Promise<Ending> {
  // idb's own promise already rejects when a request fails, before anything is undone and without saying why.
  return new Promise((resolve) => {
    tx.addEventListener('complete', () => resolve({ isCommitted: true, reason: null }));
    tx.addEventListener('abort', () => resolve({ isCommitted: false, reason: tx.error }));
  });
}

/** Has it committed now, and not only when the last request has answered: nothing more will be asked. */
function commit(tx: { commit(): void }): void {
  try {
    tx.commit();
  } catch {
    // A request has failed, and its transaction is over.
  }
}

function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // It has ended already, by a request that failed.
  }
}
