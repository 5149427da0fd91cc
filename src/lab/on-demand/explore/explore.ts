/** Lives every schedule of a small program: each order in which its actors can take their steps, with each fault that is asked for. Rules: ../../README.md, E. */
import { askedBeforeExploring, programRemembers, type CodedError, type LabErrorCode } from '../../errors.ts';
import type { Exploration, Lab, Program } from '../../lab.ts';
import { createRandom } from '../../seed.ts';
import type { LabStorage } from '../../storage.ts';
import { Outcomes, textOf, type Life } from './outcomes.ts';
import { faultIn } from './program.ts';
import { liveSchedule, type Choose, type MakeProgram, type ScheduleEnvironment } from './schedule.ts';
import { nextBeginning } from './search.ts';
import { Stillness } from './stillness.ts';

/** What exploring needs. */
export type ExploreEnvironment = Omit<ScheduleEnvironment, 'seed' | 'stillness'> &
  Readonly<{
    /** Resolves when everything has gone on that can without waiting. */
    nextTask(): Promise<void>;
    /** Real milliseconds, from whenever. */
    realNow(): number;
    /** Does work of which nothing is shown, while the world's time stands still. */
    aside<Result>(work: () => Promise<Result>): Promise<Result>;
    /** Evaluates the cells of this run anew, with another `explore` and a clock that asks whether it may move; null where there are none. */
    evaluateAgain: ((explore: Lab['explore'], assertOpen: () => void) => Promise<void>) | null;
  }>;

/** As many schedules are lived one by one; where there are more, so many by chance. */
const MOST_SCHEDULES = 5_000;
const BY_CHANCE = 1_000;
/** Real milliseconds after which others have their turn. */
const BREATH = 20;

/** `explore` in worlds of its own. */
export function createExplore(environment: ExploreEnvironment): Lab['explore'] {
  /** What was explored, in order: a cell that is evaluated again comes by it again. */
  const explored: Promise<Exploration<unknown>>[] = [];
  return async <Outcome>(program: Program<Outcome>) => {
    const fault = faultIn(program);
    if (fault) throw environment.revive(fault);
    // The lab is about one program's worlds at a time.
    const before = [...explored];
    const result = (async () => {
      await Promise.allSettled(before);
      // Awaited all the way, so that the stack of what is thrown ends in the cell.
      return await environment.aside(async () => await explore(environment, program, before));
    })();
    explored.push(result);
    return await result;
  };
}

async function explore<Outcome>(
  environment: ExploreEnvironment,
  program: Program<Outcome>,
  before: readonly Promise<Exploration<unknown>>[],
): Promise<Exploration<Outcome>> {
  const seed = Math.floor(environment.current.random() * 2 ** 32);
  const make = await makerOf(environment, program, before);
  const stillness = new Stillness(environment.nextTask);
  const breathe = breaths(environment);
  const scheduling = { ...environment, stillness, seed };
  const live = async (choose: Choose) => {
    await breathe();
    const chosen: number[] = [];
    const remembered: Choose = (of, made) => (chosen[made] = choose(of, made));
    try {
      return await withoutStacks(() => liveSchedule(scheduling, make, remembered));
    } catch (error) {
      // Once more, for an error that says where it comes from.
      await liveSchedule(scheduling, make, from(chosen));
      throw error;
    }
  };

  const first = await live(from([]));
  const again = await live(from([]));
  if (journalOf(first) !== journalOf(again)) throw programRemembers();
  stillness.isLearning = false;
  const lived = new Outcomes<Outcome>(program.laws ?? {});
  lived.add(first);
  let beginning = nextBeginning(first.choices);
  while (beginning && lived.count < MOST_SCHEDULES) {
    const life = await live(from(beginning));
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
}

/** Chooses what was chosen before, and behind that what goes well. */
const from =
  (beginning: readonly number[]): Choose =>
  (_, made) =>
    beginning[made] ?? 0;

/** All that must be the same when a schedule is lived twice. */
const journalOf = ({ steps, outcome }: Life<unknown>): string => JSON.stringify([steps.map(textOf), outcome]);

/** Of errors within a schedule nobody reads the stack, and to write it takes longer than the step that failed. */
async function withoutStacks<Result>(work: () => Promise<Result>): Promise<Result> {
  const errors = Error as { stackTraceLimit?: number };
  const { stackTraceLimit } = errors;
  errors.stackTraceLimit = 0;
  try {
    return await work();
  } finally {
    errors.stackTraceLimit = stackTraceLimit!;
  }
}

/** Lets others have their turn, now and then. */
function breaths({ nextTask, realNow }: ExploreEnvironment): () => Promise<void> {
  let last = realNow();
  return async () => {
    if (realNow() - last < BREATH) return;
    await nextTask();
    last = realNow();
  };
}

/**
 * What makes the program of each schedule. Its cell is evaluated again, up to the same `explore`, so that variables begin anew; a cell
 * that asks the lab for something above it cannot be, and then the program stays the one it is.
 */
async function makerOf<Outcome>(
  environment: ExploreEnvironment,
  program: Program<Outcome>,
  before: readonly Promise<Exploration<unknown>>[],
): Promise<MakeProgram<Outcome>> {
  const { evaluateAgain, revive } = environment;
  const same: MakeProgram<Outcome> = () => Promise.resolve(program);
  if (!evaluateAgain) return same;
  const make = (): Promise<Program<Outcome>> =>
    environment.current.inWorld(
      ({ random }) => ({ storage: closed(revive), random }),
      () =>
        new Promise((resolve, reject) => {
          let count = 0;
          let isOpen = false;
          const meet = async (met: Program<unknown>): Promise<Exploration<unknown>> => {
            const fault = faultIn(met);
            if (fault) throw revive(fault);
            count += 1;
            if (count <= before.length) return await before[count - 1]!;
            isOpen = true;
            resolve(met as Program<Outcome>);
            return new Promise(() => {});
          };
          const assertOpen = (): void => {
            if (!isOpen) throw revive(askedBeforeExploring());
          };
          const end = (error: unknown): void => {
            isOpen = true;
            reject(error);
          };
          evaluateAgain(meet as Lab['explore'], assertOpen).then(() => end(programRemembers()), end);
        }),
    );
  try {
    await make();
    return make;
  } catch (error) {
    if ((error as CodedError | null)?.code !== ASKED || program.faults?.includes('crash')) throw error;
    return same;
  }
}

const ASKED: LabErrorCode = 'asked-before-exploring';

/** A storage that nothing may be asked of. */
function closed(revive: ExploreEnvironment['revive']): LabStorage {
  const refuse = async (): Promise<never> => {
    throw revive(askedBeforeExploring());
  };
  return {
    transact: refuse,
    readStream: refuse,
    readAll: refuse,
    readRow: refuse,
    readRows: refuse,
    whenBehind: refuse,
  };
}
