/** For those who keep events somewhere: the port below an event store, and the store that stands on it. */
export {
  lastPosition,
  lastStreamPosition,
  toEventText,
  toMetadata,
  toRecordedEvents,
  type Commit,
  type NewCommit,
} from './commit.ts';
export { CommitLog } from './commit-log.ts';
export { createEventStore, prepareAppend, type StoreEnvironment } from './create-event-store.ts';
export type {
  Append,
  AppendReceipt,
  Cut,
  EventStorage,
  LogPage,
  LogQuery,
  StreamPage,
  StreamQuery,
} from './event-storage.ts';
export { assertExpectation, cutFurther, UNCUT, type StreamCut, type StreamHead } from '../stream-head.ts';
export { toJsonText } from '../json-text.ts';
export { assertCount, assertName, assertPosition, assertStreamName, describeValue } from '../input.ts';
export { LIMITS } from '../limits.ts';
export { assertFingerprint, toSnapshot, toSnapshotText } from '../snapshot.ts';
