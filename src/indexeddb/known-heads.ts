/** What a connection knows of a world without reading: it may be out of date, and whoever builds on it has to look before they commit. */
import { lastStreamPosition } from '#eventsourcing/storage';
import type { Changes, Loaded, Needs, WorldState } from '#lab';

/** Streams whose versions are kept in mind. */
const STREAMS = 1_000;

/** Where the world stood when this connection last decided a transaction, and the versions of streams then. */
export class KnownHeads {
  #state: WorldState | null = null;
  #versions = new Map<string, number>();
  /** Transactions under way that have to read first: what they come to is not known yet. */
  #reading = 0;

  /** All that a transaction needs, or null when some of it has to be read. */
  find({ streams, rows }: Needs): Loaded | null {
    if (!this.#state || this.#reading > 0 || rows.length > 0) return null;
    const streamVersions = new Map<string, number>();
    for (const streamName of streams) {
      const version = this.#versions.get(streamName);
      if (version === undefined) return null;
      streamVersions.set(streamName, version);
    }
    return { state: this.#state, streamVersions, rows: new Map() };
  }

  /** Waits for a transaction that reads; nothing is known until it has decided. */
  async reading<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#reading += 1;
    try {
      return await work();
    } finally {
      this.#reading -= 1;
    }
  }

  /** Takes in what a transaction has decided from what it had read or known. Transactions decide in the order in which they are done. */
  note({ streamVersions, state: before }: Loaded, { state, commits }: Changes): void {
    const isNext = this.#state && isSameState(this.#state, before);
    if (!isNext || this.#versions.size > STREAMS) this.#versions.clear();
    for (const [streamName, version] of streamVersions) this.#versions.set(streamName, version);
    for (const commit of commits) this.#versions.set(commit.streamName, lastStreamPosition(commit));
    this.#state = state;
  }

  forget(): void {
    this.#state = null;
    this.#versions.clear();
  }
}

const isSameState = (one: WorldState, other: WorldState): boolean =>
  one.epoch === other.epoch && one.journalPosition === other.journalPosition && one.lastPosition === other.lastPosition;
