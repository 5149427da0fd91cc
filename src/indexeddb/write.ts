/** One write transaction: strict, and settled only when it is committed or aborted. */
import type { IDBPTransaction } from 'idb';
import type { WorldDatabase, WorldSchema } from './world-database.ts';

export const ALL_STORES = ['commits', 'streams', 'rows', 'journal', 'meta'] as const;

export type WriteTransaction = IDBPTransaction<WorldSchema, [...typeof ALL_STORES], 'readwrite'>;

/**
 * Runs `work` in one transaction and resolves when it is on disk. When `work` throws, nothing is written and its error is thrown.
 * `work` may await requests of this transaction and nothing else: another await would let the transaction end.
 */
export async function write<Result>(
  database: WorldDatabase,
  work: (tx: WriteTransaction) => Promise<Result>,
): Promise<Result> {
  const tx = database.transaction([...ALL_STORES], 'readwrite', { durability: 'strict' });
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

function abort(tx: WriteTransaction): void {
  try {
    tx.abort();
  } catch {
    // It has ended already, by a request that failed.
  }
}
