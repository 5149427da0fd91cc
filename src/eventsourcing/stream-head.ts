/** Where a stream stands: its version, what of it can be read, and whether it may ever be appended to again. Rules: SPEC.md, SL. */
import { ExpectedVersionConflictError, StreamTombstonedError } from './errors.ts';
import type { ExpectedStreamVersion } from './expected-stream-version.ts';

export type StreamHead = Readonly<{
  /** Position of the last event that was ever appended; 0 when there was none. */
  streamVersion: number;
  /** Events before this position cannot be read in the stream any more; 1 when all can. */
  truncateBefore: number;
  isTombstoned: boolean;
}>;

/** What is taken out of a stream's sight: all before a position and, with a tombstone, its future too. */
export type StreamCut = Readonly<{ truncateBefore: number; isTombstoned: boolean }>;

/** Of a stream that nothing was taken from. */
export const UNCUT: StreamCut = { truncateBefore: 1, isTombstoned: false };

/** True when a reader finds an event in the stream. */
export const hasReadableEvents = ({ streamVersion, truncateBefore }: StreamHead): boolean =>
  streamVersion >= truncateBefore;

/** True when a stream is what the writer expects: a number is compared with its version, the words with what can be read. */
function meetsExpectation(head: StreamHead, expected: ExpectedStreamVersion): boolean {
  switch (expected) {
    case 'NO_CONCURRENCY_CHECK':
      return true;
    case 'STREAM_DOES_NOT_EXIST':
      return !hasReadableEvents(head);
    case 'STREAM_EXISTS':
      return hasReadableEvents(head);
    default:
      return head.streamVersion === expected;
  }
}

/** Throws StreamTombstonedError, or ExpectedVersionConflictError unless a stream is what the writer expects. */
export function assertExpectation(streamName: string, head: StreamHead, expected: ExpectedStreamVersion): void {
  if (head.isTombstoned) throw new StreamTombstonedError(streamName);
  if (meetsExpectation(head, expected)) return;
  throw new ExpectedVersionConflictError(streamName, expected, head.streamVersion);
}

/** What a stream has lost after one more cut: no cut gives anything back, and what was not yet appended is never cut. */
export const cutFurther = (head: StreamHead, cut: StreamCut): StreamCut => ({
  truncateBefore: Math.max(head.truncateBefore, Math.min(cut.truncateBefore, head.streamVersion + 1)),
  isTombstoned: head.isTombstoned || cut.isTombstoned,
});
