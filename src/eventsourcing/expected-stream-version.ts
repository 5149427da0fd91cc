/** What a writer says about the stream it appends to, and the check that holds it to that. Rules: SPEC.md, ES5-ES8. */
import { ExpectedVersionConflictError } from './errors.ts';

/**
 * The version a stream must be at for an append to go through: the position of the last event the writer has read
 * (0 for an empty stream), or a word.
 *
 * - `'STREAM_DOES_NOT_EXIST'`: no event yet (KurrentDB: NO_STREAM).
 * - `'STREAM_EXISTS'`: at least one event.
 * - `'NO_CONCURRENCY_CHECK'`: whatever is there (KurrentDB: ANY). It skips this check only, never atomicity.
 */
export type ExpectedStreamVersion = number | 'STREAM_EXISTS' | 'STREAM_DOES_NOT_EXIST' | 'NO_CONCURRENCY_CHECK';

/** True for a whole number from 0, or one of the three words. */
export function isExpectedStreamVersion(value: unknown): value is ExpectedStreamVersion {
  return (
    (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) ||
    value === 'STREAM_EXISTS' ||
    value === 'STREAM_DOES_NOT_EXIST' ||
    value === 'NO_CONCURRENCY_CHECK'
  );
}

/** True when a stream at `current` (0: no events) is what the writer expects. */
export function meetsExpectation(current: number, expected: ExpectedStreamVersion): boolean {
  switch (expected) {
    case 'NO_CONCURRENCY_CHECK':
      return true;
    case 'STREAM_DOES_NOT_EXIST':
      return current === 0;
    case 'STREAM_EXISTS':
      return current > 0;
    default:
      return current === expected;
  }
}

/** Throws ExpectedVersionConflictError unless a stream at `current` is what the writer expects. */
export function assertExpectation(streamName: string, current: number, expected: ExpectedStreamVersion): void {
  if (!meetsExpectation(current, expected)) throw new ExpectedVersionConflictError(streamName, expected, current);
}
