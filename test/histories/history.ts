/** What several writers and readers do to one event store, one thing after the other, as data. */
import * as fc from 'fast-check';

/** What a writer says of the stream: where it is, one event behind that, ahead of it, or one of the three words. */
export type Seen = 'now' | 'behind' | 'ahead' | 'STREAM_DOES_NOT_EXIST' | 'STREAM_EXISTS' | 'NO_CONCURRENCY_CHECK';

/** What becomes of the answer to an append: it comes, or a crash takes the append or only its answer, and the writer tries again. */
export type Answer = 'comes' | 'lost before' | 'lost after';

export type Append = Readonly<{
  kind: 'append';
  stream: number;
  count: number;
  seen: Seen;
  /** Its events come with ids. */
  isNamed: boolean;
  answer: Answer;
}>;

export type Operation =
  | Append
  /** An earlier append with ids is made once more, as it was or with its last event exchanged. */
  | Readonly<{ kind: 'append again'; which: number; isChanged: boolean }>
  /** Several people ask at the same time. */
  | Readonly<{
      kind: 'commands';
      stream: number;
      amounts: readonly number[];
      retries: number;
      turns: readonly number[];
    }>
  | Readonly<{ kind: 'command'; stream: number; amount: number; seen: 'now' | 'behind' }>
  | Readonly<{ kind: 'read'; stream: number; from: number; to: number; most: number; isBackwards: boolean }>
  | Readonly<{ kind: 'fold'; stream: number; to: number }>
  /** Events are taken out of a stream: those before a position, all, or all for good. */
  | Readonly<{ kind: 'cut'; stream: number; how: 'truncate' | 'delete' | 'tombstone'; before: number; seen: Seen }>
  | Readonly<{ kind: 'read all'; after: number; most: number; isOneType: boolean }>;

/** A history, and behind which event somebody begins to listen. */
export type History = Readonly<{ operations: readonly Operation[]; listensAfter: number }>;

const stream = fc.nat(2);

/** The name of a stream; the one after a tombstone has another. */
export const nameOf = (number: number, tombstones: number): string => `account-${number}${'+'.repeat(tombstones)}`;

const one = <Kind extends string>(kind: Kind) => fc.constant(kind);

const seen = fc.constantFrom<Seen[]>(
  'now',
  'now',
  'now',
  'behind',
  'ahead',
  'STREAM_DOES_NOT_EXIST',
  'STREAM_EXISTS',
  'NO_CONCURRENCY_CHECK',
);

const append: fc.Arbitrary<Append> = fc.record({
  kind: one('append'),
  stream,
  count: fc.integer({ min: 0, max: 3 }),
  seen,
  isNamed: fc.boolean(),
  answer: fc.constantFrom('comes', 'comes', 'comes', 'lost before', 'lost after'),
});

/** Above 0 it is paid in, below it is taken out. */
const amount = fc.integer({ min: -9, max: 9 });

const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 4, arbitrary: append },
  { weight: 2, arbitrary: fc.record({ kind: one('append again'), which: fc.nat(99), isChanged: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: one('commands'),
      stream,
      amounts: fc.array(amount, { minLength: 2, maxLength: 3 }),
      retries: fc.nat(2),
      turns: fc.array(fc.nat(5), { maxLength: 12 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: one('command'), stream, amount, seen: fc.constantFrom('now', 'behind') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: one('read'),
      stream,
      from: fc.integer({ min: 1, max: 40 }),
      to: fc.nat(60),
      most: fc.integer({ min: 1, max: 20 }),
      isBackwards: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: one('cut'),
      stream,
      how: fc.constantFrom('truncate', 'truncate', 'truncate', 'delete', 'delete', 'tombstone'),
      before: fc.integer({ min: 1, max: 40 }),
      seen,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: one('fold'), stream, to: fc.nat(60) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: one('read all'),
      after: fc.nat(120),
      most: fc.integer({ min: 1, max: 20 }),
      isOneType: fc.boolean(),
    }),
  },
);

/** Histories of so many operations on average, and at most twice as many. */
export const historyOf = (length: number): fc.Arbitrary<History> =>
  fc.record({
    operations: fc.array(operation, { minLength: 1, maxLength: 2 * length - 1, size: 'max' }),
    listensAfter: fc.nat(100),
  });
