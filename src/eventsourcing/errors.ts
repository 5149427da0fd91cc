/** The errors of this library. Each has a stable `code`; the guards look at it, so they also work on a copy sent by another realm. */
import type { ExpectedStreamVersion } from './expected-stream-version.ts';
import { hasCode } from './has-code.ts';

/** Thrown by `decide`: the command is refused, because a rule of the domain says no. Nothing is appended. */
export class IllegalStateError extends Error {
  readonly code = 'illegal-state';
  override readonly name = 'IllegalStateError';
}

/** True for an IllegalStateError, also one that crossed a realm. */
export const isIllegalStateError = (error: unknown): error is IllegalStateError => hasCode(error, 'illegal-state');

/** Someone appended first: the stream is not at the version the writer expected. Nothing was appended. */
export class ExpectedVersionConflictError extends Error {
  readonly code = 'expected-version-conflict';
  override readonly name = 'ExpectedVersionConflictError';
  readonly data: Readonly<{ streamName: string; expected: ExpectedStreamVersion; actual: number }>;

  constructor(streamName: string, expected: ExpectedStreamVersion, actual: number) {
    super(describeConflict(streamName, expected, actual));
    this.data = { streamName, expected, actual };
  }

  /** The stream that was to be appended to. */
  get streamName(): string {
    return this.data.streamName;
  }

  /** What the writer expected. */
  get expected(): ExpectedStreamVersion {
    return this.data.expected;
  }

  /** The version the stream is at; 0 when it never had an event. */
  get actual(): number {
    return this.data.actual;
  }
}

/** True for an ExpectedVersionConflictError, also one that crossed a realm. */
export const isExpectedVersionConflictError = (error: unknown): error is ExpectedVersionConflictError =>
  hasCode(error, 'expected-version-conflict');

/** The stream was ended for good, with a tombstone: nothing was appended, and nothing ever will be. */
export class StreamTombstonedError extends Error {
  readonly code = 'stream-tombstoned';
  override readonly name = 'StreamTombstonedError';
  readonly data: Readonly<{ streamName: string }>;

  constructor(streamName: string) {
    super(`Stream "${streamName}" has a tombstone: it was ended for good. Append to a stream with another name.`);
    this.data = { streamName };
  }

  /** The stream that was to be appended to. */
  get streamName(): string {
    return this.data.streamName;
  }
}

/** True for a StreamTombstonedError, also one that crossed a realm. */
export const isStreamTombstonedError = (error: unknown): error is StreamTombstonedError =>
  hasCode(error, 'stream-tombstoned');

/** What an input should have been; the page has a text for each in every language. */
export type InputExpectation =
  | 'json'
  | 'less-nesting'
  | 'event'
  | 'event-id'
  | 'event-type'
  | 'event-types'
  | 'event-list'
  | 'metadata'
  | 'event-size'
  | 'append-count'
  | 'append-size'
  | 'stream-name'
  | 'expected-version'
  | 'whole-number'
  | 'subscription-start'
  | 'direction'
  | 'conflict-answer'
  | 'fingerprint'
  | 'one-upcaster'
  | 'upcaster-chain'
  | 'recorded-event'
  | 'own-event-type'
  | 'table'
  | 'table-name'
  | 'table-key'
  | 'table-index'
  | 'row'
  | 'row-size'
  | 'key'
  | 'no-key-change'
  | 'operation-count'
  | 'function'
  | 'list'
  | 'rows-to-plot'
  | 'number-to-plot'
  | 'plot-scale'
  | 'actors'
  | 'faults'
  | 'fault'
  | 'schedule'
  | 'share'
  | 'instant'
  | 'duration'
  | 'pace'
  | 'encrypted'
  | 'text-to-find';

