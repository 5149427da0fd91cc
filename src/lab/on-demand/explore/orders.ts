/** All orders of the steps of one schedule that come to the same: how many they are, and one of them by chance. Pure. Rules: ../../README.md, E. */
import { touch, type Footprint } from '../footprint.ts';

/** A step as it was taken: of which process, what it touches, and how many steps had been taken when it was asked for. */
export type Taken = Readonly<{ process: string; footprint: Footprint; madeAt: number }>;

/** As many places between begin and end of a schedule are looked at. */
const MOST_PLACES = 50_000;

/** The orders in which the steps of a schedule can be taken so that no two that touch each other change places. */
export class Orders {
  /** Steps by process, each with how many steps of every process must have been taken before it. */
  readonly #processes: readonly (readonly (readonly number[])[])[];
  readonly #counts = new Map<string, number>();
  readonly #ids: readonly string[];

  constructor(steps: readonly Taken[]) {
    this.#ids = [...new Set(steps.map(({ process }) => process))];
    const ranks = steps.map(
      (step, index) => steps.slice(0, index).filter(({ process }) => process === step.process).length,
    );
    this.#processes = this.#ids.map((id) =>
      steps.flatMap((step, index) => (step.process === id ? [this.#needs(steps, ranks, index)] : [])),
    );
  }

  /** How many there are; null when that is too many to count. */
  get count(): number | null {
    const places = this.#processes.reduce((product, { length }) => product * (length + 1), 1);
    if (places > MOST_PLACES) return null;
    const count = this.#countFrom(this.#processes.map(() => 0));
    return Number.isSafeInteger(count) ? count : null;
  }

  /** One of them, all equally likely, as the processes whose turn it is. Only where they can be counted. */
  pick(random: () => number): string[] {
    const taken = this.#processes.map(() => 0);
    const order: string[] = [];
    for (let able = this.#able(taken); able.length > 0; able = this.#able(taken)) {
      let left = random() * this.#countFrom(taken);
      const chosen = able.find((process) => (left -= this.#countFrom(taken.with(process, taken[process]! + 1))) < 0);
      const process = chosen ?? able.at(-1)!;
      taken[process]! += 1;
      order.push(this.#ids[process]!);
    }
    return order;
  }

  #needs(steps: readonly Taken[], ranks: readonly number[], index: number): number[] {
    const step = steps[index]!;
    return this.#ids.map((id) => {
      const last = steps.findLastIndex(
        (before, place) =>
          place < index &&
          before.process === id &&
          (id === step.process || place === step.madeAt - 1 || touch(before.footprint, step.footprint)),
      );
      return last === -1 ? 0 : ranks[last]! + 1;
    });
  }

  #able(taken: readonly number[]): number[] {
    return this.#processes.flatMap((steps, process) => {
      const needs = steps[taken[process]!];
      return needs?.every((need, other) => taken[other]! >= need) ? [process] : [];
    });
  }

  #countFrom(taken: readonly number[]): number {
    const key = taken.join();
    const known = this.#counts.get(key);
    if (known !== undefined) return known;
    const able = this.#able(taken);
    const count =
      able.length === 0
        ? 1
        : able.reduce((sum, process) => sum + this.#countFrom(taken.with(process, taken[process]! + 1)), 0);
    this.#counts.set(key, count);
    return count;
  }
}
