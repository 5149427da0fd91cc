/** What a transaction does to a world, as one pure step between an adapter's reads and its writes. Rules: README.md, W1-W6 and W24. */
import { InvalidInputError } from '#eventsourcing';
import {
  assertExpectation,
  cutFurther,
  LIMITS,
  UNCUT,
  type AppendReceipt,
  type Commit,
  type StreamHead,
} from '#eventsourcing/storage';
import { rowConflict, rowExists, rowMissing, worldRewound } from './errors.ts';
import type {
  JournalEntry,
  Key,
  Operation,
  RowChange,
  StoredRow,
  TransactionReceipt,
  WorldState,
  WriteContext,
} from './storage.ts';
import { STREAM_CUTS, toCutText } from './stream-cuts.ts';

/** What must be read before a transaction can be decided. */
export type Needs = Readonly<{
  streams: readonly string[];
  rows: readonly Readonly<{ table: string; id: Key }>[];
  /** Rows that are to be erased, by rowKey: the journal has to lose them before the transaction can be decided. */
  erased: ReadonlySet<string>;
}>;

/** What was read. */
export type Loaded = Readonly<{
  state: WorldState;
  /** Where each stream that was needed stands. */
  heads: ReadonlyMap<string, StreamHead>;
  /** Each row that was needed and exists, by rowKey. */
  rows: ReadonlyMap<string, StoredRow>;
  /** For each row that is to be erased and stood in the journal, by rowKey, the position of the entry that had it first. */
  erasedSince: ReadonlyMap<string, number>;
}>;

/** What must be written; all of it or nothing. */
export type Changes = Readonly<{
  state: WorldState;
  commits: readonly Commit[];
  /** Where the streams that changed stand afterwards. */
  heads: ReadonlyMap<string, StreamHead>;
  /** Each row that changed, as it was and is; the entry keeps nothing of those that were erased. */
  rows: readonly RowChange[];
  entry: JournalEntry;
  receipt: TransactionReceipt;
}>;

const NEW_STREAM: StreamHead = { streamVersion: 0, ...UNCUT };

/** A string for a row's place; the same for equal keys. */
export const rowKey = (table: string, id: Key): string => JSON.stringify([table, id]);

/** The streams and rows that operations look at, each once. */
export function needsOf(operations: readonly Operation[]): Needs {
  const streams = new Set<string>();
  const rows = new Map<string, { table: string; id: Key }>();
  const erased = new Set<string>();
  const need = (table: string, id: Key): unknown => rows.set(rowKey(table, id), { table, id });
  for (const operation of operations) {
    if ('streamName' in operation) streams.add(operation.streamName);
    // A cut is a change of its row.
    if (operation.kind === 'cut') need(STREAM_CUTS, operation.streamName);
    else if ('table' in operation) need(operation.table, operation.id);
    if (operation.kind === 'erase') erased.add(rowKey(operation.table, operation.id));
  }
  return { streams: [...streams], rows: [...rows.values()], erased };
}

/** Decides a transaction. Throws a conflict or a LabError when one operation cannot be done. */
export function decideTransaction(operations: readonly Operation[], context: WriteContext, loaded: Loaded): Changes {
  if (context.epoch !== loaded.state.epoch) throw worldRewound();
  const position = loaded.state.journalPosition + 1;
  const draft: Draft = {
    version: position,
    lastPosition: loaded.state.lastPosition,
    before: loaded,
    heads: new Map(),
    rows: new Map(),
    commits: [],
  };
  for (const operation of operations) apply(operation, draft);
  const rows: RowChange[] = [];
  const kept: RowChange[] = [];
  for (const [key, { table, id, after, isErased }] of draft.rows) {
    const change = { table, id, before: loaded.rows.get(key) ?? null, after };
    rows.push(change);
    kept.push(...(isErased ? withoutBefore(change, loaded.erasedSince.get(key)) : [change]));
  }
  return {
    state: { epoch: loaded.state.epoch, journalPosition: position, lastPosition: draft.lastPosition },
    commits: draft.commits,
    heads: draft.heads,
    rows,
    // A spread comes last where it is often made: each property that is added behind one takes V8 a microsecond.
    entry: {
      position,
      appends: draft.commits.map(toReference),
      rows: kept,
      lastPosition: draft.lastPosition,
      ...context,
    },
    receipt: { journalPosition: position, appends: draft.commits.map(toReceipt) },
  };
}

type Draft = {
  readonly version: number;
  lastPosition: number;
  readonly before: Loaded;
  /** Streams and rows that have changed; all others are as they were before. */
  readonly heads: Map<string, StreamHead>;
  readonly rows: Map<string, ChangedRow>;
  readonly commits: Commit[];
};

type ChangedRow = Readonly<{ table: string; id: Key; after: StoredRow | null; isErased: boolean }>;

