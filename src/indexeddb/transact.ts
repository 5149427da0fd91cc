/** One transaction of a world: read what it needs, decide, write. What is known already is not read first, but looked at before it counts. */
import { unwrap, wrap } from 'idb';
import {
  decideTransaction,
  Erasure,
  needsOf,
  rowKey,
  type Changes,
  type Loaded,
  type Needs,
  type Operation,
  type StoredRow,
  type WriteContext,
} from '#lab';
import type { KnownHeads } from './known-heads.ts';
import { headIn } from './stream-head.ts';
import { indexedNames, storeRow } from './rows.ts';
import type { WorldDatabase } from './world-database.ts';
import { FIRST_EPOCH, REQUESTS_AT_ONCE, stateIn, STORES, type WorldTransaction } from './world-stores.ts';
import { leave, write } from './write.ts';

/** Does all operations or none, and tells `heads` where the world stands then. */
export async function transact(
  database: WorldDatabase,
  heads: KnownHeads,
  operations: readonly Operation[],
  context: WriteContext,
): Promise<Changes> {
  const needs = needsOf(operations);
  const known = heads.find(needs);
  if (known) {
    const changes = await tryKnown(database, heads, { known, operations, context });
    if (changes) return changes;
  }
  return heads.reading(() =>
    write(database, STORES, async (tx) => {
      const loaded = await load(tx, needs);
      const changes = decideTransaction(operations, context, loaded);
      heads.note(loaded, changes);
      await store(tx, changes, await indexedNames(tx, changes.rows));
      return changes;
    }),
  );
}

/**
 * Writes without waiting for a read; null when what was known was out of date, or when it came to an error: only one
 * that follows from what stands in the database is told.
 */
async function tryKnown(
  database: WorldDatabase,
  heads: KnownHeads,
  { known, operations, context }: { known: Loaded; operations: readonly Operation[]; context: WriteContext },
): Promise<Changes | null> {
  try {
    return await write(database, STORES, async (tx) => {
      const changes = decideTransaction(operations, context, known);
      heads.note(known, changes);
      const epoch = tx.objectStore('meta').get('epoch');
      // Nobody waits for it where the rest cannot be stored.
      leave(epoch);
      // In the same epoch the journal has no holes: where its next entry can be added, nobody has added one since.
      await store(tx, changes, new Map());
      if (((await epoch) ?? FIRST_EPOCH) !== known.state.epoch) throw new Error('overtaken');
      return changes;
    });
  } catch {
    heads.forget();
    return null;
  }
}

async function load(tx: WorldTransaction, needs: Needs): Promise<Loaded> {
  // Asked for all at once: one turn of the transaction instead of one for each.
  const [state, heads, found] = await Promise.all([
    stateIn(tx),
    Promise.all(needs.streams.map((streamName) => headIn(tx, streamName))),
    Promise.all(needs.rows.map(({ table, id }) => tx.objectStore('rows').get([table, id]))),
  ]);
  return {
    state,
    erasedSince: await eraseInJournal(tx, needs.erased),
    heads: new Map(needs.streams.map((name, index) => [name, heads[index]!])),
    rows: new Map(found.flatMap((row): [string, StoredRow][] => (row ? [[rowKey(row.table, row.id), row]] : []))),
  };
}

/** Takes rows out of the journal, and tells since when it had them. Nothing finds an entry by its rows, so all of them are looked at. */
async function eraseInJournal(tx: WorldTransaction, erased: ReadonlySet<string>): Promise<ReadonlyMap<string, number>> {
  const erasure = new Erasure(erased);
  if (erased.size === 0) return erasure.since;
  let after = 0;
  for (;;) {
    const some = await tx.objectStore('changes').getAll(IDBKeyRange.lowerBound(after, true), REQUESTS_AT_ONCE);
    for (const change of some) {
      const rows = erasure.without(change);
      if (rows) unwrap(tx.objectStore('changes')).put({ position: change.position, rows });
    }
    if (some.length < REQUESTS_AT_ONCE) return erasure.since;
    after = some.at(-1)!.position;
  }
}

async function store(
  tx: WorldTransaction,
  { commits, rows: changed, entry: { rows, ...entry } }: Changes,
  indexed: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  // `add`, never `put`: the unique index refuses a second commit at the same place of a stream.
  for (const commit of commits) unwrap(tx.objectStore('commits')).add(commit);
  for (const [index, change] of changed.entries()) {
    const last = storeRow(tx, change, indexed.get(change.table) ?? []);
    if (index % REQUESTS_AT_ONCE === REQUESTS_AT_ONCE - 1) await wrap(last);
  }
  if (rows.length > 0) unwrap(tx.objectStore('changes')).add({ position: entry.position, rows });
  unwrap(tx.objectStore('journal')).add(entry);
}
