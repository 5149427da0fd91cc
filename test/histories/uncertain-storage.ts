/** A storage that answers when it is told to, one commit a page, and that can lose an answer. */
import type { Append, AppendReceipt, Cut, EventStorage, LogQuery, StreamQuery } from '#eventsourcing/storage';
import { firstOfLog, firstOfStream } from '../eventsourcing/one-commit-a-page.ts';

/** The answer to an append did not come. */
export class AnswerLost extends Error {}

export class UncertainStorage implements EventStorage {
  readonly #inner: EventStorage;
  readonly #breathe: () => Promise<void>;
  /** Requests that wait for their turn; null while each is done at once. */
  #waiting: (() => void)[] | null = null;
  /** Requests that have had their turn and no answer yet. */
  #underWay = 0;
  /** What happens to the next append. */
  next: 'comes' | 'lost before' | 'lost after' = 'comes';

  /** `breathe` resolves when whoever got an answer has had the time to ask again. */
  constructor(inner: EventStorage, breathe = severalSteps) {
    this.#inner = inner;
    this.#breathe = breathe;
  }

  append(append: Append): Promise<AppendReceipt> {
    return this.#inTurn(async () => {
      const { next } = this;
      this.next = 'comes';
      if (next === 'lost before') throw new AnswerLost();
      const receipt = await this.#inner.append(append);
      if (next === 'lost after') throw new AnswerLost();
      return receipt;
    });
  }

  cut(cut: Cut): Promise<void> {
    return this.#inTurn(() => this.#inner.cut(cut));
  }

  readStream(query: StreamQuery) {
    return this.#inTurn(async () => firstOfStream(query, await this.#inner.readStream(query)));
  }

  readAll(query: LogQuery) {
    return this.#inTurn(async () => firstOfLog(query, await this.#inner.readAll(query)));
  }

  whenBehind(position: number): Promise<void> {
    return this.#inner.whenBehind(position);
  }

  /** Lets work that is under way together go on one request at a time, in the order that `turns` says. */
  async inTurns<Result>(turns: readonly number[], work: () => Promise<Result>): Promise<Result> {
    const waiting: (() => void)[] = [];
    this.#waiting = waiting;
    let isDone = false;
    const done = work().finally(() => (isDone = true));
    for (let turn = 0; ;) {
      await this.#breathe();
      if (isDone) break;
      if (this.#underWay > 0 || waiting.length === 0) continue;
      const [resume] = waiting.splice((turns[turn] ?? 0) % waiting.length, 1);
      turn += 1;
      resume!();
    }
    // Somebody else may wait too: whoever listens.
    this.#waiting = null;
    for (const resume of waiting) resume();
    return done;
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const waiting = this.#waiting;
    if (waiting) await new Promise<void>((resolve) => waiting.push(resolve));
    this.#underWay += 1;
    try {
      return await work();
    } finally {
      this.#underWay -= 1;
    }
  }
}

/** Enough where every answer is a promise that is resolved already. */
async function severalSteps(): Promise<void> {
  for (let step = 0; step < 24; step += 1) await Promise.resolve();
}
