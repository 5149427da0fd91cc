/** The world's storage port over IndexedDB. Every write is one strict transaction, done when it is committed. Rules: ../lab/README.md. */
import { whenBehind, worldRewound, type WorldState, type WorldStorage } from '#lab';
import { createChangeFeed } from './change-feed.ts';
import type { OutdatedListener } from './connection.ts';
import { KnownHeads } from './known-heads.ts';
import { readAll, readJournal, readStream } from './read.ts';
import { recover, reset, rewind } from './rewind.ts';
import { countRows, readRows, readTableNames } from './rows.ts';
import { transact } from './transact.ts';
import { openWorldDatabase, type StoredMark } from './world-database.ts';
import { ALL_STORES, FIRST_EPOCH, NEW_WORLD, readState } from './world-stores.ts';
import { leave, write } from './write.ts';

/** A world, and a place for what is known about its cells. A rewind makes stale what lies behind it, a reset takes all of it away. */
export type OpenWorld<Mark extends StoredMark> = WorldStorage &
  Readonly<{
    readMarks(): Promise<readonly Mark[]>;
    /** Keeps these marks and no others. Throws world-rewound in any epoch but `epoch`. */
    saveMarks(marks: readonly Mark[], epoch: number): Promise<void>;
    /** Calls back when a newer page wants the database, which is closed when that is done. */
    onOutdated(listener: OutdatedListener): void;
    close(): void;
  }>;

/** A world in the database called `name`; `close` lets go of it. */
export async function openWorld<Mark extends StoredMark>(name: string): Promise<OpenWorld<Mark>> {
  const heads = new KnownHeads();
  /** The last state that was read or written. */
  let seen = NEW_WORLD;
  const noted = (state: WorldState): WorldState => (seen = state);
  const connection = await openWorldDatabase(name, async (database) => {
    heads.restart();
    told(await recover(database, seen));
  });
  const { use } = connection;
  const readNow = async (): Promise<WorldState> => noted(await use(readState));
  const feed = createChangeFeed(name, readNow);
  const told = (state: WorldState): WorldState => {
    feed.tell(noted(state));
    return state;
  };

  return {
    async transact(operations, context) {
      const { state, receipt } = await use((database) => transact(database, heads, operations, context));
      told(state);
      return receipt;
    },
    readStream: (query) => use((database) => readStream(database, query)),
    readAll: (query) => use((database) => readAll(database, query)),
    readRow: async (table, id) => (await use((database) => database.get('rows', [table, id]))) ?? null,
    readRows: (query) => use((database) => readRows(database, query)),
    countRows: (table) => use((database) => countRows(database, table)),
    readState: readNow,
    readTableNames: () => use(readTableNames),
    readJournal: (after, wanted) => use((database) => readJournal(database, after, wanted)),
    rewind: async (journalPosition) =>
      told(await use((database) => write(database, ALL_STORES, (tx) => rewind(tx, journalPosition)))),
    reset: async () => told(await use((database) => write(database, ALL_STORES, reset))),
    onChange: feed.onChange,
    whenBehind: (position, epoch) => whenBehind({ readState: readNow, onChange: feed.onChange }, position, epoch),
    readMarks: async () => (await use((database) => database.getAll('marks'))) as Mark[],
    saveMarks: (marks, epoch) =>
      use((database) =>
        write(database, ['marks', 'meta'], async (tx) => {
          if (((await tx.objectStore('meta').get('epoch')) ?? FIRST_EPOCH) !== epoch) throw worldRewound();
          leave(tx.objectStore('marks').clear());
          for (const mark of marks) leave(tx.objectStore('marks').put(mark));
        }),
      ),
    onOutdated: connection.onOutdated,
    close() {
      feed.close();
      connection.close();
    },
  };
}
