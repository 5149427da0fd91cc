/** How long something takes, by the clock on the wall: the one thing in a world that no seed repeats. Rules: README.md, M. */
import { InvalidInputError } from '#eventsourcing';
import { describeValue } from '#eventsourcing/storage';
import type { CodedError } from './errors.ts';
import type { Lab, Measured } from './lab.ts';

/** What measuring needs. */
export type MeasureEnvironment = Readonly<{
  /** Real milliseconds, from whenever. */
  realNow(): number;
  /** Lets other work go on, while the world's time stands still. */
  breathe(): Promise<void>;
  /** An error of this copy of the library, as one of the classes that cells import. */
  revive(error: CodedError): unknown;
}>;

/** Runs that count; one before them warms up. */
const RUNS = 5;
/** Real milliseconds after which an input is run no more, once it has one run that counts. */
const LONG = 10_000;

/** `measure` by a clock. */
export function createMeasure({ realNow, breathe, revive }: MeasureEnvironment): Lab['measure'] {
  return async <Input>(inputs: readonly Input[], work: (input: Input) => unknown) => {
    if (!Array.isArray(inputs)) throw revive(new InvalidInputError('inputs', describeValue(inputs), 'list'));
    if (typeof work !== 'function') throw revive(new InvalidInputError('work', describeValue(work), 'function'));
    const measured: Measured<Input>[] = [];
    for (const input of inputs as readonly Input[]) {
      const runs: number[] = [];
      const begin = realNow();
      for (let count = 0; count <= RUNS && (count < 2 || realNow() - begin < LONG); count += 1) {
        await breathe();
        const start = realNow();
        await work(input);
        if (count > 0) runs.push(rounded(realNow() - start));
      }
      measured.push({ input, ms: median(runs), runs });
    }
    return measured;
  };
}

/** Browsers tell tenths of a millisecond, or less. */
const rounded = (milliseconds: number): number => Math.round(milliseconds * 10) / 10;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : rounded((sorted[middle - 1]! + sorted[middle]!) / 2);
}
