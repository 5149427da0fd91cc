/** A connection to a database: opened again when the browser has closed it, and given up when a newer page wants the database. */
import { openDB, unwrap, wrap, type DBSchema, type IDBPDatabase, type OpenDBCallbacks } from 'idb';
import type { LabError } from '#lab';
import {
  isConnectionLost,
  storageError,
  toOpeningError,
  toStorageError,
  type StorageErrorCode,
} from './storage-error.ts';

/** What is to be opened. */
export type Opening<Schema extends DBSchema> = Readonly<{
  name: string;
  version: number;
  upgrade(database: IDBPDatabase<Schema>, from: number): void;
  /** Looks at a database that was opened again, before anyone uses it: it may not be the one that was. */
  reopened?(database: IDBPDatabase<Schema>): Promise<void>;
}>;

/** Every method throws LabError for what goes wrong with the storage. */
export type Connection<Schema extends DBSchema> = Readonly<{
  /** Begins `work` at once where the database is open. */
  use<Result>(work: (database: IDBPDatabase<Schema>) => Promise<Result>): Promise<Result>;
  /** An older page had it, and has let go of it for this one. */
  readonly tookOver: boolean;
  /** Calls back when a newer page wants the database; it is closed when that is done. */
  onOutdated(listener: OutdatedListener): void;
  close(): void;
}>;

/** Hears why the database is about to be closed for good, and has a moment for what must be saved before. */
export type OutdatedListener = (why: LabError) => Promise<unknown>;

/** Milliseconds that opening may take. */
const OPEN_DEADLINE = 5_000;
/** Milliseconds that a newer page is kept waiting. */
const LEAVE_DEADLINE = 1_000;
/** Milliseconds in which the browser says, of what was under way when it closed a connection, how that ended. Sometimes it never does. */
const END_DEADLINE = 500;
/** Milliseconds before each further try to use a connection that was lost. */
const PAUSES = [50, 200, 800];

/** Opens a database, and makes it when it is not there. */
export async function connect<Schema extends DBSchema>(opening: Opening<Schema>): Promise<Connection<Schema>> {
  const { name } = opening;
  const listeners: OutdatedListener[] = [];
  let open: IDBPDatabase<Schema> | null = null;
  let reopening: Promise<IDBPDatabase<Schema>> | null = null;
  /** Why it is not to be opened again. */
  let ended: StorageErrorCode | null = null;
  let tookOver = false;
  /** What ends the uses that are under way, by their connection. */
  const uses = new WeakMap<IDBPDatabase<Schema>, Set<() => void>>();

  const lose = (database: IDBPDatabase<Schema> | null): void => {
    if (open === database) open = null;
  };
  const giveUp = async (database: IDBPDatabase<Schema>): Promise<void> => {
    const why = storageError('storage-newer', name, 'versionchange');
    await Promise.race([Promise.allSettled(listeners.map((listener) => listener(why))), pause(LEAVE_DEADLINE)]);
    ended = 'storage-newer';
    lose(database);
    database.close();
  };
  const openOnce = async (): Promise<IDBPDatabase<Schema>> => {
    const database = await openInTime(opening, () => (tookOver = true));
    uses.set(database, new Set());
    database.addEventListener('close', () => {
      lose(database);
      const left = [...uses.get(database)!];
      setTimeout(() => {
        for (const end of left) end();
      }, END_DEADLINE);
      // At once: what is on the page may be all that is left of what was stored.
      void ready().catch(() => {});
    });
    database.addEventListener('versionchange', ({ newVersion }) => {
      if (newVersion !== null) return void giveUp(database);
      // It is to be deleted. What comes then is a new one.
      lose(database);
      database.close();
    });
    return database;
  };
  const reopenOnce = async (): Promise<IDBPDatabase<Schema>> => {
    if (ended) throw storageError(ended, name, 'closed');
    const database = await openOnce();
    try {
      await opening.reopened?.(database);
    } catch (error) {
      database.close();
      throw error;
    }
    open = database;
    return database;
  };
  const reopen = async (): Promise<IDBPDatabase<Schema>> => {
    for (const before of PAUSES) {
      try {
        return await reopenOnce();
      } catch (error) {
        // While site data is deleted, what is opened is closed again.
        if ((error as { code?: unknown }).code !== 'storage-failed') throw error;
        await pause(before);
      }
    }
    return reopenOnce();
  };
  /** Has `work` end at the latest a moment after its connection was lost. */
  const during = <Result>(
    database: IDBPDatabase<Schema>,
    work: (database: IDBPDatabase<Schema>) => Promise<Result>,
  ): Promise<Result> =>
    new Promise((resolve, reject) => {
      const underWay = uses.get(database)!;
      const end = (): void => reject(new DOMException('The connection was closed.', 'AbortError'));
      underWay.add(end);
      work(database)
        .finally(() => underWay.delete(end))
        .then(resolve, reject);
    });
  /** The error of a use that was not done. */
  const explain = async (error: unknown, database: IDBPDatabase<Schema> | null): Promise<unknown> => {
    const isCut = error instanceof DOMException && error.name === 'AbortError';
    // When the browser closes a connection it cuts off what is under way, and says so a moment later.
    if (isCut) await pause(0);
    return isCut && open !== database ? storageError('storage-lost', name, error.name) : toStorageError(error, name);
  };
  const ready = (): Promise<IDBPDatabase<Schema>> => {
    reopening ??= reopen().finally(() => (reopening = null));
    return reopening;
  };

  open = await openOnce();
  return {
    tookOver,
    async use(work) {
      for (let tries = 0; ; tries += 1) {
        let database = open;
        try {
          database ??= await ready();
          return await during(database, work);
        } catch (error) {
          const again = PAUSES[tries];
          if (!isConnectionLost(error) || again === undefined) throw await explain(error, database);
          lose(database);
          if (!ended) await pause(again);
        }
      }
    },
    onOutdated: (listener) => void listeners.push(listener),
    close() {
      ended ??= 'storage-lost';
      open?.close();
      open = null;
    },
  };
}

