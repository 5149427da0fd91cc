/**
 * Finds one schedule of each kind: of all that differ only in the order of steps that do not touch each other. By sleep sets: what was
 * gone into already sleeps, until something is done that touches it. Pure. Rules: ../../README.md, E.
 */
import { touch, type Footprint } from '../footprint.ts';

/** A process that can go on, by its id, and what its next step touches. */
export type Option = Readonly<{ process: string; footprint: Footprint }>;

/** Thrown where every way on leads to what was lived already. */
export class Asleep extends Error {}

type Place = { readonly options: readonly Option[]; readonly sleeping: Set<string>; chosen: Option };

/** One search; each life asks it where to go, step by step. */
export class ReducedSearch {
  readonly #path: Place[] = [];
  #depth = 0;

  /** The process whose turn it is. Throws Asleep. */
  choose(options: readonly Option[]): string {
    const known = this.#path[this.#depth];
    if (known) {
      this.#depth += 1;
      return known.chosen.process;
    }
    const sleeping = this.#sleepingHere();
    const chosen = firstAwake(options, sleeping);
    if (!chosen) throw new Asleep();
    this.#path.push({ options, sleeping, chosen });
    this.#depth += 1;
    return chosen.process;
  }

  /** Goes back to the last place that leaves another way; false when there is none. */
  next(): boolean {
    this.#depth = 0;
    for (let place = this.#path.at(-1); place; place = this.#path.at(-1)) {
      place.sleeping.add(place.chosen.process);
      const chosen = firstAwake(place.options, place.sleeping);
      if (chosen) {
        place.chosen = chosen;
        return true;
      }
      this.#path.pop();
    }
    return false;
  }

  /** What slept where the last step was taken, and was not touched by it. */
  #sleepingHere(): Set<string> {
    const last = this.#path.at(-1);
    if (!last) return new Set();
    const untouched = last.options.filter(
      ({ process, footprint }) => last.sleeping.has(process) && !touch(footprint, last.chosen.footprint),
    );
    return new Set(untouched.map(({ process }) => process));
  }
}

const firstAwake = (options: readonly Option[], sleeping: ReadonlySet<string>): Option | undefined =>
  options.find(({ process }) => !sleeping.has(process));
