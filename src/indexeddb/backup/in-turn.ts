/** One page at a time. Not by the browser's locks, which plain http has not: by a transaction that is kept open, and that ends with its page. Rule BK9. */
import { unwrap, type DBSchema } from 'idb';
import { connect } from '../connection.ts';

/** Nothing is ever in it: it is waited for. A database of its own, because in some browsers one transaction that may write holds up all others. */
const DATABASE = 'replaybook-turn';

interface TurnSchema extends DBSchema {
  turns: { key: number; value: number };
}

/** Does `work` when no other page is at work here. */
export async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const connection = await connect<TurnSchema>({
    name: DATABASE,
    version: 1,
    upgrade: (database) => void database.createObjectStore('turns'),
  });
  try {
    const giveUp = await connection.use((database) => take(unwrap(database)));
    try {
      return await work();
    } finally {
      giveUp();
    }
  } finally {
    connection.close();
  }
}

/** Resolves when the transaction has begun; it goes on until what it gives is called. */
function take(database: IDBDatabase): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const tx = database.transaction('turns', 'readwrite');
    let isOver = false;
    // A transaction ends when nothing is asked of it.
    const ask = (): void => {
      if (!isOver) tx.objectStore('turns').get(0).addEventListener('success', ask);
    };
    tx.addEventListener('abort', () => reject(tx.error ?? new DOMException('No turn was given.', 'AbortError')));
    tx.objectStore('turns')
      .get(0)
      .addEventListener('success', () => {
        resolve(() => (isOver = true));
        ask();
      });
  });
}
