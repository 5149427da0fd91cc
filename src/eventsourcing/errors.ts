/** The errors of this library. Each has a stable `code`; the guards look at it, so they also work on a copy sent by another realm. */
import type { ExpectedStreamVersion } from './expected-stream-version.ts';

const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && (error as { code?: unknown }).code === code;

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

  /** The version the stream is at; 0 when it has no events. */
  get actual(): number {
    return this.data.actual;
  }
}

/** True for an ExpectedVersionConflictError, also one that crossed a realm. */
export const isExpectedVersionConflictError = (error: unknown): error is ExpectedVersionConflictError =>
  hasCode(error, 'expected-version-conflict');

/** What was given cannot be stored or read: `data.field` names what is wrong with it. Nothing was written. */
export class InvalidInputError extends Error {
  readonly code = 'invalid-input';
  override readonly name = 'InvalidInputError';
  readonly data: Readonly<{ field: string; found: string; expected: string }>;

  constructor(field: string, found: string, expected: string) {
    super(`${field} is ${found}; expected ${expected}.`);
    this.data = { field, found, expected };
  }
}

/** True for an InvalidInputError, also one that crossed a realm. */
export const isInvalidInputError = (error: unknown): error is InvalidInputError => hasCode(error, 'invalid-input');

function describeConflict(streamName: string, expected: ExpectedStreamVersion, actual: number): string {
  const found = actual === 0 ? `Stream "${streamName}" has no events` : `Stream "${streamName}" is at version ${actual}`;
  switch (expected) {
    case 'STREAM_DOES_NOT_EXIST':
      return `${found}, but you expected that it does not exist. Someone appended first: load again and decide again.`;
    case 'STREAM_EXISTS':
      return `${found}, but you expected that it exists. Append its first event, or expect STREAM_DOES_NOT_EXIST.`;
    default:
      return `${found}, but you expected ${expected}. Someone appended first: load again and decide again.`;
  }
}
