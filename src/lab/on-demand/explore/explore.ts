/** Lives every schedule of a small program: each order in which its actors can take their steps, with each fault that is asked for. Rules: ../../README.md, E. */
import { askedBeforeExploring, programRemembers, type CodedError, type LabErrorCode } from '../../errors.ts';
import type { Exploration, Lab, Program } from '../../lab.ts';
import { createRandom } from '../../seed.ts';
import type { LabStorage } from '../../storage.ts';
import { createLive, type LiveEnvironment } from './live.ts';
import { textOf, type Life } from './outcomes.ts';
import { faultIn } from './program.ts';
import type { MakeProgram } from './schedule.ts';
import { byChance, following, kindByKind, lifeByLife, MOST } from './searches.ts';
import { Stillness } from './stillness.ts';

/** What exploring needs. */
export type ExploreEnvironment = Omit<LiveEnvironment, 'seed' | 'stillness'> &
  Readonly<{
    /** As many schedules are lived one by one, and as many kinds of them. */
    mostSchedules?: number;
    mostKinds?: number;
    /** Does work of which nothing is shown, while the world's time stands still. */
    aside<Result>(work: () => Promise<Result>): Promise<Result>;
    /** Evaluates the cells of this run anew, with another `explore` and a clock that asks whether it may move; null where there are none. */
    evaluateAgain: ((explore: Lab['explore'], assertOpen: () => void) => Promise<void>) | null;
  }>;

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
  const stillness = new Stillness(environment.nextTask);
  const make = await makerOf(environment, program, before, seed);
  const live = createLive({ ...environment, stillness, seed }, make);

  const first = await live(following([]));
  const again = await live(following([]));
  if (journalOf(first) !== journalOf(again)) throw programRemembers();
  stillness.isLearning = false;
  return (
    (await lifeByLife(live, program, first, environment.mostSchedules ?? MOST)) ??
    (await kindByKind(live, program, createRandom(seed), environment.mostKinds ?? MOST)) ??
    (await byChance(live, program, createRandom(seed)))
  );
}

/** All that must be the same when a schedule is lived twice. */
const journalOf = ({ steps, outcome }: Life<unknown>): string => JSON.stringify([steps.map(textOf), outcome]);

/**
 * What makes the program of each schedule. Its cell is evaluated again, up to the same `explore`, so that variables begin anew; a cell
 * that asks the lab for something above it cannot be, and then the program stays the one it is.
 */
async function makerOf<Outcome>(
  environment: ExploreEnvironment,
  program: Program<Outcome>,
  before: readonly Promise<Exploration<unknown>>[],
  seed: number,
): Promise<MakeProgram<Outcome>> {
  const { evaluateAgain, revive } = environment;
  const same: MakeProgram<Outcome> = () => Promise.resolve(program);
  if (!evaluateAgain) return same;
  const { nextTask } = environment;
  const make = (isFirst = false): Promise<Program<Outcome>> => {
    let refuse = (): void => {};
    // Chance begins anew too: ids that the cell makes above are the same again.
    const random = createRandom(seed);
    const chance = environment.exchangeRandom(random);
    const made: Promise<Program<Outcome>> = environment.current.inWorld(
      () => ({ storage: closed(() => refuse()), random }),
      () =>
        new Promise((resolve, reject) => {
          let count = 0;
          const state = { isOpen: false };
          refuse = () => end(revive(askedBeforeExploring()));
          const meet = async (met: Program<unknown>): Promise<Exploration<unknown>> => {
            const fault = faultIn(met);
            if (fault) throw revive(fault);
            count += 1;
            if (count <= before.length) return await before[count - 1]!;
            state.isOpen = true;
            resolve(met as Program<Outcome>);
            return new Promise(() => {});
          };
          const assertOpen = (): void => {
            if (state.isOpen) return;
            refuse();
            throw revive(askedBeforeExploring());
          };
          const end = (error: unknown): void => {
            state.isOpen = true;
            reject(error);
          };
          evaluateAgain(meet as Lab['explore'], assertOpen).then(() => end(programRemembers()), end);
          // A cell that waits above for something else never comes by.
          const untilTooLate = async (): Promise<void> => {
            for (let task = 0; task < PATIENCE && !state.isOpen; task += 1) await nextTask();
            if (!state.isOpen) refuse();
          };
          if (isFirst) void untilTooLate();
        }),
    );
    return made.finally(() => void environment.exchangeRandom(chance));
  };
  try {
    await make(true);
    return () => make();
  } catch (error) {
    if ((error as CodedError | null)?.code !== ASKED || program.faults?.includes('crash')) throw error;
    return same;
  }
}

/** Tasks after which a cell should have come by where it explores. */
const PATIENCE = 20;
const ASKED: LabErrorCode = 'asked-before-exploring';

/** A storage that nothing may be asked of; who does waits for ever, and does nothing else. */
function closed(refused: () => void): LabStorage {
  const refuse = (): Promise<never> => {
    refused();
    return new Promise(() => {});
  };
  return {
    transact: refuse,
    readStream: refuse,
    readAll: refuse,
    readRow: refuse,
    readRows: refuse,
    whenBehind: refuse,
    findText: refuse,
  };
}
