/** Where a stream stands, read inside a transaction: its last commit, and what was cut from it. */
import type { IDBPTransaction, StoreNames } from 'idb';
import { lastStreamPosition, type StreamHead } from '#eventsourcing/storage';
import { STREAM_CUTS, toCut } from '#lab';
import type { WorldSchema } from './world-database.ts';

/** Both at once: the transaction takes one turn and not two. */
export async function headIn(
  tx: IDBPTransaction<WorldSchema, StoreNames<WorldSchema>[], IDBTransactionMode>,
  streamName: string,
): Promise<StreamHead> {
  const range = IDBKeyRange.bound([streamName, 0], [streamName, Infinity]);
  const [last, cut] = await Promise.all([
    tx.objectStore('commits').index('stream').openCursor(range, 'prev'),
    tx.objectStore('rows').get([STREAM_CUTS, streamName]),
  ]);
  return { streamVersion: last ? lastStreamPosition(last.value) : 0, ...toCut(cut) };
}