/**
 * Opens a database, or says why it is not open by now. One that opens later is closed, and left as it is: nobody waits for it.
 * `blocked` hears that an older page has to let go of it first.
 */
function openInTime<Schema extends DBSchema>({ name, version, upgrade }: Opening<Schema>, blocked: () => void) {
  return new Promise<IDBPDatabase<Schema>>((resolve, reject) => {
    let isBlocked = false;
    let isLate = false;
    const deadline = setTimeout(() => {
      isLate = true;
      reject(storageError(isBlocked ? 'storage-blocked' : 'storage-silent', name, `${OPEN_DEADLINE} ms`));
    }, OPEN_DEADLINE);
    const fail = (error: unknown): void => {
      clearTimeout(deadline);
      reject(toOpeningError(error, name));
    };
    // A browser that refuses may say so by throwing, also where one only looks whether it has any.
    try {
      if (typeof indexedDB === 'undefined') throw storageError('storage-unavailable', name, 'indexedDB: undefined');
      const upgradeInTime: NonNullable<OpenDBCallbacks<Schema>['upgrade']> = (database, from, _to, tx) => {
        // Whoever waits for the database hears of it.
        tx.done.catch(() => {});
        if (!isLate) return upgrade(database, from);
        tx.abort();
      };
      const wait = (): void => {
        isBlocked = true;
        blocked();
      };
      openDB<Schema>(name, version, { upgrade: upgradeInTime, blocked: wait }).then((database) => {
        clearTimeout(deadline);
        if (isLate) return database.close();
        endQuietly(unwrap(database));
        resolve(database);
      }, fail);
    } catch (error) {
      fail(error);
    }
  });
}

/**
 * Of each transaction idb has a promise of its end, which rejects when the browser takes the database away: whoever waits for one of its
 * requests hears of that, and nobody else has to.
 */
function endQuietly(database: IDBDatabase): void {
  database.transaction = (...asked) => {
    const transaction = IDBDatabase.prototype.transaction.apply(database, asked);
    wrap(transaction).done.catch(() => {});
    return transaction;
  };
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