const EXPECTED: Readonly<Record<InputExpectation, (limit: number) => string>> = {
  json: () => 'plain JSON',
  'less-nesting': (limit) => `at most ${limit} levels of nesting`,
  event: () => 'an event { type, data }',
  'event-id': (limit) => `1 to ${limit} printable characters without spaces, and no id twice`,
  'event-type': (limit) => `the name of what happened, in 1 to ${limit} characters`,
  'event-types': () => 'a list of names of event types',
  'event-list': () => 'a list of events',
  metadata: () => 'an object such as { actor, correlationId }',
  'event-size': (limit) => `at most ${limit} characters of JSON in one event`,
  'append-count': (limit) => `at most ${limit} events in one append`,
  'append-size': (limit) => `at most ${limit} characters of JSON in one append`,
  'stream-name': (limit) => `1 to ${limit} printable characters without spaces at the ends, e.g. order-7dd8`,
  'expected-version': () => 'a whole number from 0, STREAM_EXISTS, STREAM_DOES_NOT_EXIST or NO_CONCURRENCY_CHECK',
  'whole-number': (limit) => `a whole number from ${limit}`,
  'subscription-start': (limit) => `a whole number from ${limit}, BEGINNING or END`,
  direction: () => 'forwards or backwards',
  'conflict-answer': () => "'append mine', 'decide again' or 'give up'",
  fingerprint: (limit) => `the name of a fold, e.g. cart v2, in 1 to ${limit} characters`,
  'one-upcaster': () => 'one upcaster for each type and schemaVersion',
  'upcaster-chain': () => 'a chain of upcasters that comes to an end',
  'recorded-event': () => 'an event as the store gave it',
  'own-event-type': () => 'a type other than EventHeard and CommandIssued, which a process manager writes itself',
  table: () => 'a table made by database.table',
  'table-name': () => 'a word, e.g. order_items',
  'table-key': () => 'the name of a property, or a list of names',
  'table-index': (limit) => `a list of at most ${limit} names of properties`,
  row: () => 'an object',
  'row-size': (limit) => `at most ${limit} characters of JSON in one row`,
  key: (limit) => `a number, a string of at most ${limit} characters, or a list of them`,
  'no-key-change': () => 'a change of other properties: a row keeps its key',
  'operation-count': (limit) => `at most ${limit} reads and writes in one transaction`,
  function: () => 'a function',
  list: () => 'a list',
  'rows-to-plot': (limit) => `a list of 1 to ${limit} objects`,
  'number-to-plot': () => "a number, and above 0 where the scale is 'log-log'",
  actors: (limit) => `an object of 1 to ${limit} functions`,
  faults: () => "a list of 'crash', 'abort', 'rollback', 'lost ack', 'duplicate' and 'reorder'",
  fault: () => "the name of a fault, e.g. 'lost ack'",
  share: () => 'a number from 0 to 1',
  schedule: () => 'a schedule of this program, as explore names it',
  'plot-scale': () => "'linear' or 'log-log'",
  instant: () => 'an instant such as 2020-05-20T09:00:00Z',
  duration: () => 'a number of milliseconds from 0',
  pace: () => "'virtual' or 'real'",
  encrypted: () => 'what encrypt gave',
  'text-to-find': (limit) => `a text of 1 to ${limit} characters`,
};

/**
 * What was given cannot be stored or read; nothing was written. `data.field` names it, `data.found` is what was there,
 * in the language's own words (function, NaN, Date), `data.expected` says what should have been, `data.limit` how much.
 */
export class InvalidInputError extends Error {
  readonly code = 'invalid-input';
  override readonly name = 'InvalidInputError';
  readonly data: Readonly<{ field: string; found: string; expected: InputExpectation; limit: number }>;

  constructor(field: string, found: string, expected: InputExpectation, limit = 0) {
    super(`${field} is ${found}; expected is ${EXPECTED[expected](limit)}.`);
    this.data = { field, found, expected, limit };
  }
}

/** True for an InvalidInputError, also one that crossed a realm. */
export const isInvalidInputError = (error: unknown): error is InvalidInputError => hasCode(error, 'invalid-input');

function describeConflict(streamName: string, expected: ExpectedStreamVersion, actual: number): string {
  const found =
    actual === 0 ? `Stream "${streamName}" has no events` : `Stream "${streamName}" is at version ${actual}`;
  switch (expected) {
    case 'STREAM_DOES_NOT_EXIST':
      return `${found}, but you expected that it does not exist. Something was appended before: load it and decide again.`;
    case 'STREAM_EXISTS':
      return `Stream "${streamName}" has no events, but you expected that it exists. Append its first event, or expect STREAM_DOES_NOT_EXIST.`;
    default:
      if (actual < Number(expected)) {
        return `${found}, but you expected ${expected}. It has not come that far: load it and decide again.`;
      }
      return `${found}, but you expected ${expected}. Something was appended in between: load it and decide again.`;
  }
}
