/** A log of commits in memory: what the in-memory stores are made of. Rules: SPEC.md, ST. */
import { lastPosition, lastStreamPosition, type Commit } from './commit.ts';
import type { Append, AppendReceipt, Cut, LogPage, LogQuery, StreamPage, StreamQuery } from './event-storage.ts';
import { assertExpectation, cutFurther, UNCUT, type StreamCut, type StreamHead } from '../stream-head.ts';

/** Commits in the order in which they were committed, and by stream. */
export class CommitLog {
  #commits: Commit[] = [];
  #streams = new Map<string, Commit[]>();
  readonly #cuts = new Map<string, StreamCut>();
  /** Those who wait for an event behind a position. */
  #waiting: Readonly<{ position: number; resolve: () => void }>[] = [];

  /** Global position of the last event; 0 when the log is empty. */
  get lastPosition(): number {
    const last = this.#commits.at(-1);
    return last ? lastPosition(last) : 0;
  }

  /** Where a stream stands. */
  head(streamName: string): StreamHead {
    const last = this.#streams.get(streamName)?.at(-1);
    return { streamVersion: last ? lastStreamPosition(last) : 0, ...(this.#cuts.get(streamName) ?? UNCUT) };
  }

  /** Throws ExpectedVersionConflictError or StreamTombstonedError and changes nothing, or adds the commit. */
  append({ streamName, expected, commit }: Append): AppendReceipt {
    const head = this.head(streamName);
    assertExpectation(streamName, head, expected);
    const receipt = { firstPosition: this.lastPosition + 1, firstStreamPosition: head.streamVersion + 1 };
    const added = { streamName, ...commit, ...receipt };
    this.#commits.push(added);
    const stream = this.#streams.get(streamName);
    if (stream) stream.push(added);
    else this.#streams.set(streamName, [added]);
    this.#tell();
    return receipt;
  }

  /** Throws as `append` does, or cuts the stream. */
  cut({ streamName, expected, ...cut }: Cut): void {
    const head = this.head(streamName);
    assertExpectation(streamName, head, expected);
    this.setCut(streamName, cutFurther(head, cut));
  }

  /** Has a stream be cut like this and no further, whatever it was before. */
  setCut(streamName: string, cut: StreamCut): void {
    this.#cuts.set(streamName, cut);
  }

  readStream(query: StreamQuery): StreamPage {
    const stream = this.#streams.get(query.streamName) ?? [];
    const head = this.head(query.streamName);
    const from = Math.max(query.from, head.truncateBefore);
    const inside = stream.filter(
      (commit) => lastStreamPosition(commit) >= from && commit.firstStreamPosition <= query.to,
    );
    const commits = query.direction === 'forwards' ? inside : inside.toReversed();
    return { commits, ...head, next: null };
  }

  readAll(query: LogQuery): LogPage {
    const commits = this.#commits.filter((commit) => lastPosition(commit) > query.after);
    return { commits, lastPosition: this.lastPosition, next: null };
  }

  /** Resolves when there is an event behind a position. */
  whenBehind(position: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ position, resolve });
      this.#tell();
    });
  }

  #tell(): void {
    const waiting = this.#waiting;
    this.#waiting = waiting.filter(({ position }) => position >= this.lastPosition);
    for (const { position, resolve } of waiting) if (position < this.lastPosition) resolve();
  }

  /** Forgets every commit behind a global position, which must be the end of a commit. */
  truncateAfter(position: number): void {
    const kept = this.#commits.filter((commit) => commit.firstPosition <= position);
    this.#commits = [];
    this.#streams.clear();
    for (const commit of kept) {
      this.#commits.push(commit);
      const stream = this.#streams.get(commit.streamName);
      if (stream) stream.push(commit);
      else this.#streams.set(commit.streamName, [commit]);
    }
  }
}
