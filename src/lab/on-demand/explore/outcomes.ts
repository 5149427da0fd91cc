/** Lives by what came of them. Pure. Rules: ../../README.md, E. */
import type { Exploration, Program } from '../../lab.ts';
import type { Choice } from './search.ts';

/** What came of one schedule. */
export type Life<Outcome> = Readonly<{ outcome: Outcome; choices: readonly Choice[]; steps: readonly string[] }>;

type Laws<Outcome> = NonNullable<Program<Outcome>['laws']>;

/** Lives, grouped by outcome. */
export class Outcomes<Outcome> {
  readonly #laws: Laws<Outcome>;
  readonly #groups = new Map<string, { outcome: Outcome; count: number; shortest: readonly string[] }>();
  count = 0;

  constructor(laws: Laws<Outcome>) {
    this.#laws = laws;
  }

  add({ outcome, steps }: Life<Outcome>): void {
    this.count += 1;
    const key = JSON.stringify(outcome) ?? 'undefined';
    const group = this.#groups.get(key);
    if (!group) return void this.#groups.set(key, { outcome, count: 1, shortest: steps });
    group.count += 1;
    if (isShorter(steps, group.shortest)) group.shortest = steps;
  }

  told(how: Exploration<Outcome>['how']): Exploration<Outcome> {
    const outcomes = [...this.#groups.values()];
    const laws = Object.entries(this.#laws).map(([name, law]) => {
      const held = outcomes.filter(({ outcome }) => law(outcome)).reduce((sum, { count }) => sum + count, 0);
      return [name, { held, broken: this.count - held }] as const;
    });
    return { how, schedules: this.count, outcomes, laws: Object.fromEntries(laws) };
  }
}

/** Fewer steps, or as many with fewer changes from one actor to another. */
function isShorter(steps: readonly string[], than: readonly string[]): boolean {
  if (steps.length !== than.length) return steps.length < than.length;
  return changesIn(steps) < changesIn(than);
}

const actorOf = (step: string): string => step.slice(0, step.indexOf(':'));

const changesIn = (steps: readonly string[]): number =>
  steps.filter((step, index) => index > 0 && actorOf(step) !== actorOf(steps[index - 1]!)).length;
