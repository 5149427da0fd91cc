/** Lives every schedule of a small program: each order in which its actors can take their steps, with each fault that is asked for. Rules: ../../README.md, E. */
import { InvalidInputError } from '#eventsourcing';
import { describeValue } from '#eventsourcing/storage';
import { askedBeforeExploring, programRemembers, type CodedError } from '../../errors.ts';
import type { LabErrorCode } from '../../lab-error.ts';
import type { Lab, Program, Replayed, ReplayedTransaction } from '../../lab.ts';
import type { MatrixPicture } from '../../matrix.ts';
import { createRandom } from '../../seed.ts';
import type { JournalEntry, LabStorage, StoredRow } from '../../storage.ts';
import { createLive, type LiveEnvironment } from './live.ts';
import { nameOf, textOf, type Life, type Told } from './outcomes.ts';
import { faultIn } from './program.ts';
import { toMatrix } from './to-matrix.ts';
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
    /** Evaluates the cells of this run anew, with others in the place of these and a clock that asks whether it may move; null where there are none. */
    evaluateAgain: ((met: Met, assertOpen: () => void) => Promise<void>) | null;
    /** Draws a picture below the cell. */
    draw(picture: MatrixPicture): void;
  }>;

/** What evaluating cells again has in the place of the lab's own. */
export type Met = Pick<Lab, 'explore' | 'replay'>;

/** `explore` in worlds of its own, and `replay` of one of them. */
export function createExplore(environment: ExploreEnvironment): Met {
  /** What was asked for, in order: a cell that is evaluated again comes by it again. */
  const asked: Promise<unknown>[] = [];
  const aside = async <Outcome, Result>(
    program: Program<Outcome>,
    work: (before: readonly Promise<unknown>[]) => Promise<Result>,
  ): Promise<Result> => {
    const fault = faultIn(program);
    if (fault) {
      // It was asked for too: a cell that is evaluated again comes by it.
      const refused = Promise.reject(fault);
      refused.catch(() => {});
      asked.push(refused);
      throw fault;
    }
    // The lab is about one program's worlds at a time.
    const before = [...asked];
    const result = (async () => {
      await Promise.allSettled(before);
      // Awaited all the way, so that the stack of what is thrown ends in the cell.
      return await environment.aside(async () => await work(before));
    })();
    asked.push(result);
    return await result;
  };
  return {
    async explore(program) {
      let draw = (): void => {};
      const explored = await aside(program, async (before) => {
        const told = await explore(environment, program, before);
        draw = () => environment.draw(toMatrix(told));
        return told.explored;
      });
      // Nothing is shown before.
      draw();
      return explored;
    },
    replay: async (program, schedule) =>
      await aside(program, async (before) => await replay(environment, program, { before, schedule })),
  };
}

async function explore<Outcome>(
  environment: ExploreEnvironment,
  program: Program<Outcome>,
  before: readonly Promise<unknown>[],
): Promise<Told<Outcome>> {
  const { live, seed, stillness } = await lifeOf(environment, program, before);
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

async function lifeOf<Outcome>(
  environment: ExploreEnvironment,
  program: Program<Outcome>,
  before: readonly Promise<unknown>[],
) {
  const seed = Math.floor(environment.current.random() * 2 ** 32);
  const stillness = new Stillness(environment.nextTask);
  const make = await makerOf(environment, program, before, seed);
  return { live: createLive({ ...environment, stillness, seed }, make), seed, stillness };
}

type Wanted = Readonly<{ before: readonly Promise<unknown>[]; schedule: string }>;

async function replay<Outcome>(
  environment: ExploreEnvironment,
  program: Program<Outcome>,
  { before, schedule }: Wanted,
): Promise<Replayed<Outcome>> {
  const chosen = toChoices(schedule);
  const { live } = await lifeOf(environment, program, before);
  const life = await live({
    choose(of, made) {
      const choice = chosen[made] ?? 0;
      return choice < of ? choice : 0;
    },
  });
  // Another way was taken, or it had been over before the last choice.
  if (nameOf(life.choices) !== schedule) throw noSchedule(schedule);
  const laws = Object.entries(program.laws ?? {}).map(([name, law]) => [name, law(life.outcome)] as const);
  return {
    outcome: life.outcome,
    steps: life.steps.map(textOf),
    journal: (await life.journal()).map(toTransaction),
    laws: Object.fromEntries(laws),
  };
}

function toChoices(schedule: unknown): number[] {
  const isName = typeof schedule === 'string' && /^\d{1,6}(\.\d{1,6})*$/.test(schedule);
  if (!isName) throw noSchedule(schedule);
  return schedule.split('.').map(Number);
}

const noSchedule = (schedule: unknown): InvalidInputError =>
  new InvalidInputError('schedule', describeValue(schedule), 'schedule');

const toTransaction = ({ appends, rows }: JournalEntry): ReplayedTransaction => ({
  appended: appends.map(({ streamName, firstStreamPosition, count }) => ({
    streamName,
    version: firstStreamPosition + count - 1,
  })),
  rows: rows.map(({ table, id, before, after }) => ({
    table,
    key: id,
    before: valueOf(before),
    after: valueOf(after),
  })),
});

const valueOf = (row: StoredRow | null): unknown => (row ? (JSON.parse(row.text) as unknown) : null);

/** All that must be the same when a schedule is lived twice. */
const journalOf = ({ steps, outcome }: Life<unknown>): string => JSON.stringify([steps.map(textOf), outcome]);

/**
 * What makes the program of each schedule. Its cell is evaluated again, up to the same `explore`, so that variables begin anew; a cell
 * that asks the lab for something above it cannot be, and then the program stays the one it is.
 */
async function makerOf<Outcome>(
  environment: ExploreEnvironment,
  program: Program<Outcome>,
  before: readonly Promise<unknown>[],
  seed: number,
): Promise<MakeProgram<Outcome>> {
  const { evaluateAgain } = environment;
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
          refuse = () => end(askedBeforeExploring());
          const meet = (met: Program<unknown>): Promise<unknown> => {
            count += 1;
            // Looked at when it was explored, and passed by each schedule of those behind it.
            if (count <= before.length) return before[count - 1]!;
            const fault = faultIn(met);
            if (fault) return Promise.reject(fault);
            state.isOpen = true;
            resolve(met as Program<Outcome>);
            return new Promise(() => {});
          };
          const assertOpen = (): void => {
            if (state.isOpen) return;
            refuse();
            throw askedBeforeExploring();
          };
          const end = (error: unknown): void => {
            state.isOpen = true;
            reject(error);
          };
          evaluateAgain({ explore: meet, replay: meet } as Met, assertOpen).then(() => end(programRemembers()), end);
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
