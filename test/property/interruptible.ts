/** A world in which something can happen at a chosen call of a run: stops and other tabs come at a step, never by the clock. */
import type { MarkedWorld } from '#workbook';

/** What happens at the step number `at`; when that one is through already, or before it is. */
export type Interruption = Readonly<{ at: number; isThrough: boolean; act: () => Promise<void> | void }>;

/** What a run asks of its world: for the cell, and for its own beginning and end. */
const STEPS = [
  'readState',
  'readMarks',
  'rewind',
  'transact',
  'readStream',
  'readAll',
  'readRow',
  'readRows',
  'saveMarks',
] as const;

/** `world`, and a way to interrupt the run that is about to use it. */
export function interruptible(world: MarkedWorld) {
  let next: Interruption | null = null;
  let calls = 0;
  /** What comes before the call that is held up, and so before those behind it: they never overtake each other. */
  let before: Promise<void> | null = null;
  const reach = async (perform: () => Promise<unknown>): Promise<unknown> => {
    calls += 1;
    if (calls !== next?.at) {
      if (before) await before;
      return perform();
    }
    const { isThrough, act } = next;
    next = null;
    if (!isThrough) {
      before = Promise.resolve(act());
      await before;
      before = null;
      return perform();
    }
    const done = perform();
    await done.catch(() => {});
    await act();
    return done;
  };
  const calling = STEPS.map((name) => [
    name,
    (...parts: never[]) => reach(() => Reflect.apply(world[name] as () => Promise<unknown>, world, parts)),
  ]);
  return {
    world: { ...world, ...Object.fromEntries(calling) } as MarkedWorld,
    interrupt(interruption: Interruption | null): void {
      next = interruption;
      calls = 0;
    },
  };
}
