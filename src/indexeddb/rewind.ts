/** Taking a world back, and emptying it; in steps, so that a long history does not hold up the page. Rules: ../lab/README.md, W7-W11 and W25. */
import { wrap } from 'idb';
import { assertRewind, ChangedRows, stateAfterRewind, type RowChange, type WorldState } from '#lab';
import { deleteRows, indexedNames, storeRow } from './rows.ts';
import type { WorldDatabase } from './world-database.ts';
import { ALL_STORES, REQUESTS_AT_ONCE, stateIn, type WholeTransaction } from './world-stores.ts';
import { leave, write } from './write.ts';

/** Undoes every journal entry behind a position, or behind an earlier one where that is gone. */
export async function rewind(tx: WholeTransaction, asked: number): Promise<WorldState> {
  const before = await stateIn(tx);
  assertRewind(before, asked);
  const { journalPosition, changes } = await changedBehind(tx, asked);
  const entry = await tx.objectStore('journal').get(journalPosition);
  const state = stateAfterRewind(before, entry ?? null);
  const indexed = await indexedNames(tx, changes);
  const isNew = ({ before: was }: RowChange): boolean => was === null;
  const added = changes.filter(isNew);
  for (const table of new Set(added.map((change) => change.table))) {
    const ofTable = added.filter((change) => change.table === table);
    await deleteRows(tx, table, ofTable, indexed.get(table) ?? []);
  }
  const changed = changes.filter((change) => !isNew(change));
  for (const [index, { table, id, before: was, after: is }] of changed.entries()) {
    const last = storeRow(tx, { table, id, before: is, after: was }, indexed.get(table) ?? []);
    if (index % REQUESTS_AT_ONCE === REQUESTS_AT_ONCE - 1) await wrap(last);
  }
  const behind = IDBKeyRange.lowerBound(journalPosition, true);
  leave(tx.objectStore('commits').delete(IDBKeyRange.lowerBound(state.lastPosition, true)));
  leave(tx.objectStore('changes').delete(behind));
  leave(tx.objectStore('journal').delete(behind));
  leave(tx.objectStore('meta').put(state.epoch, 'epoch'));
  for (const mark of await tx.objectStore('marks').getAll()) {
    if (mark.journalPosition > journalPosition) leave(tx.objectStore('marks').put({ ...mark, isStale: true }));
  }
  return state;
}

type Undone = Readonly<{ journalPosition: number; changes: readonly RowChange[] }>;

/** The place that a rewind goes back to, and the rows that were changed behind it. */
async function changedBehind(tx: WholeTransaction, journalPosition: number): Promise<Undone> {
  const changed = new ChangedRows();
  let after = journalPosition;
  for (;;) {
    const some = await tx.objectStore('changes').getAll(IDBKeyRange.lowerBound(after, true), REQUESTS_AT_ONCE);
    for (const { rows } of some) changed.add(rows);
    if (some.length < REQUESTS_AT_ONCE) break;
    after = some.at(-1)!.position;
  }
  const place = changed.placeBefore(journalPosition);
  return place < journalPosition ? changedBehind(tx, place) : { journalPosition, changes: changed.changes };
}

/** Empties a world. */
export async function reset(tx: WholeTransaction): Promise<WorldState> {
  const { epoch } = await stateIn(tx);
  for (const name of ALL_STORES) leave(tx.objectStore(name).clear());
  leave(tx.objectStore('meta').put(epoch + 1, 'epoch'));
  return { epoch: epoch + 1, journalPosition: 0, lastPosition: 0 };
}

/** The state of a world that was opened again. What is less than it was, because site data was deleted, is another world: in an epoch of its own, nobody goes on from what is gone. */
export function recover(database: WorldDatabase, seen: WorldState): Promise<WorldState> {
  return write(database, ['journal', 'meta'], async (tx) => {
    const stored = await stateIn(tx);
    const isLess =
      stored.epoch < seen.epoch || (stored.epoch === seen.epoch && stored.journalPosition < seen.journalPosition);
    if (!isLess) return stored;
    leave(tx.objectStore('meta').put(seen.epoch + 1, 'epoch'));
    return { ...stored, epoch: seen.epoch + 1 };
  });
}
