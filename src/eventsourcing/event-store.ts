/** The port every event store implements. Rules: SPEC.md, ES. */
import type { Fold } from './decider.ts';
import type { Event, Metadata, NewEvent, Recorded } from './event.ts';
import type { ExpectedStreamVersion } from './expected-stream-version.ts';
import type { Snapshot } from './snapshot.ts';

/** A log of events in streams. Every method either does all it says or throws and changes nothing. */
export interface EventStore {
  /**
   * Appends all events or none. An empty list writes nothing and returns the current version. When every event has an `eventId`
   * and all of them stand already where they were to go, nothing is written and the result says so.
   * Throws ExpectedVersionConflictError when the stream is not at the expected version, StreamTombstonedError when it was ended for good,
   * InvalidInputError for what cannot be stored.
   */
  appendToStream<E extends Event>(
    streamName: string,
    events: readonly NewEvent<E>[],
    options: AppendOptions,
  ): Promise<AppendResult>;

  /** Reads events of one stream in order; no events for a stream that does not exist. */
  readStream<E extends Event>(streamName: string, options?: ReadStreamOptions): Promise<ReadStreamResult<E>>;

  /** Folds a stream into a state without keeping its events; from a snapshot on, where one is given that can be used. */
  aggregateStream<State, E extends Event>(
    streamName: string,
    fold: Fold<State, E> & AggregateStreamOptions<State>,
  ): Promise<AggregateStreamResult<State>>;

  /**
   * Takes the events before a position out of the stream, for good; a position behind its end takes all. They stay in the log:
   * `readAll` and subscriptions go on giving them. Throws as `appendToStream` does. KurrentDB: `$tb` in a stream's metadata.
   */
  truncateBefore(streamName: string, position: number, options: CutOptions): Promise<void>;

  /**
   * Takes all events out of the stream (a soft delete). It does not exist then, and may be appended to again: its positions go on where they were.
   * In the log its events stay. Throws as `appendToStream` does.
   */
  deleteStream(streamName: string, options: CutOptions): Promise<void>;

  /**
   * Takes all events out of the stream and ends it (a hard delete): whoever appends to it from then on meets StreamTombstonedError. In the log its
   * events stay. Throws as `appendToStream` does.
   */
  tombstoneStream(streamName: string, options: CutOptions): Promise<void>;

  /** Reads events of all streams in the order in which they were committed. */
  readAll(options?: ReadAllOptions): Promise<ReadAllResult>;

  /**
   * The events of all streams behind a place in the log, for `for await`: first those that are there, then those that come.
   * It has no end of its own: leave the loop to end it.
   */
  subscribeToAll(options: SubscribeToAllOptions): AsyncIterable<Recorded<Event>>;
}

export type AppendOptions = Readonly<{
  /** What the writer has seen; required, so that nobody skips the question by forgetting it. */
  expectedStreamVersion: ExpectedStreamVersion;
  /** Added to every event of this append; what an event says itself wins. */
  metadata?: Metadata;
}>;

export type CutOptions = Readonly<{
  /** What is believed of the stream, as for an append. */
  expectedStreamVersion: ExpectedStreamVersion;
}>;

export type AppendResult = Readonly<{
  streamName: string;
  /** The version of the stream now: what the next writer must expect. */
  nextExpectedStreamVersion: number;
  /** True when this append gave the stream its very first event. */
  createdNewStream: boolean;
  /** The global position of the last event of this append; for an empty append, of the log. */
  lastGlobalPosition: number;
  /** True when these very events were there already and nothing was written. */
  deduplicated: boolean;
}>;

export type ReadStreamOptions = Readonly<{
  /** First stream position, included. */
  from?: number;
  /** Last stream position, included. */
  to?: number;
  /** At most so many events. */
  maxCount?: number;
  /** `'backwards'` gives the last events first. */
  direction?: 'forwards' | 'backwards';
}>;

export type ReadStreamResult<E extends Event> = Readonly<{
  events: Recorded<E>[];
  /** The version of the *stream*, whatever part of it was read; 0 when it never had an event. */
  currentStreamVersion: number;
  /** True when it has an event that can be read. */
  streamExists: boolean;
}>;

export type AggregateStreamOptions<State> = Readonly<{
  read?: Readonly<{
    /** Last stream position, included. */
    to?: number;
  }>;
  /** Where to begin instead of at zero; null, and what is not of this stream's past, is the same as none. */
  snapshot?: Snapshot<State> | null;
}>;

export type AggregateStreamResult<State> = Readonly<{
  state: State;
  /** The version of the *stream*, whatever part of it was folded. */
  currentStreamVersion: number;
  streamExists: boolean;
  /** How many events were folded; those in a snapshot were not. */
  eventsRead: number;
}>;

export type ReadAllOptions = Readonly<{
  /** Only events behind this global position. */
  after?: number;
  maxCount?: number;
  /** Only events of these types. */
  types?: readonly string[];
}>;

export type ReadAllResult = Readonly<{
  events: Recorded<Event>[];
  /** Everything up to here has been read: go on with `after: safePosition`. */
  safePosition: number;
}>;

export type SubscribeToAllOptions = Readonly<{
  /** Only events behind this global position; `'END'` is the end of the log when the first event is asked for. */
  after: number | 'BEGINNING' | 'END';
}>;
