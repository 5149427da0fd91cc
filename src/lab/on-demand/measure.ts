/** How long something takes, by the clock on the wall: the one thing in a world that no seed repeats. Rules: ../README.md, M. */
import { InvalidInputError } from '#eventsourcing';
import { describeValue } from '#eventsourcing/storage';
import type { CurrentWorld } from '../current-world.ts';
import type { Lab, Measured } from '../lab.ts';
import { Waiting, type WaitingEnvironment } from './waiting.ts';

/** What measuring needs. */
export type MeasureEnvironment = WaitingEnvironment &
  Readonly<{
    /** The world that the lab is about. */
    current: CurrentWorld;
    /** Lets other work go on, while the world's time stands still. */
    breathe(): Promise<void>;
    /** Throws while nothing may be asked of the lab: what is measured may ask it for nothing. */
    assertOpen(): void;
  }>;

type Run = Readonly<{ ms: number; storage: number; border: number }>;

/** Runs that count; one before them warms up. */
const RUNS = 5;
/** Real milliseconds after which an input is run no more, once it has one run that counts. */
const LONG = 10_000;

/** `measure` by a clock. */
export function createMeasure(environment: MeasureEnvironment): Lab['measure'] {
  const { realNow, breathe } = environment;
  return async <Input>(inputs: readonly Input[], work: (input: Input) => unknown) => {
    environment.assertOpen();
    if (!Array.isArray(inputs)) throw new InvalidInputError('inputs', describeValue(inputs), 'list');
    if (typeof work !== 'function') throw new InvalidInputError('work', describeValue(work), 'function');
    const measured: Measured<Input>[] = [];
    for (const input of inputs as readonly Input[]) {
      const runs: Run[] = [];
      const begin = realNow();
      for (let count = 0; count <= RUNS && (count < 2 || realNow() - begin < LONG); count += 1) {
        await breathe();
        const run = await runOnce(environment, () => work(input));
        if (count > 0) runs.push(run);
      }
      measured.push({ input, ...summary(runs) });
    }
    return measured;
  };
}

async function runOnce(environment: MeasureEnvironment, work: () => unknown): Promise<Run> {
  const { current, realNow } = environment;
  const start = realNow();
  const waited = new Waiting(environment);
  await current.inWorld(
    (now) => ({ ...now, storage: waited.over(now.storage) }),
    async () => await work(),
  );
  return { ms: realNow() - start, storage: waited.inStorage, border: waited.atBorder };
}

/** The median of the runs, and the parts of the run in the middle: of the quicker one where there are two. */
function summary(runs: readonly Run[]): Omit<Measured<never>, 'input'> {
  const sorted = runs.toSorted((one, other) => one.ms - other.ms);
  const quicker = sorted[(sorted.length - 1) >> 1]!;
  const slower = sorted[sorted.length >> 1]!;
  const storage = rounded(quicker.storage);
  const border = rounded(quicker.border);
  return {
    ms: rounded((quicker.ms + slower.ms) / 2),
    storage,
    border,
    cell: Math.max(0, rounded(quicker.ms - storage - border)),
    runs: runs.map(({ ms }) => rounded(ms)),
  };
}

/** Browsers tell tenths of a millisecond, or less. */
const rounded = (milliseconds: number): number => Math.round(milliseconds * 10) / 10;
