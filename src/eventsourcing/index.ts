/** What a cell can import from 'eventsourcing'. */
export { commandHandler, type CommandHandlerOptions, type CommandResult } from './command-handler.ts';
export type { Decider, Fold } from './decider.ts';
export {
  ExpectedVersionConflictError,
  IllegalStateError,
  InvalidInputError,
  isExpectedVersionConflictError,
  isIllegalStateError,
  isInvalidInputError,
  type InputExpectation,
} from './errors.ts';
export type { Command, Event, Metadata, Recorded } from './event.ts';
export type {
  AggregateStreamResult,
  AppendOptions,
  AppendResult,
  EventStore,
  ReadAllOptions,
  ReadAllResult,
  ReadStreamOptions,
  ReadStreamResult,
  SubscribeToAllOptions,
} from './event-store.ts';
export {
  assertExpectation,
  isExpectedStreamVersion,
  meetsExpectation,
  type ExpectedStreamVersion,
} from './expected-stream-version.ts';
export { inMemoryEventStore } from './in-memory-event-store.ts';
export * from './projections/index.ts';
