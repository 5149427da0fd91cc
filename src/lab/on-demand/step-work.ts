/** One call to the lab: what it is called, what it does, and how it can go wrong. Schedules have it wait for its turn, faults have it fail. */
import type { Footprint } from './footprint.ts';

/** What a step is called. Most are never read, so those that take long to say are said when they are. */
export type Words = string | (() => string);

/** A fault that only some steps have: a transaction that is not done, a commit that is none. */
export type OwnFault = 'abort' | 'rollback';

/** What a call does: its name, whether it changes the world, and how. */
export type StepWork<Result> = Readonly<{
  name: Words;
  writes: boolean;
  /** What it touches; where nothing is said, that is not known. */
  footprint?: () => Footprint;
  /** Whether it can be done at all, yet. */
  isReady?: () => boolean;
  /** Does it; may throw at once in place of rejecting, so whoever calls it awaits it in the same breath. */
  work: () => Promise<Result>;
  /** What comes of it when it is lost; else it is done, and an error takes the place of its answer. */
  lost?: () => Promise<Result>;
  /** What comes of it when that goes wrong which only it can. */
  fails?: Readonly<{ fault: OwnFault; work: () => Promise<Result> }>;
}>;

/** Does a step, now or when it is its turn. */
export type DoStep = <Result>(step: StepWork<Result>) => Promise<Result>;

/** A name, said now. */
export const said = (name: Words): string => (typeof name === 'string' ? name : name());
