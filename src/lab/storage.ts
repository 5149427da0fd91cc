/** The storage port of a lesson's world: one way in (`transact`), pages out, and a journal that can be rewound. Rules: README.md, W. */
import type { ExpectedStreamVersion } from '#eventsourcing';
import type { Append, AppendReceipt, Cut, LogPage, LogQuery, StreamPage, StreamQuery } from '#eventsourcing/storage';
import type { Leak } from './lab.ts';

/** What a row is found by: a string, a number, or a list of them. */
export type Key = string | number | (string | number)[];

/** A row as it is kept: JSON text, and a version that no other write of this world has. */
export type StoredRow = Readonly<{ table: string; id: Key; text: string; version: number }>;

/** One thing a transaction does or insists on. */
export type Operation =
  | (Readonly<{ kind: 'append' }> & Append)
  /** Takes events out of what can be read of a stream; with a tombstone it is ended for good. */
  | (Readonly<{ kind: 'cut' }> & Cut)
  /** Writes a row. `expected: 0` insists that there is none, a version that it has not changed since. */
  | Readonly<{ kind: 'put'; table: string; id: Key; text: string; expected?: number | undefined }>
  /** Changes some properties of a row that must exist. */
  | Readonly<{ kind: 'update'; table: string; id: Key; change: string }>
  /** Takes a row away; it is no error when there is none. */
  | Readonly<{ kind: 'delete'; table: string; id: Key; expected?: number | undefined }>
  /** Takes a row away, and all that the journal has of it: it stands nowhere any more, and no rewind brings it back. */
  | Readonly<{ kind: 'erase'; table: string; id: Key }>
  | Readonly<{ kind: 'expect-stream'; streamName: string; expected: ExpectedStreamVersion }>
  | Readonly<{ kind: 'expect-row'; table: string; id: Key; version: number }>;

/** Who writes: every transaction carries it, every journal entry keeps it. */
export type WriteContext = Readonly<{
  /** The world's epoch that the writer started in. A rewind or reset raises it and so ends older writers. */
  epoch: number;
  /** File of the cell that runs. */
  cell: string;
  runNumber: number;
  /** Virtual time in milliseconds since 1970. */
  time: number;
}>;

/** What came of a transaction. */
export type TransactionReceipt = Readonly<{
  journalPosition: number;
  /** One for each append, in order. */
  appends: readonly AppendReceipt[];
}>;

/** The part of the port that the lab needs; the sandbox's client offers this much and no more. */
export interface LabStorage {
  /** Does all operations in order, or none: throws and changes nothing. */
  transact(operations: readonly Operation[]): Promise<TransactionReceipt>;
  readStream(query: StreamQuery): Promise<StreamPage>;
  readAll(query: LogQuery): Promise<LogPage>;
  readRow(table: string, id: Key): Promise<StoredRow | null>;
  /** One page of a table's rows: ordered by key or, when a property is asked for, by its value and then by key. */
  readRows(query: RowQuery): Promise<RowPage>;
  /** Resolves when the log has an event behind a position that it has reached before, also one that came in between. */
  whenBehind(position: number): Promise<void>;
  /** Where a text stands, in whatever the world keeps. */
  findText(text: string): Promise<readonly Leak[]>;
}

/** Which rows of a table are asked for. */
export type RowQuery = Readonly<{
  table: string;
  /** Only rows whose property `name` has a value between these two, both included; null for no end. `toIndexValue` makes the values. */
  property?: Readonly<{ name: string; from: Key | null; to: Key | null }> | undefined;
  /** Only rows behind this place: the last row of the page before. */
  after?: RowPlace | undefined;
  /** About so many rows are wanted; a page may hold fewer. */
  wanted: number;
}>;

/** Where a row stands: by its key or, in the order of a property, by that property's value and its key. */
export type RowPlace = Readonly<{ value?: Key | undefined; id: Key }>;

export type RowPage = Readonly<{
  rows: readonly StoredRow[];
  /** The query for what is left; null when this page is the last. */
  next: RowQuery | null;
}>;

/** Where a world stands. */
export type WorldState = Readonly<{
  epoch: number;
  /** Position of the last journal entry. */
  journalPosition: number;
  /** Global position of the last event. */
  lastPosition: number;
}>;

/** What a row change replaced. */
export type RowChange = Readonly<{
  table: string;
  id: Key;
  before: StoredRow | null;
  after: StoredRow | null;
  /** Of a row that was erased, the position of the entry that had it first: where it stood from then on, nobody goes back to. */
  erasedSince?: number;
}>;

/** A reference to an append; the events themselves are in the log only. */
export type AppendReference = Readonly<{
  streamName: string;
  firstPosition: number;
  firstStreamPosition: number;
  count: number;
}>;

/** One transaction as the journal keeps it: enough to undo it. */
export type JournalEntry = WriteContext &
  Readonly<{
    position: number;
    appends: readonly AppendReference[];
    rows: readonly RowChange[];
    /** Global position of the last event of the log after it. */
    lastPosition: number;
  }>;

/** The world as its owner sees it: everything a cell can do, and the journal. */
export interface WorldStorage extends Omit<LabStorage, 'transact' | 'whenBehind' | 'findText'> {
  transact(operations: readonly Operation[], context: WriteContext): Promise<TransactionReceipt>;
  /** As for a cell; throws world-rewound when the world is in any epoch but `epoch`, or comes into another while this waits. */
  whenBehind(position: number, epoch: number): Promise<void>;
  readState(): Promise<WorldState>;
  /** Names of all tables that have rows, in order. */
  readTableNames(): Promise<readonly string[]>;
  /** How many rows a table has. */
  countRows(table: string): Promise<number>;
  /** Journal entries behind a position, oldest first: all, or so many. */
  readJournal(after: number, wanted?: number): Promise<readonly JournalEntry[]>;
  /**
   * Undoes every entry behind a journal position and raises the epoch. Where a row stood there that was erased since, it goes back
   * further, to before that row was first written. Throws world-rewound for a position that it does not have.
   */
  rewind(journalPosition: number): Promise<WorldState>;
  /** Empties the world and raises the epoch. */
  reset(): Promise<WorldState>;
  /** Calls back after every change, also of another tab; returns a function that ends it. */
  onChange(listener: (state: WorldState) => void): () => void;
}
