/** Emmett as a judge: what a learner types for a decider and its specification runs there unchanged, and its command handler runs over our store. */
import * as emmett from '@event-driven-io/emmett';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  commandHandler,
  IllegalStateError,
  inMemoryEventStore,
  isExpectedVersionConflictError,
  specification,
  type EventStore,
  type ExpectedStreamVersion,
} from '#eventsourcing';
import { account, askFor, deposit, withdraw, type Account, type AccountCommand, type AccountEvent } from './account.ts';

const deposited = (amount: number): AccountEvent => ({ type: 'MoneyDeposited', data: { amount } });
const withdrawn = (amount: number): AccountEvent => ({ type: 'MoneyWithdrawn', data: { amount } });

/** The decider as Emmett's types want it: a list that may be written to. */
const theirAccount = {
  ...account,
  decide: (command: AccountCommand, state: Account): AccountEvent[] => [...account.decide(command, state)],
};

/** Our store behind Emmett's port: positions are bigint there, and an expectation may be left out. */
function asEmmettStore(store: EventStore): emmett.EventStore {
  const numbers = (expected: unknown): ExpectedStreamVersion =>
    typeof expected === 'bigint' ? Number(expected) : ((expected ?? 'NO_CONCURRENCY_CHECK') as ExpectedStreamVersion);
  const port = {
    async aggregateStream(streamName: string, { evolve, initialState }: typeof account) {
      const { state, currentStreamVersion, streamExists } = await store.aggregateStream(streamName, {
        evolve,
        initialState,
      });
      return { state, currentStreamVersion: BigInt(currentStreamVersion), streamExists };
    },
    async readStream(streamName: string) {
      const { events, currentStreamVersion, streamExists } = await store.readStream(streamName);
      return { events, currentStreamVersion: BigInt(currentStreamVersion), streamExists };
    },
    async appendToStream(streamName: string, events: AccountEvent[], options?: { expectedStreamVersion?: unknown }) {
      const expectedStreamVersion = numbers(options?.expectedStreamVersion);
      const appended = await store.appendToStream(streamName, events, { expectedStreamVersion });
      return {
        nextExpectedStreamVersion: BigInt(appended.nextExpectedStreamVersion),
        createdNewStream: appended.createdNewStream,
      };
    },
    streamExists: async (streamName: string) => (await store.readStream(streamName, { maxCount: 1 })).streamExists,
  };
  return port as unknown as emmett.EventStore;
}

describe('the same claims hold in both specifications', () => {
  const theirs = emmett.DeciderSpecification.for(theirAccount);
  const own = specification(account);

  test.each([
    ['events', [deposited(5)], withdraw(3), [withdrawn(3)]],
    ['nothing', [], deposit(0), []],
    ['a first event', [], deposit(2), [deposited(2)]],
  ] as const)('%s', (_, given, command, then) => {
    own(given).when(command).then(then);
    if (then.length > 0)
      theirs([...given])
        .when(command)
        .then([...then]);
    else {
      own(given).when(command).thenNothingHappened();
      theirs([...given])
        .when(command)
        .thenNothingHappened();
    }
    for (const claim of [
      () =>
        own(given)
          .when(command)
          .then([deposited(99)]),
      () =>
        theirs([...given])
          .when(command)
          .then([deposited(99)]),
    ])
      expect(claim).toThrow();
  });

  test('a refusal', () => {
    own([deposited(5)])
      .when(withdraw(6))
      .thenThrows(IllegalStateError);
    theirs([deposited(5)])
      .when(withdraw(6))
      .thenThrows(IllegalStateError);
    expect(() =>
      own([deposited(5)])
        .when(withdraw(5))
        .thenThrows(),
    ).toThrow();
    expect(() =>
      theirs([deposited(5)])
        .when(withdraw(5))
        .thenThrows(),
    ).toThrow();
  });
});

/** Commands, some of which are refused. */
const commands = fc.array(fc.integer({ min: -9, max: 9 }).map(askFor), { maxLength: 20 });

test("Emmett's command handler leaves in our store what ours leaves, and what it leaves in its own", async () => {
  const handler = emmett.CommandHandler<Account, AccountEvent>(account);
  // Their type of a command wants metadata of another shape: the command is closed over.
  const handleTheirs = (store: emmett.EventStore, streamName: string, command: AccountCommand) =>
    handler(store, streamName, (state) => theirAccount.decide(command, state));
  const handleOurs = commandHandler(account);
  await fc.assert(
    fc.asyncProperty(commands, async (all) => {
      const [ours, behindTheirPort, theirs] = [
        inMemoryEventStore(),
        inMemoryEventStore(),
        emmett.getInMemoryEventStore(),
      ];
      const port = asEmmettStore(behindTheirPort);
      for (const command of all) {
        const ends = await Promise.allSettled([
          handleOurs(ours, 'account-7', command),
          handleTheirs(port, 'account-7', command),
          handleTheirs(theirs, 'account-7', command),
        ]);
        expect(new Set(ends.map(({ status }) => status)).size, JSON.stringify(command)).toBe(1);
      }
      const typed = (events: readonly { type: string; data: unknown }[]) =>
        events.map(({ type, data }) => ({ type, data }));
      const [first, second] = await Promise.all([ours, behindTheirPort].map((store) => store.readStream('account-7')));
      const third = await theirs.readStream<AccountEvent>('account-7');
      expect(typed(second!.events)).toEqual(typed(first!.events));
      expect(typed(third.events)).toEqual(typed(first!.events));
      expect(third.currentStreamVersion).toBe(BigInt(first!.currentStreamVersion));
      // An event's place in its stream is the same number; they keep it in its metadata.
      expect(third.events.map(({ metadata }) => Number(metadata.streamPosition))).toEqual(
        first!.events.map(({ streamPosition }) => streamPosition),
      );
    }),
    { numRuns: 100, seed: 20_200_520 },
  );
});

test.each([
  ['STREAM_DOES_NOT_EXIST', 0n, true],
  ['STREAM_DOES_NOT_EXIST', 2n, false],
  ['STREAM_EXISTS', 0n, false],
  ['STREAM_EXISTS', 2n, true],
  ['NO_CONCURRENCY_CHECK', 2n, true],
  [2n, 2n, true],
  [1n, 2n, false],
  [3n, 2n, false],
] as const)('both stores judge the expectation %s of a stream at %s alike', async (expected, version, isMet) => {
  for (const store of [emmett.getInMemoryEventStore() as emmett.EventStore, asEmmettStore(inMemoryEventStore())]) {
    if (version > 0n) await store.appendToStream('order-1', [deposited(1), deposited(2)]);
    const appending = store.appendToStream('order-1', [deposited(3)], { expectedStreamVersion: expected as never });
    if (isMet) expect((await appending).nextExpectedStreamVersion).toBe(version + 1n);
    else
      await expect(appending).rejects.toSatisfy(
        (error) => emmett.isExpectedVersionConflictError(error) || isExpectedVersionConflictError(error),
      );
  }
});
