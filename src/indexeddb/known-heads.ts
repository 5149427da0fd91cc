/** What a connection knows of a world without reading: it may be out of date, and whoever builds on it has to look before they commit. */
import type { StreamHead } from '#eventsourcing/storage';
import type { Changes, Loaded, Needs, WorldState } from '#lab';

/** Streams that are kept in mind. */
const STREAMS = 1_000;

/** Where the world stood when this connection last decided a transaction, and where streams stood then. */
export class KnownHeads {
  #state: WorldState | null = null;
  #heads = new Map<string, StreamHead>();
  /** Transactions under way that have to read first: what they come to is not known yet. */
  #reading = 0;
  /** How often this has begun anew. */
  #life = 0;

  /** All that a transaction needs, or null when some of it has to be read. */
  find({ streams, rows }: Needs): Loaded | null {
    if (!this.#state || this.#reading > 0 || rows.length > 0) return null;
    const heads = new Map<string, StreamHead>();
    for (const streamName of streams) {
      const head = this.#heads.get(streamName);
      if (head === undefined) return null;
      heads.set(streamName, head);
    }
    return { state: this.#state, heads, rows: new Map(), erasedSince: new Map() };
  }

  /** Waits for a transaction that reads; nothing is known until it has decided. */
  async reading<Result>(work: () => Promise<Result>): Promise<Result> {
    const life = this.#life;
    this.#reading += 1;
    try {
      return await work();
    } finally {
      if (life === this.#life) this.#reading -= 1;
    }
  }

  /** Takes in what a transaction has decided from what it had read or known. Transactions decide in the order in which they are done. */
  note(before: Loaded, { state, heads }: Changes): void {
    const isNext = this.#state && isSameState(this.#state, before.state);
    if (!isNext || this.#heads.size > STREAMS) this.#heads.clear();
    for (const [streamName, head] of [...before.heads, ...heads]) this.#heads.set(streamName, head);
    this.#state = state;
  }

  forget(): void {
    this.#state = null;
    this.#heads.clear();
  }

  /** Begins anew: of what was under way it may never be told how it ended. */
  restart(): void {
    this.#life += 1;
    this.#reading = 0;
    this.forget();
  }
}

const isSameState = (one: WorldState, other: WorldState): boolean =>
  one.epoch === other.epoch && one.journalPosition === other.journalPosition && one.lastPosition === other.lastPosition;
