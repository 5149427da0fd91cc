/** The port below an event store: commits in, pages of commits out. Adapters are named after their technology. Rules: SPEC.md, ST. */
import type { Commit, NewCommit } from './commit.ts';
import type { ExpectedStreamVersion } from '../expected-stream-version.ts';
import type { StreamCut, StreamHead } from '../stream-head.ts';

/** Where commits are kept. A method does all it says or throws and changes nothing. */
export interface EventStorage {
  /** Checks the expectation and adds the commit in one step. Throws ExpectedVersionConflictError, StreamTombstonedError. */
  append(append: Append): Promise<AppendReceipt>;
  /** Checks the expectation and cuts the stream in one step. Throws as `append` does. */
  cut(cut: Cut): Promise<void>;
  /** One page of a stream, in the direction asked for. */
  readStream(query: StreamQuery): Promise<StreamPage>;
  /** One page of the log in commit order. */
  readAll(query: LogQuery): Promise<LogPage>;
  /** Resolves when the log has an event behind a position that it has reached before, also one that came in between. */
  whenBehind(position: number): Promise<void>;
}

export type Append = Readonly<{ streamName: string; expected: ExpectedStreamVersion; commit: NewCommit }>;

export type Cut = StreamCut & Readonly<{ streamName: string; expected: ExpectedStreamVersion }>;

export type AppendReceipt = Readonly<{ firstPosition: number; firstStreamPosition: number }>;

export type StreamQuery = Readonly<{
  streamName: string;
  /** Lowest stream position asked for, from 1. */
  from: number;
  /** Highest stream position asked for; Infinity for the end. */
  to: number;
  direction: 'forwards' | 'backwards';
  /** About so many events are wanted; a page may hold more or fewer. */
  wanted: number;
}>;

/** A page, and where the stream stood then. Whoever reads several has to look: it may have been cut in between. */
export type StreamPage = StreamHead &
  Readonly<{
    /** Whole commits, also where only part of one was asked for or can be read; in the direction asked for. */
    commits: readonly Commit[];
    /** The query for what is left; null when this page is the last. */
    next: StreamQuery | null;
  }>;

export type LogQuery = Readonly<{
  /** Only events behind this global position. */
  after: number;
  wanted: number;
}>;

export type LogPage = Readonly<{
  /** Whole commits in commit order. */
  commits: readonly Commit[];
  /** Global position of the last event of the log. */
  lastPosition: number;
  next: LogQuery | null;
}>;
