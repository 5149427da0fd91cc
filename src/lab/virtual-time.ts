/** The clock of a world: time that stands still until something is due, so that a run never waits and always repeats. Rules: README.md, C. */

type Timer = { readonly id: number; due: number; readonly every: number | null; readonly fire: () => void };

/** The last instant that a Date can hold, in milliseconds since 1970. */
export const LAST_TIME = 8_640_000_000_000_000;

/** How time passes: at once, or as slowly as on a clock on the wall. */
export type Pace = 'virtual' | 'real';

/** Virtual time and what waits in it. Milliseconds since 1970. */
export class VirtualTime {
  /** For whoever moves it: time itself never waits. */
  pace: Pace = 'virtual';
  /** Milliseconds by which this machine's clock is wrong. */
  skew = 0;
  #now: number;
  #timers: Timer[] = [];
  #lastId = 0;
  #fired = 0;
  #written = { told: NaN, text: '' };

  constructor(now: number) {
    this.#now = now;
  }

  get now(): number {
    return this.#now;
  }

  /** Now, as this machine's clock tells it. */
  get told(): number {
    return this.#now + this.skew;
  }

  /** Now as it is told, as text in ISO 8601. */
  get text(): string {
    const { told } = this;
    // Asked for by each append, and seldom another one.
    if (told !== this.#written.told) this.#written = { told, text: new Date(told).toISOString() };
    return this.#written.text;
  }

  /** How many timers have fired so far. */
  get fired(): number {
    return this.#fired;
  }

  /** Milliseconds until the next timer is due; 0 when it is late, null when there is none. */
  get untilNext(): number | null {
    const next = this.#timers[0];
    return next ? Math.max(0, next.due - this.#now) : null;
  }

  get hasTimers(): boolean {
    return this.#timers.length > 0;
  }

  /** Calls `fire` once after `delay`, or again and again when `repeats`. The id is for `clear`. */
  set(fire: () => void, delay: number, repeats = false): number {
    const wait = Number.isFinite(delay) && delay > 0 ? Math.floor(delay) : 0;
    this.#lastId += 1;
    // An interval of 0 would keep time from ever passing.
    const every = repeats ? Math.max(wait, 1) : null;
    this.#insert({ id: this.#lastId, due: Math.min(this.#now + (every ?? wait), LAST_TIME), every, fire });
    return this.#lastId;
  }

  /** Begins anew at `now`, with nothing set. */
  restart(now: number): void {
    this.#timers = [];
    this.#now = now;
  }

  clear(id: number): void {
    this.#timers = this.#timers.filter((timer) => timer.id !== id);
  }

  /** Jumps to the next timer, if it is due by `latest`, and fires it; false when there is none. */
  fireNext(latest = Infinity): boolean {
    const next = this.#timers[0];
    if (!next || next.due > latest) return false;
    this.#timers.shift();
    this.#now = Math.max(this.#now, next.due);
    this.#fired += 1;
    if (next.every !== null) this.#insert({ ...next, due: Math.min(this.#now + next.every, LAST_TIME) });
    next.fire();
    return true;
  }

  /** Moves time forward without firing anything; timers that become due fire late. Throws RangeError for a time before now or after the last. */
  moveTo(time: number): void {
    if (!(time <= LAST_TIME)) throw new RangeError(`Time must be a number of milliseconds up to ${LAST_TIME}.`);
    if (time < this.#now) {
      const shown = [time, this.#now].map((instant) => new Date(instant).toISOString());
      throw new RangeError(`Time does not run backwards: it is ${shown[1]}, and ${shown[0]} is over.`);
    }
    this.#now = time;
  }

  #insert(timer: Timer): void {
    // Behind all that are due at the same time: first set, first fired.
    const index = this.#timers.findIndex(({ due }) => due > timer.due);
    this.#timers.splice(index === -1 ? this.#timers.length : index, 0, timer);
  }
}
