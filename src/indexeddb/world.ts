/** The world's storage port over IndexedDB. Every write is one strict transaction, done when it is committed. Rules: ../lab/README.md. */
import { lastStreamPosition } from '#eventsourcing/storage';
import {
  decideTransaction,
  needsOf,
  rowKey,
  stateAfterUndo,
  undo,
  type Changes,
  type Loaded,
  type Operation,
  type WorldState,
  type WorldStorage,
  type WriteContext,
} from '#lab';
import { readAll, readStream, readTableNames, rowsOf } from './read.ts';
import { openWorldDatabase, type StoredMark, type WorldSchema } from './world-database.ts';
import { write, type WriteTransaction } from './write.ts';

const STORES: ['commits', 'streams', 'rows', 'journal', 'meta'] = ['commits', 'streams', 'rows', 'journal', 'meta'];
type WorldTransaction = WriteTransaction<WorldSchema, typeof STORES>;

const NEW_WORLD: WorldState = { epoch: 1, journalPosition: 0, lastPosition: 0 };

/** A world, and a place for what is known about its cells. */
export type OpenWorld<Mark extends StoredMark> = WorldStorage &
  Readonly<{
    readMarks(): Promise<readonly Mark[]>;
    saveMarks(marks: readonly Mark[]): Promise<void>;
    clearMarks(): Promise<void>;
    close(): void;
  }>;

/** A world in the database called `name`; `close` lets go of it. */
export async function openWorld<Mark extends StoredMark>(name: string): Promise<OpenWorld<Mark>> {
  const database = await openWorldDatabase(name);
  const listeners = new Set<(state: WorldState) => void>();
  const announce = (state: WorldState): WorldState => {
    for (const listener of listeners) listener(state);
    return state;
  };

  return {
    async transact(operations: readonly Operation[], context: WriteContext) {
      const changes = await write(database, STORES, async (tx) => {
        const decided = decideTransaction(operations, context, await load(tx, operations));
        store(tx, decided);
        return decided;
      });
      announce(changes.state);
      return changes.receipt;
    },
    readStream: (query) => readStream(database, query),
    readAll: (query) => readAll(database, query),
    readRow: async (table, id) => (await database.get('rows', [table, id])) ?? null,
    readRows: (table) => database.getAll('rows', rowsOf(table)),
    readState: async () => (await database.get('meta', 'state')) ?? NEW_WORLD,
    readTableNames: () => readTableNames(database),
    readJournal: (position) => database.getAll('journal', IDBKeyRange.lowerBound(position, true)),
    rewind: async (journalPosition) => announce(await write(database, STORES, (tx) => rewind(tx, journalPosition))),
    reset: async () => announce(await write(database, STORES, reset)),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    readMarks: async () => (await database.getAll('marks')) as Mark[],
    saveMarks: (marks) =>
      write(database, ['marks'], async (tx) => {
        for (const mark of marks) void tx.objectStore('marks').put(mark);
      }),
    clearMarks: () => write(database, ['marks'], (tx) => tx.objectStore('marks').clear()),
    close: () => database.close(),
  };
}

async function load(tx: WorldTransaction, operations: readonly Operation[]): Promise<Loaded> {
  const needs = needsOf(operations);
  // Asked for all at once: one turn of the transaction instead of one for each.
  const [state, heads, found] = await Promise.all([
    tx.objectStore('meta').get('state'),
    Promise.all(needs.streams.map((streamName) => tx.objectStore('streams').get(streamName))),
    Promise.all(needs.rows.map(({ table, id }) => tx.objectStore('rows').get([table, id]))),
  ]);
  return {
    state: state ?? NEW_WORLD,
    streamVersions: new Map(needs.streams.map((name, index) => [name, heads[index]?.version ?? 0])),
    rows: new Map(found.flatMap((row) => (row ? [[rowKey(row.table, row.id), row] as const] : []))),
  };
}

function store(tx: WorldTransaction, { commits, entry, state }: Changes): void {
  for (const commit of commits) {
    // `add`, never `put`: the unique index refuses a second commit at the same place of a stream.
    void tx.objectStore('commits').add(commit);
    void tx.objectStore('streams').put({ streamName: commit.streamName, version: lastStreamPosition(commit) });
  }
  for (const { table, id, after: row } of entry.rows) {
    if (row) void tx.objectStore('rows').put(row);
    else void tx.objectStore('rows').delete([table, id]);
  }
  void tx.objectStore('journal').add(entry);
  void tx.objectStore('meta').put(state, 'state');
}

async function rewind(tx: WorldTransaction, journalPosition: number): Promise<WorldState> {
  const tail = IDBKeyRange.lowerBound(journalPosition, true);
  const [stored, entries] = await Promise.all([
    tx.objectStore('meta').get('state'),
    tx.objectStore('journal').getAll(tail),
  ]);
  const undone = undo(entries);
  if (undone.truncateAfter !== null) {
    void tx.objectStore('commits').delete(IDBKeyRange.lowerBound(undone.truncateAfter, true));
  }
  for (const [streamName, version] of undone.streamVersions) {
    if (version === 0) void tx.objectStore('streams').delete(streamName);
    else void tx.objectStore('streams').put({ streamName, version });
  }
  for (const { table, id, before } of undone.rows) {
    if (before) void tx.objectStore('rows').put(before);
    else void tx.objectStore('rows').delete([table, id]);
  }
  void tx.objectStore('journal').delete(tail);
  const state = stateAfterUndo(stored ?? NEW_WORLD, journalPosition, undone);
  void tx.objectStore('meta').put(state, 'state');
  return state;
}

async function reset(tx: WorldTransaction): Promise<WorldState> {
  const stored = (await tx.objectStore('meta').get('state')) ?? NEW_WORLD;
  for (const name of STORES) void tx.objectStore(name).clear();
  const state = { ...NEW_WORLD, epoch: stored.epoch + 1 };
  void tx.objectStore('meta').put(state, 'state');
  return state;
}
