/** One write transaction: strict, and settled only when it is committed or aborted. */
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';

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
  // A request that fails also fails the transaction, which is what is waited for; its own rejection needs no second handler.
  const ended = tx.done.then(
    () => null,
    (error: unknown) => error ?? new DOMException('The transaction was aborted.', 'AbortError'),
  );
  let result: Result;
  try {
    result = await work(tx);
  } catch (error) {
    abort(tx);
    await ended;
    throw error;
  }
  const failure = await ended;
  if (failure !== null) throw failure;
  return result;
}

function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // It has ended already, by a request that failed.
  }
}
