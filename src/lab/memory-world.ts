/** The world's storage port in memory: the simulator, and what tests compare real storage with. */
import { CommitLog, type LogQuery, type StreamQuery } from '#eventsourcing/storage';
import { isBetween, placesOf } from './index-value.ts';
import { assertRewind, ChangedRows, Erasure, stateAfterRewind } from './journal.ts';
import type {
  JournalEntry,
  Key,
  Operation,
  RowPage,
  RowPlace,
  RowQuery,
  StoredRow,
  TransactionReceipt,
  WorldState,
  WorldStorage,
  WriteContext,
} from './storage.ts';
import { compareKeys } from './key.ts';
import { STREAM_CUTS, toCut } from './stream-cuts.ts';
import { decideTransaction, needsOf, rowKey } from './transaction.ts';
import { whenBehind } from './when-behind.ts';

/** The world's storage, and a way to write that is no promise. */
export type MemoryWorld = WorldStorage &
  Readonly<{
    /** As `transact`, at once: what that rejects with is thrown. */
    write(operations: readonly Operation[], context: WriteContext): TransactionReceipt;
  }>;

/** An empty world. */
export function createMemoryWorld(): MemoryWorld {
  const log = new CommitLog();
  const rows = new Map<string, StoredRow>();
  const listeners = new Set<(state: WorldState) => void>();
  let journal: JournalEntry[] = [];
  let state: WorldState = { epoch: 1, journalPosition: 0, lastPosition: 0 };

  const become = (next: WorldState): WorldState => {
    state = next;
    for (const listener of listeners) listener(next);
    return next;
  };

  const setRow = (table: string, id: Key, row: StoredRow | null): void => {
    if (row) rows.set(rowKey(table, id), row);
    else rows.delete(rowKey(table, id));
    if (table === STREAM_CUTS) log.setCut(String(id), toCut(row));
  };

  const world: MemoryWorld = {
    transact: async (operations, context) => world.write(operations, context),
    write(operations, context) {
      const needs = needsOf(operations);
      const heads = new Map(needs.streams.map((name) => [name, log.head(name)]));
      const needed = new Map<string, StoredRow>();
      for (const { table, id } of needs.rows) {
        const key = rowKey(table, id);
        const row = rows.get(key);
        if (row) needed.set(key, row);
      }
      const erasure = new Erasure(needs.erased);
      const left = needs.erased.size > 0 ? journal.map((entry) => without(entry, erasure)) : journal;
      const erasedSince = erasure.since;
      const changes = decideTransaction(operations, context, { state, heads, rows: needed, erasedSince });
      journal = left;
      for (const commit of changes.commits) {
        log.append({ streamName: commit.streamName, expected: commit.firstStreamPosition - 1, commit });
      }
      for (const { table, id, after } of changes.rows) setRow(table, id, after);
      journal.push(changes.entry);
      become(changes.state);
      return changes.receipt;
    },
    readStream: async (query: StreamQuery) => log.readStream(query),
    readAll: async (query: LogQuery) => log.readAll(query),
    readRow: async (table, id) => rows.get(rowKey(table, id)) ?? null,
    readRows: async (query: RowQuery) => pageOf([...rows.values()], query),
    countRows: async (table) => [...rows.values()].filter((row) => row.table === table).length,
    readState: async () => state,
    readTableNames: async () => [...new Set([...rows.values()].map((row) => row.table))].toSorted(),
    readJournal: async (after, wanted = Infinity) =>
      journal.slice(Math.max(0, after), Math.max(0, after) + Math.min(wanted, journal.length)),
    async rewind(asked: number) {
      assertRewind(state, asked);
      const { journalPosition, changed } = undo(journal, asked);
      for (const { table, id, before } of changed.changes) setRow(table, id, before);
      journal = journal.slice(0, journalPosition);
      const next = stateAfterRewind(state, journal.at(-1) ?? null);
      log.truncateAfter(next.lastPosition);
      return become(next);
    },
    async reset() {
      log.truncateAfter(0);
      for (const { table, id } of rows.values()) setRow(table, id, null);
      journal = [];
      return become({ epoch: state.epoch + 1, journalPosition: 0, lastPosition: 0 });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    whenBehind: (position, epoch) => whenBehind(world, position, epoch),
  };
  return world;
}

const without = (entry: JournalEntry, erasure: Erasure): JournalEntry => ({
  ...entry,
  rows: erasure.without(entry) ?? entry.rows,
});

type Undone = Readonly<{ journalPosition: number; changed: ChangedRows }>;

/** What is undone by a rewind to a position, or further where that is gone. */
function undo(journal: readonly JournalEntry[], journalPosition: number): Undone {
  const changed = new ChangedRows();
  for (const entry of journal.slice(journalPosition)) changed.add(entry.rows);
  const place = changed.placeBefore(journalPosition);
  return place < journalPosition ? undo(journal, place) : { journalPosition, changed };
}

type Placed = Readonly<{ place: RowPlace; row: StoredRow }>;

function pageOf(all: readonly StoredRow[], query: RowQuery): RowPage {
  const { table, property, after, wanted } = query;
  const placed = all
    .filter((row) => row.table === table)
    .flatMap((row): Placed[] => {
      if (!property) return [{ place: { id: row.id }, row }];
      const value = placesOf(row, [property.name])[0]?.[1];
      return value !== undefined && isBetween(value, property) ? [{ place: { value, id: row.id }, row }] : [];
    })
    .toSorted((a, b) => comparePlaces(a.place, b.place))
    .filter(({ place }) => !after || comparePlaces(place, after) > 0);
  const taken = placed.slice(0, wanted);
  const last = taken.at(-1);
  const isWhole = taken.length === placed.length || !last;
  return { rows: taken.map(({ row }) => row), next: isWhole ? null : { ...query, after: last.place } };
}

function comparePlaces(a: RowPlace, b: RowPlace): number {
  const byValue = a.value === undefined || b.value === undefined ? 0 : compareKeys(a.value, b.value);
  return byValue === 0 ? compareKeys(a.id, b.id) : byValue;
}
