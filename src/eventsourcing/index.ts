/** What a cell can import from 'eventsourcing'. */
export {
  commandHandler,
  type CommandHandlerOptions,
  type CommandResult,
  type ConflictAnswer,
} from './command-handler.ts';
export type { Decider, Fold } from './decider.ts';
export {
  ExpectedVersionConflictError,
  IllegalStateError,
  InvalidInputError,
  isExpectedVersionConflictError,
  isIllegalStateError,
  isInvalidInputError,
  isStreamTombstonedError,
  StreamTombstonedError,
  type InputExpectation,
} from './errors.ts';
export type { Command, Event, Metadata, NewEvent, Recorded } from './event.ts';
export type {
  AggregateStreamOptions,
  AggregateStreamResult,
  AppendOptions,
  AppendResult,
  CutOptions,
  EventStore,
  ReadAllOptions,
  ReadAllResult,
  ReadStreamOptions,
  ReadStreamResult,
  SubscribeToAllOptions,
} from './event-store.ts';
export { isExpectedStreamVersion, type ExpectedStreamVersion } from './expected-stream-version.ts';
export { inMemoryEventStore } from './in-memory-event-store.ts';
export { inMemorySnapshotStore } from './in-memory-snapshot-store.ts';
export type { Snapshot, SnapshotStore } from './snapshot.ts';
export { specification, SpecificationError, type Claims } from './specification.ts';
export { upcasters, type Upcast, type Upcaster } from './upcasters.ts';
export { withUpcasters } from './with-upcasters.ts';
export { processManager, type ProcessManager, type ProcessResult } from './process-manager.ts';
export type { ProcessEvent } from './process-stream.ts';
export { compareCheckpoint, type CheckpointResult } from './projections/checkpoint.ts';
export { checkpointStore, type Checkpoint, type CheckpointStore } from './projections/checkpoint-store.ts';
export type { CatchUpResult } from './projections/catch-up.ts';
export type { ProjectionDatabase, ProjectionTable, ProjectionTransaction } from './projections/database-port.ts';
export type { ProjectionMode } from './projections/fold-events.ts';
export {
  inlineProjector,
  type AppendingDatabase,
  type AppendingTransaction,
  type InlineAppendOptions,
  type InlineProjector,
} from './projections/inline-projector.ts';
export { liveProjector, type LiveProjector } from './projections/live-projector.ts';
export type { Projection } from './projections/projection.ts';
export { isProjectionStoppedError, ProjectionStoppedError } from './projections/projection-stopped-error.ts';
export { projector, type Projector, type ProjectorOptions } from './projections/projector.ts';
export type { Served } from './projections/read-rows.ts';
export { toSql, type KeyedRow, type RowChange } from './projections/row-change.ts';
export type { SwitchResult } from './projections/switch-to.ts';
export type { WaitResult } from './projections/wait-for-position.ts';
export { inbox, type EffectDatabase, type Inbox } from './messages/inbox.ts';
export { lease, type Lease, type LeaseOptions } from './messages/lease.ts';
export { messageOf, type Message, type Told, type ToldEvent, type ToMessage } from './messages/message.ts';
export { outbox, type Outbox, type OutboxOptions, type OutboxRow } from './messages/outbox.ts';
export {
  logRelay,
  outboxRelay,
  type Destination,
  type LogRelayOptions,
  type LogToTell,
  type Relay,
  type Relayed,
} from './messages/relay.ts';
