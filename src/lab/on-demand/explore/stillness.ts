/** Finds out when everything has gone on that can without waiting: by tasks, and soon without them. Rules: ../../README.md, E. */

/** Turns of the microtask queue that are counted; behind them only a task tells. */
const MOST_TURNS = 200;
/** Turns that are waited for beside twice as many as were ever needed. */
const MORE_TURNS = 8;
const A_TURN = Promise.resolve();

/**
 * A task of its own is sure, and takes longer than all that a schedule does. So it is waited for at first, and how many turns of the
 * microtask queue there was anything left to do is counted; later as many turns are waited for, and more.
 */
export class Stillness {
  readonly #nextTask: () => Promise<void>;
  #needed = 0;
  isLearning = true;

  constructor(nextTask: () => Promise<void>) {
    this.#nextTask = nextTask;
  }

  /** Waits; `changes` counts what went on, and `isReached` tells what has to come of it, if ever. */
  async after(changes: () => number, isReached: () => boolean): Promise<void> {
    if (this.isLearning) return this.#learn(changes);
    const turns = this.#needed * 2 + MORE_TURNS;
    if (turns > MOST_TURNS) return this.#nextTask();
    for (let turn = 0; turn < turns; turn += 1) await A_TURN;
    if (!isReached()) await this.#nextTask();
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
