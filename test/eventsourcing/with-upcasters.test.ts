/** An event store that is read through upcasters. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandHandler, inMemoryEventStore, withUpcasters, type Event, type Upcaster } from '#eventsourcing';
import { eventStoreCases } from '../contract/event-store-contract.ts';
import { opened, runCases } from '../contract/run-cases.ts';
import { account, withdraw } from './account.ts';

const unchecked = { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' } as const;

runCases('withUpcasters', eventStoreCases, () => opened({ eventStore: withUpcasters(inMemoryEventStore(), []) }));

/** Once a transfer was one event, and a deposit had another name. */
const list: readonly Upcaster[] = [
  { type: 'MoneyPutIn', upcast: ({ data }) => ({ type: 'MoneyDeposited', data }) },
  {
    type: 'MoneyExchanged',
    upcast: ({ data }) => {
      const { out, into } = data as { out: number; into: number };
      return [
        { type: 'MoneyWithdrawn', data: { amount: out } },
        { type: 'MoneyPutIn', data: { amount: into } },
      ];
    },
  },
];

async function setUp() {
  const stored = inMemoryEventStore();
  const store = withUpcasters(stored, list);
  await store.appendToStream(
    'account-7',
    [
      { type: 'MoneyPutIn', data: { amount: 10 } },
      { type: 'MoneyExchanged', data: { out: 4, into: 1 } },
      { type: 'MoneyDeposited', data: { amount: 5 } },
    ],
    unchecked,
  );
  return { stored, store };
}

const placed = (events: readonly { type: string; streamPosition: number }[]) =>
  events.map(({ type, streamPosition }) => `${streamPosition} ${type.replace('Money', '')}`);
const READ = ['1 Deposited', '2 Withdrawn', '2 Deposited', '3 Deposited'];

describe('reading', () => {
  test('UP7: a stream is read as its events are meant now, and stored as it was written', async () => {
    const { stored, store } = await setUp();
    const { events, currentStreamVersion } = await store.readStream('account-7');
    expect([placed(events), currentStreamVersion]).toEqual([READ, 3]);
    expect(placed((await stored.readStream('account-7')).events)).toEqual(['1 PutIn', '2 Exchanged', '3 Deposited']);
  });

  test('UP7: a fold folds them, and a command is decided on that', async () => {
    const { store } = await setUp();
    const folded = await store.aggregateStream('account-7', account);
    expect(folded).toEqual({ state: { balance: 12 }, currentStreamVersion: 3, streamExists: true, eventsRead: 3 });
    expect(await commandHandler(account)(store, 'account-7', withdraw(12))).toMatchObject({
      newState: { balance: 0 },
      nextExpectedStreamVersion: 4,
    });
  });

  test('UP7: the log and a subscription give them', async () => {
    const { store } = await setUp();
    expect(placed((await store.readAll()).events)).toEqual(READ);
    const heard: Parameters<typeof placed>[0][number][] = [];
    for await (const event of store.subscribeToAll({ after: 'BEGINNING' })) {
      heard.push(event);
      if (heard.length === READ.length) break;
    }
    expect(placed(heard)).toEqual(READ);
  });

  test('UP8: from, to and maxCount count stored events', async () => {
    const { store } = await setUp();
    const types = async (options: object) => placed((await store.readStream('account-7', options)).events);
    expect(await types({ from: 2, to: 2 })).toEqual(['2 Withdrawn', '2 Deposited']);
    expect(await types({ maxCount: 2 })).toEqual(READ.slice(0, 3));
    expect(await types({ maxCount: 2, direction: 'backwards' })).toEqual(['3 Deposited', '2 Deposited', '2 Withdrawn']);
    expect(placed((await store.readAll({ after: 1, maxCount: 1 })).events)).toEqual(['2 Withdrawn', '2 Deposited']);
  });

  test('UP8: a fold reads from a snapshot on, and up to a position', async () => {
    const { store } = await setUp();
    const snapshot = { state: { balance: 100 }, streamPosition: 1, fingerprint: 'account v1' };
    expect(await store.aggregateStream('account-7', { ...account, snapshot, read: { to: 2 } })).toEqual({
      state: { balance: 97 },
      currentStreamVersion: 3,
      streamExists: true,
      eventsRead: 1,
    });
  });
});

describe('types', () => {
  test('UP9: they are those that are read', async () => {
    const { store } = await setUp();
    const of = async (...types: string[]) => placed((await store.readAll({ types })).events);
    expect(await of('MoneyDeposited')).toEqual(['1 Deposited', '2 Deposited', '3 Deposited']);
    expect(await of('MoneyWithdrawn')).toEqual(['2 Withdrawn']);
    expect(await of('MoneyPutIn', 'MoneyExchanged')).toEqual([]);
  });

  test('UP9: however many events are asked for at a time, each is given once', async () => {
    const anyType = fc.constantFrom('MoneyPutIn', 'MoneyExchanged', 'MoneyDeposited', 'Other');
    const anyTypes = fc.subarray(['MoneyDeposited', 'MoneyWithdrawn', 'MoneyPutIn', 'Other']);
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyType, { maxLength: 12 }),
        anyTypes,
        fc.integer({ min: 1, max: 5 }),
        async (written, types, maxCount) => {
          const store = withUpcasters(inMemoryEventStore(), list);
          for (const type of written) await store.appendToStream('s', [{ type, data: { out: 1, into: 1 } }], unchecked);
          const all = (await store.readAll()).events.filter(({ type }) => types.includes(type));
          expect((await store.readAll({ types })).events).toEqual(all);
          const found: Event[] = [];
          for (let after = 0; ;) {
            const { events, safePosition } = await store.readAll({ after, types, maxCount });
            if (events.length === 0) break;
            found.push(...events);
            after = safePosition;
          }
          expect(found).toEqual(all);
        },
      ),
    );
  });
});
