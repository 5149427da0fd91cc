/** Histories of messages, by chance: what publishers, consumers, time and crashes do, and how handlers take what they get. */
import * as fc from 'fast-check';

/** Keys and consumers there are. */
export const KEYS = ['a', 'b', 'c'] as const;
export const CONSUMERS = ['mails', 'points'] as const;

/** How a handler takes a message: at once, later, never, or not before it has thrown so often. */
export type Taking = Readonly<
  { kind: 'at once' } | { kind: 'later'; wait: number } | { kind: 'never' } | { kind: 'throws'; times: number }
>;

export type Happening =
  /** `id` names the message: the same again is the same message sent again. */
  | Readonly<{ kind: 'publish'; id: number; window: number }>
  | Readonly<{ kind: 'subscribe'; consumer: (typeof CONSUMERS)[number] }>
  | Readonly<{ kind: 'stop' }>
  | Readonly<{ kind: 'wait'; milliseconds: number }>
  | Readonly<{ kind: 'replay'; consumer: (typeof CONSUMERS)[number] }>
  /** The run ends after so many more calls to storage, and another begins. */
  | Readonly<{ kind: 'crash'; calls: number }>;

export type MessageHistory = Readonly<{
  happenings: readonly Happening[];
  /** How the first handlers take a message, by its id; in the end all of them take everything. */
  takings: readonly Taking[];
  maxDeliver: number;
}>;

/** As many messages are told apart. */
const IDS = 8;
/** Virtual milliseconds of a subscription's options. */
export const VISIBILITY_TIMEOUT = 400;
export const RETRY_DELAY = 100;

const consumer = fc.constantFrom(...CONSUMERS);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('publish' as const),
      id: fc.nat(IDS - 1),
      window: fc.constantFrom(0, 0, 150, 10_000),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('subscribe' as const), consumer }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('stop' as const) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait' as const), milliseconds: fc.nat(1_000) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('replay' as const), consumer }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('crash' as const), calls: fc.nat(12) }) },
);

const taking: fc.Arbitrary<Taking> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: 'at once' } as const) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('later' as const), wait: fc.nat(600) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'never' } as const) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('throws' as const), times: fc.integer({ min: 1, max: 6 }) }) },
);

const historyOf = (one: fc.Arbitrary<Happening>, each: fc.Arbitrary<Taking>): fc.Arbitrary<MessageHistory> =>
  fc.record({
    happenings: fc.array(one, { minLength: 4, maxLength: 30, size: 'max' }),
    takings: fc.array(each, { minLength: IDS, maxLength: IDS }),
    maxDeliver: fc.integer({ min: 1, max: 3 }),
  });

/** One in five is calm: of such it is known how often each message comes. */
export const messageHistory: fc.Arbitrary<MessageHistory> = fc.oneof(
  { weight: 4, arbitrary: historyOf(happening, taking) },
  {
    weight: 1,
    arbitrary: historyOf(
      happening.filter(({ kind }) => kind !== 'crash' && kind !== 'stop' && kind !== 'replay'),
      taking.filter(({ kind }) => kind === 'at once' || kind === 'throws'),
    ),
  },
);
