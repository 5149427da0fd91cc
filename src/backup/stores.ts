/** The databases that hold a learner's work: their stores, the keys of those, and what a record of each looks like. */
import { isNestedDeeper } from './nesting.ts';
import { count, isObject, key, listOf, number, object, orNull, text, truth, type Shape } from './shape.ts';

/** A store as a file has to know it. */
export type StoreKind = Readonly<{
  /** The properties that make up the key, of which there may be one only; null where the key stands beside the value. */
  keyPath: string | readonly string[] | null;
  /** Properties that no two records have the same. */
  unique?: readonly string[];
  shape: Shape;
}>;

export type StoreKinds = Readonly<Record<string, StoreKind>>;

const draft = { lessonId: text, file: text, text, starterHash: text };
const draftMay = { earlier: listOf(text) };

const WORKBOOK: StoreKinds = {
  // The first version of this store did not count.
  drafts: { keyPath: ['lessonId', 'file'], shape: object(draft, { ...draftMay, revision: count }) },
  copies: { keyPath: ['lessonId', 'file', 'keeper'], shape: object({ ...draft, keeper: text }, draftMay) },
};

const row = { table: text, id: key };
const storedRow = object({ ...row, text: isRow, version: count });
const change = object({ ...row, before: orNull(storedRow), after: orNull(storedRow) }, { erasedSince: count });
const append = object({ streamName: text, firstPosition: count, firstStreamPosition: count, count });

type Commit = Readonly<{ count: number; ids: string; text: string }>;

const commit = object({
  count,
  ids: text,
  types: listOf(text),
  text,
  recordedAt: text,
  firstPosition: count,
  streamName: text,
  firstStreamPosition: count,
});

const WORLD: StoreKinds = {
  commits: {
    keyPath: 'firstPosition',
    unique: ['streamName', 'firstStreamPosition'],
    shape: (value) => commit(value) && isWhole(value as Commit),
  },
  rows: { keyPath: ['table', 'id'], shape: storedRow },
  rowIndex: {
    keyPath: ['table', 'name', 'value', 'id'],
    shape: object({ table: text, name: text, value: key, id: key }),
  },
  tables: { keyPath: 'table', shape: object({ table: text, names: listOf(text) }) },
  journal: {
    keyPath: 'position',
    shape: object({
      epoch: count,
      cell: text,
      runNumber: count,
      time: number,
      position: count,
      appends: listOf(append),
      lastPosition: count,
    }),
  },
  changes: { keyPath: 'position', shape: object({ position: count, rows: listOf(change) }) },
  marks: {
    keyPath: 'file',
    shape: object({ file: text, journalPosition: count, isStale: truth }, { hash: text, time: number, ended: text }),
  },
  meta: { keyPath: null, shape: count },
};

/** Databases by their names: the learner's texts, their progress, and the world of each lesson. */
export const WORKBOOK_NAME = 'replaybook';
export const PROGRESS_NAME = 'replaybook-progress';
export const WORLD_NAME = /^replaybook-lesson-[a-z][a-z0-9-]*$/;

/** The stores of the database called `name`; null for one that holds no work. */
export function storesOf(name: string): StoreKinds | null {
  if (name === WORKBOOK_NAME) return WORKBOOK;
  return name === PROGRESS_NAME || WORLD_NAME.test(name) ? WORLD : null;
}

/** Levels of nesting in a text that is kept: the lab allows a hundred in what it is given, and puts a few around it. */
const TEXT_DEPTH = 120;

/** A page passes events on without parsing them: what is no list of events, or of another number, would only be found out by whoever reads it. */
function isWhole({ count: most, ids, text: events }: Commit): boolean {
  if (isNestedDeeper(events, TEXT_DEPTH)) return false;
  try {
    const list: unknown = JSON.parse(events);
    const areEvents = Array.isArray(list) && list.every((event) => isObject(event) && text(event['type']));
    return areEvents && list.length === most && ids.split(' ').length === most;
  } catch {
    return false;
  }
}

function isRow(value: unknown): boolean {
  return typeof value === 'string' && !isNestedDeeper(value, TEXT_DEPTH);
}
