/** The world's storage port in memory: the simulator, and what tests compare real storage with. */
import { CommitLog, type LogQuery, type StreamQuery } from '#eventsourcing/storage';
import { assertRewind, stateAfterUndo, undo } from './journal.ts';
import type { JournalEntry, Key, Operation, StoredRow, WorldState, WorldStorage, WriteContext } from './storage.ts';
import { compareKeys } from './key.ts';
import { decideTransaction, needsOf, rowKey } from './transaction.ts';

/** An empty world. */
export function createMemoryWorld(): WorldStorage {
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

  return {
    async transact(operations: readonly Operation[], context: WriteContext) {
      const needs = needsOf(operations);
      const streamVersions = new Map(needs.streams.map((name) => [name, log.streamVersion(name)]));
      const changes = decideTransaction(operations, context, { state, streamVersions, rows });
      for (const commit of changes.commits) {
        log.append({ streamName: commit.streamName, expected: commit.firstStreamPosition - 1, commit });
      }
      for (const { table, id, after } of changes.entry.rows) setRow(rows, table, id, after);
      journal.push(changes.entry);
      become(changes.state);
      return changes.receipt;
    },
    readStream: async (query: StreamQuery) => log.readStream(query),
    readAll: async (query: LogQuery) => log.readAll(query),
    readRow: async (table, id) => rows.get(rowKey(table, id)) ?? null,
    readRows: async (table) =>
      [...rows.values()].filter((row) => row.table === table).toSorted((a, b) => compareKeys(a.id, b.id)),
    readState: async () => state,
    readTableNames: async () => [...new Set([...rows.values()].map((row) => row.table))].toSorted(),
    readJournal: async (after) => journal.filter(({ position }) => position > after),
    async rewind(journalPosition: number) {
      assertRewind(state, journalPosition);
      const undone = undo(journal.slice(journalPosition));
      if (undone.truncateAfter !== null) log.truncateAfter(undone.truncateAfter);
      for (const { table, id, before } of undone.rows) setRow(rows, table, id, before);
      journal = journal.slice(0, journalPosition);
      return become(stateAfterUndo(state, journalPosition, undone));
    },
    async reset() {
      log.truncateAfter(0);
      rows.clear();
      journal = [];
      return become({ epoch: state.epoch + 1, journalPosition: 0, lastPosition: 0 });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function setRow(rows: Map<string, StoredRow>, table: string, id: Key, row: StoredRow | null): void {
  if (row) rows.set(rowKey(table, id), row);
  else rows.delete(rowKey(table, id));
}
