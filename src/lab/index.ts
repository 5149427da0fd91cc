/** The lesson's world as ports and pure code. */
export { causesOf, correlationsOf, type Cause, type Heard } from './causes.ts';
export { createLab, type LabEnvironment, type LabPart, type RunSettings } from './create-lab.ts';
export { worldRewound } from './errors.ts';
export { randomId, timeOrderedId } from './ids.ts';
export { placesOf, toIndexValue } from './index-value.ts';
export { assertRewind, ChangedRows, Erasure, stateAfterRewind } from './journal.ts';
export { compareKeys } from './key.ts';
export type {
  Clock,
  Database,
  Encrypted,
  Ending,
  Fault,
  FaultName,
  FaultOptions,
  FaultSetting,
  Happened,
  Message,
  Exploration,
  Lab,
  LabAtHand,
  Measured,
  Program,
  RowKey,
  Table,
  Transaction,
} from './lab.ts';
export { LabError, type LabErrorCode } from './lab-error.ts';
export {
  readMatrix,
  type Finding,
  type Matrix,
  type MatrixPicture,
  type MatrixRow,
  type MatrixStep,
} from './matrix.ts';
export { readPlot, type Plot, type Scale } from './plot.ts';
export { createRandom, hashText } from './seed.ts';
export type {
  AppendReference,
  JournalEntry,
  Key,
  LabStorage,
  Operation,
  RowChange,
  RowPage,
  RowPlace,
  RowQuery,
  StoredRow,
  TransactionReceipt,
  WorldState,
  WorldStorage,
  WriteContext,
} from './storage.ts';
export type { Delivery, Published } from './kept-messages.ts';
export { isKeptTable, KEPT_KEYS } from './kept-tables.ts';
export { STREAM_CUTS, toCut } from './stream-cuts.ts';
export { isTableName } from './table.ts';
export { readTopics, type Progress, type Topic, type Topics } from './topics.ts';
export { readTrace, withAsked, type Trace, type TraceAct, type TraceStep } from './trace.ts';
export { Timeline, type Moment } from './timeline.ts';
export { decideTransaction, needsOf, rowKey, type Changes, type Loaded, type Needs } from './transaction.ts';
export { readValue, type ValueNode } from './value-node.ts';
export { VirtualTime } from './virtual-time.ts';
export { whenBehind } from './when-behind.ts';
