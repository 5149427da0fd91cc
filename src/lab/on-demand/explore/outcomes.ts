/** Lives by what came of them. Pure. Rules: ../../README.md, E. */
import type { Exploration, Fault, Program } from '../../lab.ts';
import type { Taken } from './orders.ts';
import type { Choice } from './search.ts';
import { said, type Words } from '../step-work.ts';

/** One step of a schedule: whose, what, and the fault that it was or came by. */
export type Step = Readonly<{ actor: string; name: Words; fault: Fault | null }>;

/** What came of one schedule. */
export type Life<Outcome> = Readonly<{
  outcome: Outcome;
  choices: readonly Choice[];
  steps: readonly Step[];
  /** Its steps as the search for others needs them. */
  trace: readonly Taken[];
}>;

type Laws<Outcome> = NonNullable<Program<Outcome>['laws']>;

/** Lives, grouped by outcome. */
export class Outcomes<Outcome> {
  readonly #laws: Laws<Outcome>;
  readonly #groups = new Map<string, { outcome: Outcome; count: number; shortest: readonly Step[] }>();
  count = 0;

  constructor(laws: Laws<Outcome>) {
    this.#laws = laws;
  }

  /** Adds a life, as one schedule or for so many. */
  add({ outcome, steps }: Life<Outcome>, schedules = 1): void {
    this.count += schedules;
    const key = JSON.stringify(outcome) ?? 'undefined';
    const group = this.#groups.get(key);
    if (!group) return void this.#groups.set(key, { outcome, count: schedules, shortest: steps });
    group.count += schedules;
    if (isShorter(steps, group.shortest)) group.shortest = steps;
  }

  told(how: Exploration<Outcome>['how']): Exploration<Outcome> {
    const outcomes = Array.from(this.#groups.values(), (group) => ({ ...group, shortest: group.shortest.map(textOf) }));
    const laws = Object.entries(this.#laws).map(([name, law]) => {
      const held = outcomes.filter(({ outcome }) => law(outcome)).reduce((sum, { count }) => sum + count, 0);
      return [name, { held, broken: this.count - held }] as const;
    });
    return { how, schedules: this.count, outcomes, laws: Object.fromEntries(laws) };
  }
}

/** Fewer steps, or as many with fewer changes from one actor to another. */
function isShorter(steps: readonly Step[], than: readonly Step[]): boolean {
  if (steps.length !== than.length) return steps.length < than.length;
  return changesIn(steps) < changesIn(than);
}

function changesIn(steps: readonly Step[]): number {
  let changes = 0;
  for (let index = 1; index < steps.length; index += 1)
    if (steps[index]!.actor !== steps[index - 1]!.actor) changes += 1;
  return changes;
}

/** A step as a person reads it. */
export function textOf({ actor, name, fault }: Step): string {
  const what = said(name);
  return `${actor}: ${what}${fault === null || fault === what ? '' : ` (${fault})`}`;
}
