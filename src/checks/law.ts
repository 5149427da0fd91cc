/** Laws: claims about all values of a kind, tried with some of them by fast-check, which makes one that breaks them small. */
import { asyncProperty, check, type Arbitrary as Drawn } from 'fast-check';
import { CounterExample, LawBrokenError } from './broken.ts';
import type { Arbitrary } from './claims.ts';

/** How many values a law is tried with. */
const CASES = 100;

type Holds<Value> = (value: Value) => boolean | void | Promise<boolean | void>;

/** Tries a law. Throws CounterExample where it does not hold; the same seed tries the same values. */
export async function tryLaw<Value>(any: Arbitrary<Value>, holds: Holds<Value>, seed: number): Promise<void> {
  const property = asyncProperty(any as Drawn<Value>, async (value) => {
    if ((await holds(value)) === false) throw new LawBrokenError();
  });
  const { failed, counterexample, errorInstance, numRuns, numShrinks } = await check(property, {
    seed,
    numRuns: CASES,
  });
  if (!failed) return;
  throw new CounterExample(errorInstance, { value: counterexample?.[0], cases: numRuns, shrinks: numShrinks });
}
