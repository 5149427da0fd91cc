/** What can be expected of a value. */
import { dequal } from 'dequal';
import { ExpectationError, type Told } from './broken.ts';
import type { ErrorKind, Expectation } from './claims.ts';

/** What is expected of `actual`; `told` is said beside it where it does not hold. */
export function expect(actual: unknown, told: Told = {}): Expectation {
  const claim = (holds: boolean, message: string, expected: unknown, found: unknown = actual): void => {
    if (!holds) throw new ExpectationError(message, { ...told, actual: found, expected });
  };
  const claimError = (thrown: Thrown | null, kind: ErrorKind | undefined): void => {
    const wanted = kind?.name ?? 'Error';
    if (thrown === null)
      return claim(false, `${wanted} was expected, and nothing was thrown.`, wanted, 'nothing thrown');
    claim(!kind || thrown.error instanceof kind, `Something else than ${wanted} was thrown.`, wanted, thrown.error);
  };
  return {
    toEqual: (expected) => claim(dequal(actual, expected), 'This is not equal to what is expected.', expected),
    toMatchObject: (expected) => claim(matches(actual, expected), 'This does not match what is expected.', expected),
    toBe: (expected) => claim(Object.is(actual, expected), 'This is not the thing that is expected.', expected),
    toThrow(kind) {
      if (typeof actual !== 'function') throw new TypeError('Only a function can throw: expect(() => …).toThrow().');
      claimError(thrownBy(actual as () => unknown), kind);
    },
    async toReject(kind) {
      claimError(await rejectedBy(actual), kind);
    },
  };
}

type Thrown = Readonly<{ error: unknown }>;

function thrownBy(work: () => unknown): Thrown | null {
  try {
    work();
    return null;
  } catch (error) {
    return { error };
  }
}

async function rejectedBy(promise: unknown): Promise<Thrown | null> {
  try {
    await promise;
    return null;
  } catch (error) {
    return { error };
  }
}

/** True when `actual` has at least what `expected` has. */
function matches(actual: unknown, expected: unknown): boolean {
  if (Array.isArray(expected))
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((item, index) => matches(actual[index], item))
    );
  if (!isPlain(expected) || typeof actual !== 'object' || actual === null) return dequal(actual, expected);
  return Object.entries(expected).every(
    ([name, value]) => name in actual && matches((actual as Record<string, unknown>)[name], value),
  );
}

/** A date or a map has no properties to compare. */
const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
