/** A storage in memory that answers when it is told to, one commit a page, and that can lose an answer. */
import type { Append, AppendReceipt, EventStorage, StreamQuery, LogQuery } from '#eventsourcing/storage';
import type { Library } from './library.ts';

/** The answer to an append did not come. */
export class AnswerLost extends Error {}

export class UncertainStorage implements EventStorage {
  readonly #log: InstanceType<Library['CommitLog']>;
  readonly #lastStreamPosition: Library['lastStreamPosition'];
  readonly #lastPosition: Library['lastPosition'];
  /** Requests that wait for their turn; null while each is done at once. */
  #waiting: (() => void)[] | null = null;
  /** What happens to the next append. */
  next: 'comes' | 'lost before' | 'lost after' = 'comes';

  constructor(library: Library) {
    this.#log = new library.CommitLog();
    this.#lastStreamPosition = library.lastStreamPosition;
    this.#lastPosition = library.lastPosition;
  }

  async append(append: Append): Promise<AppendReceipt> {
    await this.#turn();
    const { next } = this;
    this.next = 'comes';
    if (next === 'lost before') throw new AnswerLost();
    const receipt = this.#log.append(append);
    if (next === 'lost after') throw new AnswerLost();
    return receipt;
  }

  async readStream(query: StreamQuery) {
    await this.#turn();
    const { commits, streamVersion } = this.#log.readStream(query);
    const [commit] = commits;
    if (!commit || query.wanted === 0) return { commits: [], streamVersion, next: null };
    const rest =
      query.direction === 'forwards'
        ? { ...query, from: this.#lastStreamPosition(commit) + 1 }
        : { ...query, to: commit.firstStreamPosition - 1 };
    return { commits: [commit], streamVersion, next: commits.length > 1 ? rest : null };
  }

  async readAll(query: LogQuery) {
    await this.#turn();
    const { commits, lastPosition } = this.#log.readAll(query);
    const [commit] = commits;
    if (!commit || query.wanted === 0) return { commits: [], lastPosition, next: null };
    return {
      commits: [commit],
      lastPosition,
      next: commits.length > 1 ? { ...query, after: this.#lastPosition(commit) } : null,
    };
  }

  whenBehind(position: number): Promise<void> {
    return this.#log.whenBehind(position);
  }

  /** Lets work that is under way together go on one request at a time, in the order that `turns` says. */
  async inTurns<Result>(turns: readonly number[], work: () => Promise<Result>): Promise<Result> {
    this.#waiting = [];
    let isDone = false;
    const done = work().finally(() => (isDone = true));
    for (let turn = 0; ; turn += 1) {
      // What was answered goes on until it asks again.
      for (let step = 0; step < 12; step += 1) await Promise.resolve();
      if (isDone) break;
      const [resume] = this.#waiting.splice((turns[turn] ?? 0) % Math.max(1, this.#waiting.length), 1);
      resume?.();
    }
    // Somebody else may wait too: whoever listens.
    const left = this.#waiting;
    this.#waiting = null;
    for (const resume of left) resume();
    return done;
  }

  #turn(): Promise<void> | undefined {
    return this.#waiting ? new Promise((resolve) => this.#waiting!.push(resolve)) : undefined;
  }
}
