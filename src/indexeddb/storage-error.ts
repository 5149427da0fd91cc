/** What the browser says of its storage, as errors of the lab: a code that the page has words for, and a sentence for whoever catches it. */
import type { ErrorCode } from '#errors';
import { LabError } from '#lab';

export type StorageErrorCode = ErrorCode<'storage'>;

const SENTENCES: Readonly<Record<StorageErrorCode, string>> = {
  'storage-failed': "The browser's storage failed, and nothing was written: run again.",
  'storage-full': "The browser's storage is full, and nothing was written: free some space and run again.",
  'storage-blocked': 'An older page in another tab holds the storage: close it, then reload this page.',
  'storage-newer': 'A newer page has changed the storage: reload this page.',
  'storage-unavailable': 'This browser lets the page store nothing: allow it to, then reload the page.',
  'storage-silent': 'The storage does not answer: reload the page.',
  'storage-lost': 'The browser has closed the storage, and nothing was written: run again.',
};

/** By the names of what IndexedDB throws. */
const CODES: Readonly<Record<string, StorageErrorCode>> = {
  QuotaExceededError: 'storage-full',
  VersionError: 'storage-newer',
  SecurityError: 'storage-unavailable',
  InvalidStateError: 'storage-lost',
};

/** An error about the database called `database`. */
export const storageError = (code: StorageErrorCode, database: string, reason: string): LabError =>
  new LabError(code, { database, reason }, `${SENTENCES[code]} (${database}: ${reason})`);

/** What a use of the database threw, as an error of the lab; errors with a code of their own are no fault of the storage. */
export function toStorageError(error: unknown, database: string): unknown {
  if (typeof (error as { code?: unknown } | null)?.code === 'string') return error;
  return storageError(CODES[nameOf(error)] ?? 'storage-failed', database, reasonOf(error));
}

/** What opening the database threw. What no browser means by it is that there is no storage to be had, as in some private windows. */
export function toOpeningError(error: unknown, database: string): LabError {
  if (error instanceof LabError) return error;
  const isMissing = !(error instanceof DOMException) || error.name === 'InvalidStateError';
  const code = isMissing ? 'storage-unavailable' : (CODES[error.name] ?? 'storage-failed');
  return storageError(code, database, reasonOf(error));
}

/** True when the connection was closed before the use began: nothing was asked of the database. */
export const isConnectionLost = (error: unknown): boolean => nameOf(error) === 'InvalidStateError';

const nameOf = (error: unknown): string => (error instanceof DOMException ? error.name : '');

const reasonOf = (error: unknown): string => {
  const { name, message } = error as { name?: string; message?: string };
  // It becomes part of a sentence, which has an end of its own.
  return message ? `${name}: ${message.replace(/\.+$/, '')}` : String(name);
};
