/** Histories of programs that tell others what has happened, by chance: writers, relays, consumers, a projection, time, and what goes wrong. */
import * as fc from 'fast-check';
import type { Fate } from './held-calls.ts';

/** How messages leave a program: from an outbox whose rows go by one or the other, or from the log. */
export type By = 'delete' | 'flag' | 'log';

export type Happening =
  /** Somebody appends so many events that are told, and as many that are not, in this order; on a failure again. */
  | Readonly<{ kind: 'append'; stream: number; told: readonly boolean[] }>
  /** A relay begins a pass, unless it is at one. */
  | Readonly<{ kind: 'relay'; holder: number }>
  /** A projector catches up. */
  | Readonly<{ kind: 'project' }>
  /** So many calls are let go, and the last of them has this fate. */
  | Readonly<{ kind: 'go'; pick: number; times: number; fate: Fate }>
  | Readonly<{ kind: 'wait'; milliseconds: number }>;

export type RelayHistory = Readonly<{ by: By; isLeased: boolean; happenings: readonly Happening[] }>;

/** Virtual milliseconds that a lease holds. */
export const LEASE = 100;

const happening = (fate: fc.Arbitrary<Fate>): readonly fc.WeightedArbitrary<Happening>[] => [
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('append' as const),
      stream: fc.nat(2),
      told: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('relay' as const), holder: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('project' as const) }) },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('go' as const),
      pick: fc.nat(11),
      times: fc.integer({ min: 1, max: 10 }),
      fate,
    }),
  },
];

const waiting: fc.WeightedArbitrary<Happening> = {
  weight: 2,
  arbitrary: fc.record({ kind: fc.constant('wait' as const), milliseconds: fc.nat(2 * LEASE) }),
};

const anyFate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 2, arbitrary: fc.constant('done' as const) },
  { weight: 1, arbitrary: fc.constantFrom('lost' as const, 'refused' as const, 'crash' as const) },
);

const historyOf = (
  one: readonly fc.WeightedArbitrary<Happening>[],
  isLeased: fc.Arbitrary<boolean>,
): fc.Arbitrary<RelayHistory> =>
  fc.record({
    by: fc.constantFrom('delete' as const, 'flag' as const, 'log' as const),
    isLeased,
    happenings: fc.array(fc.oneof(...one), { minLength: 6, maxLength: 40, size: 'max' }),
  });

/** One in five is calm: nothing goes wrong, no time passes, and a lease is held: each message is told once. */
export const relayHistory: fc.Arbitrary<RelayHistory> = fc.oneof(
  { weight: 4, arbitrary: historyOf([...happening(anyFate), waiting], fc.boolean()) },
  { weight: 1, arbitrary: historyOf(happening(fc.constant('done')), fc.constant(true)) },
);

export const isCalm = ({ isLeased, happenings }: RelayHistory): boolean =>
  isLeased && happenings.every((one) => one.kind !== 'wait' && (one.kind !== 'go' || one.fate === 'done'));
