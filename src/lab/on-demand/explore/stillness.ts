/** Finds out when everything has gone on that can without waiting: by tasks, and soon without them. Rules: ../../README.md, E. */

/** Turns of the microtask queue that are counted; behind them only a task tells. */
const MOST_TURNS = 200;
/** Turns that are waited for beside twice as many as were ever needed. */
const MORE_TURNS = 8;
/** So many are enough for what waits for nothing. */
const TASKS = 20;
const A_TURN = Promise.resolve();

/**
 * A task of its own is sure, and takes longer than all that a schedule does. So it is waited for at first, and how many turns of the
 * microtask queue there was anything left to do is counted; later as many turns are waited for, and more.
 */
export class Stillness {
  readonly #nextTask: () => Promise<void>;
  #needed = 0;
  /** What the browser does on the side: that it takes tasks says nothing. */
  #underWay = 0;
  isLearning = true;

  constructor(nextTask: () => Promise<void>) {
    this.#nextTask = nextTask;
  }

  /**
   * Waits; `changes` counts what went on. `isReached` tells what has to come of it, if ever, and `isPlain` whether that is all: what goes
   * on beside it may take as many turns as it likes.
   */
  async after(changes: () => number, isReached: () => boolean, isPlain: () => boolean): Promise<void> {
    if (this.isLearning) return this.#learn(changes);
    const turns = this.#needed * 2 + MORE_TURNS;
    if (turns > MOST_TURNS || !isPlain()) return this.#nextTask();
    for (let turn = 0; turn < turns; turn += 1) await A_TURN;
    if (!isReached() || !isPlain()) await this.#nextTask();
  }

  /** Does what the browser does on the side, and ends by itself: whoever waits for it waits for something. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#underWay += 1;
    try {
      return await work();
    } finally {
      this.#underWay -= 1;
    }
  }

  /** What comes of `work`, which can wait for nothing that takes longer than a few tasks: then `otherwise` is thrown. */
  async settle<Result>(work: () => Result | Promise<Result>, otherwise: () => unknown): Promise<Result> {
    const state = { isOver: false };
    const over = (): void => void (state.isOver = true);
    const result = (async () => await work())();
    result.then(over, over);
    for (let turn = 0; turn < MOST_TURNS && !state.isOver; turn += 1) await A_TURN;
    for (let task = 0; task < TASKS && !state.isOver; task += this.#underWay > 0 ? 0 : 1) await this.#nextTask();
    if (!state.isOver) throw otherwise();
    return await result;
  }

  async #learn(changes: () => number): Promise<void> {
    let seen = changes();
    for (let turn = 1; turn <= MOST_TURNS; turn += 1) {
      await A_TURN;
      if (changes() === seen) continue;
      seen = changes();
      this.#needed = Math.max(this.#needed, turn);
    }
    await this.#nextTask();
    if (changes() !== seen) this.#needed = Infinity;
  }
}
