/** Read models: projections and what keeps their rows. */
export { compareCheckpoint, type CheckpointResult } from './checkpoint.ts';
export { checkpointStore, type Checkpoint, type CheckpointStore } from './checkpoint-store.ts';
export type { CatchUpResult } from './catch-up.ts';
export type { ProjectionDatabase, ProjectionTable, ProjectionTransaction } from './database-port.ts';
export type { ProjectionMode } from './fold-events.ts';
export {
  inlineProjector,
  type AppendingDatabase,
  type AppendingTransaction,
  type InlineAppendOptions,
  type InlineProjector,
} from './inline-projector.ts';
export { liveProjector, type LiveProjector } from './live-projector.ts';
export type { Projection } from './projection.ts';
export { isProjectionStoppedError, ProjectionStoppedError } from './projection-stopped-error.ts';
export { projector, type Projector, type ProjectorOptions } from './projector.ts';
export type { Served } from './read-rows.ts';
export { toSql, type KeyedRow, type RowChange } from './row-change.ts';
export type { SwitchResult } from './switch-to.ts';
export type { WaitResult } from './wait-for-position.ts';
