/** The world's storage port over IndexedDB. Every write is one strict transaction, done when it is committed. Rules: ../lab/README.md. */
import { lastStreamPosition } from '#eventsourcing/storage';
import {
  assertRewind,
  decideTransaction,
  needsOf,
  rowKey,
  stateAfterUndo,
  undo,
  type Changes,
  type Key,
  type Loaded,
  type Operation,
  type StoredRow,
  type WorldState,
  type WorldStorage,
  type WriteContext,
} from '#lab';
import { readAll, readStream, readTableNames, rowsOf } from './read.ts';
import { openWorldDatabase, type StoredMark, type WorldSchema } from './world-database.ts';
import { leave, write, type WriteTransaction } from './write.ts';

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
  const readState = async (): Promise<WorldState> => (await database.get('meta', 'state')) ?? NEW_WORLD;
  const tell = (state: WorldState): void => {
    for (const listener of listeners) listener(state);
  };
  const otherTabs = new BroadcastChannel(name);
  let isClosed = false;
  // A hint and no more: what has changed is always read.
  otherTabs.addEventListener('message', () => void readState().then(tell, () => {}));
  const announce = (state: WorldState): WorldState => {
    // Closing waits for what is under way, and that comes here.
    if (!isClosed) otherTabs.postMessage('changed');
    tell(state);
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
    readState,
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
        for (const mark of marks) leave(tx.objectStore('marks').put(mark));
      }),
    clearMarks: () => write(database, ['marks'], (tx) => tx.objectStore('marks').clear()),
    close() {
      isClosed = true;
      otherTabs.close();
      database.close();
    },
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
    leave(tx.objectStore('commits').add(commit));
    leave(tx.objectStore('streams').put({ streamName: commit.streamName, version: lastStreamPosition(commit) }));
  }
  for (const { table, id, after } of entry.rows) storeRow(tx, table, id, after);
  leave(tx.objectStore('journal').add(entry));
  leave(tx.objectStore('meta').put(state, 'state'));
}

function storeRow(tx: WorldTransaction, table: string, id: Key, row: StoredRow | null): void {
  leave(row ? tx.objectStore('rows').put(row) : tx.objectStore('rows').delete([table, id]));
}

async function rewind(tx: WorldTransaction, journalPosition: number): Promise<WorldState> {
  const stored = await tx.objectStore('meta').get('state');
  assertRewind(stored ?? NEW_WORLD, journalPosition);
  const tail = IDBKeyRange.lowerBound(journalPosition, true);
  const entries = await tx.objectStore('journal').getAll(tail);
  const undone = undo(entries);
  if (undone.truncateAfter !== null) {
    leave(tx.objectStore('commits').delete(IDBKeyRange.lowerBound(undone.truncateAfter, true)));
  }
  const streams = tx.objectStore('streams');
  for (const [streamName, version] of undone.streamVersions) {
    leave(version === 0 ? streams.delete(streamName) : streams.put({ streamName, version }));
  }
  for (const { table, id, before } of undone.rows) storeRow(tx, table, id, before);
  leave(tx.objectStore('journal').delete(tail));
  const state = stateAfterUndo(stored ?? NEW_WORLD, journalPosition, undone);
  leave(tx.objectStore('meta').put(state, 'state'));
  return state;
}

async function reset(tx: WorldTransaction): Promise<WorldState> {
  const stored = (await tx.objectStore('meta').get('state')) ?? NEW_WORLD;
  for (const name of STORES) leave(tx.objectStore(name).clear());
  const state = { ...NEW_WORLD, epoch: stored.epoch + 1 };
  leave(tx.objectStore('meta').put(state, 'state'));
  return state;
}
