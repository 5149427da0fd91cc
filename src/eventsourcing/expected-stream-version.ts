/** What a writer says about the stream it appends to; stream-head.ts holds it to that. Rules: SPEC.md, ES4-ES8. */

/**
 * The version a stream must be at for an append to go through: the position of the last event the writer has read
 * (0 for an empty stream), or a word.
 *
 * - `'STREAM_DOES_NOT_EXIST'`: no event that can be read (KurrentDB: NO_STREAM).
 * - `'STREAM_EXISTS'`: at least one event that can be read.
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
