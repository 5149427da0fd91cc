/** Transactions whose events have their numbers before they are committed, as rows of an SQL database with a sequence have. Pure. Rules: ../../README.md, Q. */
import { transactionEnded } from '../../errors.ts';

/** An event as it was written down, with the number it took. */
type Inserted = Readonly<{ position: number; transactionId: number; text: string }>;

/** A transaction that has not ended. */
type Open = Readonly<{ owner: string | null; inserted: Inserted[] }>;

/** What is there at one moment. */
type Snapshot = Readonly<{ committed: Inserted[]; highest: number; oldestOpen: number | null }>;

/** All transactions of a database, and the sequence that they share. */
export class Transactions {
  /** In the order in which they began, which is that of their ids. */
  readonly #open = new Map<number, Open>();
  readonly #committed = new Map<number, Inserted>();
  #lastId = 0;
  /** Where the sequence is. Nothing ever takes it back, as no rollback does in an SQL database: others have gone on from it. */
  #highest = 0;

  /** Opens a transaction for whoever asks; gives its id. */
  begin(owner: string | null): number {
    this.#lastId += 1;
    this.#open.set(this.#lastId, { owner, inserted: [] });
    return this.#lastId;
  }

  /** Adds an event to an open transaction; gives the number it took. */
  insert(transactionId: number, text: string): number {
    const { inserted } = this.#openOne(transactionId);
    this.#highest += 1;
    inserted.push({ position: this.#highest, transactionId, text });
    return this.#highest;
  }

  /** Ends a transaction: from now on everybody sees its events. */
  commit(transactionId: number): void {
    for (const event of this.#openOne(transactionId).inserted) this.#committed.set(event.position, event);
    this.#open.delete(transactionId);
  }

  /** Ends a transaction as if it had never been, but for the numbers it took. */
  rollBack(transactionId: number): void {
    this.#openOne(transactionId);
    this.#open.delete(transactionId);
  }

  /** Rolls back all that somebody has open. */
  forget(owner: string): void {
    for (const [transactionId, open] of this.#open) if (open.owner === owner) this.#open.delete(transactionId);
  }

  /** The events behind a position that are committed, so many at most, with what tells of those that are not. */
  read(after: number, maxCount: number): Snapshot {
    const committed: Inserted[] = [];
    for (let position = after + 1; position <= this.#highest && committed.length < maxCount; position += 1) {
      const event = this.#committed.get(position);
      if (event) committed.push(event);
    }
    const [oldestOpen = null] = this.#open.keys();
    return { committed, highest: this.#highest, oldestOpen };
  }

  #openOne(transactionId: number): Open {
    const open = this.#open.get(transactionId);
    if (!open) throw transactionEnded();
    return open;
  }
}