function apply(operation: Operation, draft: Draft): void {
  switch (operation.kind) {
    case 'append':
      return append(operation, draft);
    case 'cut':
      return cut(operation, draft);
    case 'put':
      return put(operation, draft);
    case 'update':
      return update(operation, draft);
    case 'delete':
      return remove(operation, draft);
    case 'erase':
      return erase(operation, draft);
    case 'expect-stream':
      return assertExpectation(operation.streamName, headOf(operation.streamName, draft), operation.expected);
    case 'expect-row': {
      const before = draft.before.rows.get(rowKey(operation.table, operation.id));
      if ((before?.version ?? 0) !== operation.version) throw rowConflict(operation.table, operation.id);
    }
  }
}

function append({ streamName, expected, commit }: Extract<Operation, { kind: 'append' }>, draft: Draft): void {
  const head = headOf(streamName, draft);
  assertExpectation(streamName, head, expected);
  const { count, ids, types, text, recordedAt } = commit;
  draft.commits.push({
    firstPosition: draft.lastPosition + 1,
    streamName,
    firstStreamPosition: head.streamVersion + 1,
    count,
    ids,
    types,
    text,
    recordedAt,
  });
  draft.lastPosition += count;
  draft.heads.set(streamName, { ...head, streamVersion: head.streamVersion + count });
}

function cut({ streamName, expected, ...asked }: Extract<Operation, { kind: 'cut' }>, draft: Draft): void {
  const head = headOf(streamName, draft);
  assertExpectation(streamName, head, expected);
  const cutNow = cutFurther(head, asked);
  draft.heads.set(streamName, { ...head, ...cutNow });
  put({ kind: 'put', table: STREAM_CUTS, id: streamName, text: toCutText(cutNow) }, draft);
}

const headOf = (streamName: string, { heads, before }: Draft): StreamHead =>
  heads.get(streamName) ?? before.heads.get(streamName) ?? NEW_STREAM;

function rowIn({ rows, before }: Draft, key: string): StoredRow | undefined {
  const changed = rows.get(key);
  return changed ? (changed.after ?? undefined) : before.rows.get(key);
}

/** Has a row be another, or none. That it was erased before counts whatever comes after it. */
function setRow(draft: Draft, key: string, { table, id, after, isErased = false }: NewRow): void {
  draft.rows.set(key, { table, id, after, isErased: isErased || draft.rows.get(key)?.isErased === true });
}

type NewRow = Omit<ChangedRow, 'isErased'> & Partial<ChangedRow>;

function put({ table, id, text, expected }: Extract<Operation, { kind: 'put' }>, draft: Draft): void {
  const key = rowKey(table, id);
  assertRow(rowIn(draft, key), expected, table, id);
  setRow(draft, key, { table, id, after: { table, id, text, version: draft.version } });
}

function update({ table, id, change }: Extract<Operation, { kind: 'update' }>, draft: Draft): void {
  const key = rowKey(table, id);
  const row = rowIn(draft, key);
  if (!row) throw rowMissing(table, id);
  const text = JSON.stringify({ ...(JSON.parse(row.text) as object), ...(JSON.parse(change) as object) });
  if (text.length > LIMITS.rowCharacters) {
    throw new InvalidInputError(table, String(text.length), 'row-size', LIMITS.rowCharacters);
  }
  setRow(draft, key, { table, id, after: { table, id, text, version: draft.version } });
}

function remove({ table, id, expected }: Extract<Operation, { kind: 'delete' }>, draft: Draft): void {
  const key = rowKey(table, id);
  const row = rowIn(draft, key);
  assertRow(row, expected, table, id);
  if (row) setRow(draft, key, { table, id, after: null });
}

function erase({ table, id }: Extract<Operation, { kind: 'erase' }>, draft: Draft): void {
  setRow(draft, rowKey(table, id), { table, id, after: null, isErased: true });
}

/** What the journal keeps of an erased row: since when it stood, and what was written in its place. */
function withoutBefore(change: RowChange, erasedSince: number | undefined): readonly RowChange[] {
  if (erasedSince !== undefined) return [{ ...change, before: null, erasedSince }];
  return change.after ? [{ ...change, before: null }] : [];
}

function assertRow(row: StoredRow | undefined, expected: number | undefined, table: string, id: Key): void {
  if (expected === undefined || expected === (row?.version ?? 0)) return;
  throw expected === 0 ? rowExists(table, id) : rowConflict(table, id);
}

const toReference = ({ streamName, firstPosition, firstStreamPosition, count }: Commit) => ({
  streamName,
  firstPosition,
  firstStreamPosition,
  count,
});

const toReceipt = ({ firstPosition, firstStreamPosition }: Commit): AppendReceipt => ({
  firstPosition,
  firstStreamPosition,
});
