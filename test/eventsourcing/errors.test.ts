/** Errors and the guards that know them. */
import { expect, test } from 'vitest';
import {
  ExpectedVersionConflictError,
  IllegalStateError,
  InvalidInputError,
  isExpectedVersionConflictError,
  isIllegalStateError,
  isInvalidInputError,
  isProjectionStoppedError,
  isStreamTombstonedError,
  ProjectionStoppedError,
  StreamTombstonedError,
} from '#eventsourcing';

const errors = [
  { error: new IllegalStateError('The balance is 3.'), isOne: isIllegalStateError, name: 'IllegalStateError' },
  {
    error: new ExpectedVersionConflictError('order-1', 2, 3),
    isOne: isExpectedVersionConflictError,
    name: 'ExpectedVersionConflictError',
  },
  {
    error: new StreamTombstonedError('order-1'),
    isOne: isStreamTombstonedError,
    name: 'StreamTombstonedError',
  },
  {
    error: new InvalidInputError('from', 'NaN', 'whole-number', 1),
    isOne: isInvalidInputError,
    name: 'InvalidInputError',
  },
  {
    error: new ProjectionStoppedError({ name: 'carts', version: 1 }, 'Opened', 3, new Error('no cart')),
    isOne: isProjectionStoppedError,
    name: 'ProjectionStoppedError',
  },
];

test.each(errors)('EV8: $name is known by its code, also when it is a copy', ({ error, isOne, name }) => {
  expect(error.name).toBe(name);
  expect(error).toBeInstanceOf(Error);
  expect(isOne(error)).toBe(true);
  // What crosses a realm is the code and the data; the class stays behind.
  expect(isOne(structuredClone({ code: error.code, message: error.message }))).toBe(true);
  for (const other of errors) expect(other.isOne(error)).toBe(other.error === error);
});

test('EV8: the guards know nothing else', () => {
  for (const { isOne } of errors) {
    for (const value of [undefined, null, 'illegal-state', 7, {}, { code: 7 }, new Error('illegal-state')]) {
      expect(isOne(value)).toBe(false);
    }
  }
});

test('ES10: a conflict says in words what was found, what was expected, and what to do', () => {
  const words = (expected: ConstructorParameters<typeof ExpectedVersionConflictError>[1], actual: number) =>
    new ExpectedVersionConflictError('order-1', expected, actual).message;
  expect(words(2, 3)).toBe(
    'Stream "order-1" is at version 3, but you expected 2. Something was appended in between: load it and decide again.',
  );
  expect(words('STREAM_DOES_NOT_EXIST', 3)).toContain('is at version 3, but you expected that it does not exist');
  expect(words(5, 3)).toBe(
    'Stream "order-1" is at version 3, but you expected 5. It has not come that far: load it and decide again.',
  );
  expect(words('STREAM_EXISTS', 0)).toContain('has no events, but you expected that it exists');
});

test('ES10: a conflict carries the stream, the expectation and the version that was found', () => {
  const { streamName, expected, actual, data } = new ExpectedVersionConflictError('order-1', 'STREAM_EXISTS', 0);
  expect({ streamName, expected, actual }).toEqual(data);
  expect(data).toEqual({ streamName: 'order-1', expected: 'STREAM_EXISTS', actual: 0 });
});

test('ES13: a refusal names the field, what was found and what was expected', () => {
  const error = new InvalidInputError('maxCount', '0', 'whole-number', 1);
  expect(error.message).toBe('maxCount is 0; expected is a whole number from 1.');
  expect(error.data).toEqual({ field: 'maxCount', found: '0', expected: 'whole-number', limit: 1 });
});
