/** Names of what browsers throw, and the codes that people are told instead. */
import { describe, expect, test } from 'vitest';
import { ExpectedVersionConflictError } from '#eventsourcing';
import { ERRORS } from '#errors';
import { LabError } from '#lab';
import { isConnectionLost, storageError, toOpeningError, toStorageError } from '../../src/indexeddb/storage-error.ts';

const thrown = (name: string, message = ''): DOMException => new DOMException(message, name);

describe('W17: what a use of the database throws', () => {
  test.each([
    ['QuotaExceededError', 'storage-full'],
    ['VersionError', 'storage-newer'],
    ['SecurityError', 'storage-unavailable'],
    ['InvalidStateError', 'storage-lost'],
    ['UnknownError', 'storage-failed'],
    ['AbortError', 'storage-failed'],
  ])('%s is told as %s', (name, code) => {
    expect(toStorageError(thrown(name, 'why'), 'db')).toMatchObject({
      name: 'LabError',
      code,
      data: { database: 'db', reason: `${name}: why` },
    });
  });

  test('a browser that gives no reason is quoted by the name alone', () => {
    expect(toStorageError(thrown('QuotaExceededError'), 'db')).toMatchObject({
      data: { reason: 'QuotaExceededError' },
    });
  });

  test('errors with a code of their own stay what they are', () => {
    const errors = [new ExpectedVersionConflictError('a', 0, 1), new LabError('row-exists', {}, '')];
    for (const error of errors) expect(toStorageError(error, 'db')).toBe(error);
  });
});

describe('W17: what opening throws', () => {
  test.each([
    [thrown('SecurityError'), 'storage-unavailable'],
    [thrown('InvalidStateError'), 'storage-unavailable'],
    [new ReferenceError('indexedDB is not defined'), 'storage-unavailable'],
    [thrown('VersionError'), 'storage-newer'],
    [thrown('QuotaExceededError'), 'storage-full'],
    [thrown('UnknownError'), 'storage-failed'],
  ])('%s is told as %s', (error, code) => {
    expect(toOpeningError(error, 'db')).toMatchObject({ code });
  });
});

test('every storage error says what to do, for whoever catches it', () => {
  for (const code of Object.keys(ERRORS.storage) as (keyof typeof ERRORS.storage)[]) {
    expect(storageError(code, 'db', 'why').message).toMatch(/(?:run again|reload th[ei]s? page).* \(db: why\)$/);
  }
});

test('only a connection that was closed is worth another try', () => {
  expect(isConnectionLost(thrown('InvalidStateError'))).toBe(true);
  for (const error of [thrown('AbortError'), new Error('InvalidStateError'), null]) {
    expect(isConnectionLost(error)).toBe(false);
  }
});
