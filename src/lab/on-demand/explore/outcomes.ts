/** Lives by what came of them. Pure. Rules: ../../README.md, E. */
import type { Exploration, Fault, Program } from '../../lab.ts';
import type { JournalEntry } from '../../storage.ts';
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
  /** What it wrote. */
  journal: () => Promise<readonly JournalEntry[]>;
}>;

type Group<Outcome> = { outcome: Outcome; count: number; shortest: readonly Step[]; schedule: string };

/** What came of all lives, and for each outcome which laws hold of it. */
export type Told<Outcome> = Readonly<{ explored: Exploration<Outcome>; holds: readonly (readonly boolean[])[] }>;

type Laws<Outcome> = NonNullable<Program<Outcome>['laws']>;

/** Lives, grouped by outcome. */
export class Outcomes<Outcome> {
  readonly #laws: Laws<Outcome>;
  readonly #groups = new Map<string, Group<Outcome>>();
  count = 0;

  constructor(laws: Laws<Outcome>) {
    this.#laws = laws;
  }

  /** Adds a life, as one schedule or for so many. */
  add({ outcome, steps, choices }: Life<Outcome>, schedules = 1): void {
    this.count += schedules;
    const key = JSON.stringify(outcome) ?? 'undefined';
    const group = this.#groups.get(key);
    if (!group) {
      const schedule = nameOf(choices);
      return void this.#groups.set(key, { outcome, count: schedules, shortest: steps, schedule });
    }
    group.count += schedules;
    if (!isShorter(steps, group.shortest)) return;
    group.shortest = steps;
    group.schedule = nameOf(choices);
  }

  told(how: Exploration<Outcome>['how'], covered = 1): Told<Outcome> {
    const outcomes = Array.from(this.#groups.values(), (group) => ({ ...group, shortest: group.shortest.map(textOf) }));
    const laws = Object.entries(this.#laws);
    const holds = outcomes.map(({ outcome }) => laws.map(([, law]) => law(outcome)));
    const counted = laws.map(([name], index) => {
      const held = outcomes.reduce((sum, { count }, at) => sum + (holds[at]![index] ? count : 0), 0);
      return [name, { held, broken: this.count - held }] as const;
    });
    const explored = { how, schedules: this.count, covered, outcomes, laws: Object.fromEntries(counted) };
    return { explored, holds };
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

/** A schedule in few characters: what was chosen each time, up to where all goes well. */
export function nameOf(choices: readonly Choice[]): string {
  const last = choices.findLastIndex(({ chosen }) => chosen > 0);
  const chosen = choices.slice(0, last + 1).map((choice) => choice.chosen);
  return chosen.length > 0 ? chosen.join('.') : '0';
}

/** A step as a person reads it. */
export function textOf({ actor, name, fault }: Step): string {
  const what = said(name);
  return `${actor}: ${what}${fault === null || fault === what ? '' : ` (${fault})`}`;
}
