/** What a check of an exercise looks like from outside at one moment. */
import type { Fault } from './cell-view.ts';

/** Why a check does not hold. */
export type BrokenCheck = Readonly<{
  fault: Fault;
  /** Encoded values that are told of it, by name: what there is, what was expected, and what the check says besides. */
  told: Readonly<Record<string, string>>;
  /** Of a law: how many values were tried until one broke it, and how often that was made smaller. */
  found: Readonly<{ cases: number; shrinks: number }> | null;
}>;

/** `untried`: nobody has run the exercise's cell, or it did not get as far as its author means it to, or an earlier check never ended. */
export type CheckView = Readonly<{ check: string }> &
  (Readonly<{ state: 'untried' | 'waiting' | 'trying' | 'holds' }> | (Readonly<{ state: 'broken' }> & BrokenCheck));
