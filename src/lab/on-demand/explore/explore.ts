/** Lives every schedule of a small program: each order in which its actors can take their steps. Rules: ../../README.md, E. */
import { InvalidInputError, isExpectedVersionConflictError, isIllegalStateError } from '#eventsourcing';
import { describeValue } from '#eventsourcing/storage';
import { actorWaits, isRowConflict, programRemembers, type CodedError } from '../../errors.ts';
import type { Ending, Exploration, Lab, Program } from '../../lab.ts';
import { createMemoryWorld } from '../../memory-world.ts';
import { createRandom } from '../../seed.ts';
import type { LabStorage } from '../../storage.ts';
import type { CurrentWorld } from '../../current-world.ts';
import { nextBeginning, type Choice } from './search.ts';
import { Steps } from './steps.ts';

/** What exploring needs. */
export type ExploreEnvironment = Readonly<{
  /** The world that the lab is about. */
  current: CurrentWorld;
  /** Virtual milliseconds since 1970. */
  now(): number;
  /** Resolves when everything has gone on that can without waiting. */
  nextTask(): Promise<void>;
  /** Does work of which nothing is shown, while the world's time stands still. */
  aside<Result>(work: () => Promise<Result>): Promise<Result>;
  /** An error of this copy of the library, as one of the classes that cells import. */
  revive(error: CodedError): unknown;
}>;

/** As many schedules are lived one by one; where there are more, so many by chance. */
const MOST_SCHEDULES = 5_000;
const BY_CHANCE = 1_000;
const MOST_ACTORS = 8;

/** What came of one schedule. */
type Life<Outcome> = Readonly<{ outcome: Outcome; choices: readonly Choice[]; steps: readonly string[] }>;

/** Chooses the next of so many actors, knowing how many choices were made before. */
type Choose = (of: number, made: number) => number;

/** `explore` in worlds of its own. */
export function createExplore(environment: ExploreEnvironment): Lab['explore'] {
  const explore = async <Outcome>(program: Program<Outcome>): Promise<Exploration<Outcome>> => {
    const seed = Math.floor(environment.current.random() * 2 ** 32);
    const lived = new Outcomes<Outcome>(program.laws ?? {});
    const live = (choose: Choose) => liveOnce(environment, seed, program, choose);
    const byBeginning =
      (beginning: readonly number[]): Choose =>
      (_, made) =>
        beginning[made] ?? 0;

    const first = await live(byBeginning([]));
    const again = await live(byBeginning([]));
    if (JSON.stringify([first.steps, first.outcome]) !== JSON.stringify([again.steps, again.outcome])) {
      throw programRemembers();
    }
    lived.add(first);
    let beginning = nextBeginning(first.choices);
    while (beginning && lived.count < MOST_SCHEDULES) {
      const life = await live(byBeginning(beginning));
      lived.add(life);
      beginning = nextBeginning(life.choices);
    }
    if (!beginning) return lived.told('every schedule');
    // Depth first, they would all begin alike.
    const random = createRandom(seed);
    const chance = new Outcomes<Outcome>(program.laws ?? {});
    while (chance.count < BY_CHANCE) {
      chance.add(await live((of) => Math.floor(random() * of)));
    }
    return chance.told('random schedules');
  };
  /** The lab is about one program's worlds at a time. */
  let free: Promise<void> = Promise.resolve();
  return async (program) => {
    const fault = faultIn(program);
    if (fault) throw environment.revive(fault);
    const before = free;
    let leave = (): void => {};
    free = new Promise((resolve) => (leave = resolve));
    await before;
    try {
      // Awaited all the way, so that the stack of what is thrown ends in the cell.
      return await environment.aside(async () => await explore(program));
    } finally {
      leave();
    }
  };
}

/** One schedule, from an empty world to its outcome. */
async function liveOnce<Outcome>(
  { current, now, nextTask, revive }: ExploreEnvironment,
  seed: number,
  { before, actors, outcome }: Program<Outcome>,
  choose: Choose,
): Promise<Life<Outcome>> {
  const steps = new Steps();
  const world = () => ({ storage: steps.over(emptyWorld(now(), revive)), random: createRandom(seed) });
  return await current.inWorld(world, async () => {
    const begun = now();
    await before?.();
    const ended: Record<string, Ending> = {};
    const names = Object.keys(actors);
    /** Lets an actor go on as far as it can without another step. */
    const goOn = async (name: string): Promise<void> => {
      await nextTask();
      if (!(name in ended) && !steps.isReady(name)) throw actorWaits(name);
    };
    for (const name of names) {
      steps.running = name;
      void start(actors[name]!).then((ending) => (ended[name] = ending));
      await goOn(name);
    }
    const choices: Choice[] = [];
    const taken: string[] = [];
    for (let ready = steps.ready; ready.length > 0; ready = steps.ready) {
      const chosen = ready.length === 1 ? 0 : choose(ready.length, choices.length);
      if (ready.length > 1) choices.push({ chosen, of: ready.length });
      taken.push(await steps.take(ready[chosen]!));
      await goOn(ready[chosen]!);
    }
    steps.running = null;
    const inOrder = Object.fromEntries(names.map((name) => [name, ended[name]!]));
    const lived = { outcome: await outcome(inOrder), choices, steps: taken };
    // The next schedule would begin later.
    if (now() !== begun) throw programRemembers();
    return lived;
  });
}

/** A world that nothing has happened in. */
function emptyWorld(time: number, revive: ExploreEnvironment['revive']): LabStorage {
  const world = createMemoryWorld();
  return {
    ...world,
    async transact(operations) {
      try {
        return await world.transact(operations, { epoch: 1, cell: '', runNumber: 0, time });
      } catch (error) {
        throw typeof (error as CodedError).code === 'string' ? revive(error as CodedError) : error;
      }
    },
    whenBehind: (position) => world.whenBehind(position, 1),
  };
}

async function start(actor: () => unknown): Promise<Ending> {
  try {
    await actor();
    return 'done';
  } catch (error) {
    if (isIllegalStateError(error)) return 'refused';
    return isExpectedVersionConflictError(error) || isRowConflict(error) ? 'conflict' : 'error';
  }
}

/** Lives by what came of them. */
class Outcomes<Outcome> {
  readonly #laws: Readonly<Record<string, (outcome: Outcome) => boolean>>;
  readonly #groups = new Map<string, { outcome: Outcome; count: number; shortest: readonly string[] }>();
  count = 0;

  constructor(laws: Readonly<Record<string, (outcome: Outcome) => boolean>>) {
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

/** What of a program is not as it should be. */
function faultIn<Outcome>(program: Program<Outcome> | undefined): InvalidInputError | null {
  const { before, actors, outcome, laws } = program ?? ({} as Partial<Program<Outcome>>);
  const names = typeof actors === 'object' && actors !== null ? Object.keys(actors) : [];
  if (names.length === 0 || names.length > MOST_ACTORS) {
    return new InvalidInputError('actors', describeValue(actors), 'actors', MOST_ACTORS);
  }
  const functions: Record<string, unknown> = { outcome, ...(before === undefined ? {} : { before }) };
  for (const name of names) functions[`actors.${name}`] = actors![name];
  for (const [name, law] of Object.entries(laws ?? {})) functions[`laws.${name}`] = law;
  for (const [field, value] of Object.entries(functions)) {
    if (typeof value !== 'function') return new InvalidInputError(field, describeValue(value), 'function');
  }
  return null;
}
