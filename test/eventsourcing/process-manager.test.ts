/** Process managers: events in, commands out, each event once. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  IllegalStateError,
  inMemoryEventStore,
  processManager,
  type Command,
  type Event,
  type EventStore,
  type ProcessManager,
  type Recorded,
} from '#eventsourcing';

type Heard = Event<'OrderPlaced', { total: number }> | Event<'PaymentReceived', { amount: number }>;
type Own = Event<'ShippingBegun', { paid: number }>;
type Asks = Command<'AskForPayment' | 'Ship', object>;
type State = Readonly<{ due: number; paid: number; seen: readonly string[] }>;

/** An order is shipped when it is paid for. */
const shipping: ProcessManager<State, Heard, Asks, Own> = {
  initialState: () => ({ due: 0, paid: 0, seen: [] }),
  decide(event, { due, paid }) {
    if (event.type === 'OrderPlaced')
      return { commands: [{ type: 'AskForPayment', data: { amount: event.data.total } }] };
    if (event.data.amount < 0) throw new IllegalStateError('Nobody pays less than nothing.');
    const sum = paid + event.data.amount;
    if (sum < due) return {};
    return {
      commands: [
        { type: 'Ship', data: {} },
        { type: 'Ship', data: { gift: true }, metadata: { commandId: 'mine', actor: 'shop' } },
      ],
      events: [{ type: 'ShippingBegun', data: { paid: sum } }],
    };
  },
  evolve({ due, paid, seen }, event) {
    const all = [...seen, event.type];
    if (event.type === 'OrderPlaced') return { due: event.data.total, paid, seen: all };
    return event.type === 'PaymentReceived'
      ? { due, paid: paid + event.data.amount, seen: all }
      : { due, paid, seen: all };
  },
};

async function setUp() {
  const store = inMemoryEventStore();
  /** Records an event somewhere, so that it can be heard. */
  const happened = async (event: Heard): Promise<Recorded<Heard>> => {
    await store.appendToStream('order-1', [event], { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' });
    return (await store.readStream<Heard>('order-1', { direction: 'backwards', maxCount: 1 })).events[0]!;
  };
  const placed = await happened({ type: 'OrderPlaced', data: { total: 30 }, metadata: { correlationId: 'c-1' } });
  const hear = processManager(shipping);
  return { store, happened, placed, hear, own: async () => (await store.readStream('shipping-1')).events };
}

const pay = (amount: number): Heard => ({ type: 'PaymentReceived', data: { amount } });

describe('an event', () => {
  test('PM1: it is recorded as it was heard, with what it leads to, in one append', async () => {
    const { store, placed, happened, hear, own } = await setUp();
    await hear(store, 'shipping-1', placed);
    const paid = await happened(pay(30));
    const result = await hear(store, 'shipping-1', paid);
    expect(result).toMatchObject({ nextExpectedStreamVersion: 6, attempts: 1, deduplicated: false });
    const events = await own();
    expect(events.map(({ type }) => type)).toEqual([
      'EventHeard',
      'CommandIssued',
      'EventHeard',
      'CommandIssued',
      'CommandIssued',
      'ShippingBegun',
    ]);
    expect(events[0]!.data).toEqual(placed);
    expect(events.slice(3, 5).map(({ data }) => data)).toEqual(result.commands);
  });

  test('PM1: one that leads to nothing is recorded, too', async () => {
    const { store, placed, happened, hear, own } = await setUp();
    await hear(store, 'shipping-1', placed);
    const { commands, newEvents } = await hear(store, 'shipping-1', await happened(pay(10)));
    expect([commands, newEvents, (await own()).length]).toEqual([[], [], 3]);
  });

  test('PM1: a process without events of its own issues commands', async () => {
    const { store, placed } = await setUp();
    const asking: ProcessManager<null, Heard, Asks> = {
      initialState: () => null,
      evolve: () => null,
      decide: ({ eventId }) => ({ commands: [{ type: 'AskForPayment', data: { eventId } }] }),
    };
    const { commands, newEvents } = await processManager(asking)(store, 'asking-1', placed);
    expect([commands.map(({ data }) => data), newEvents]).toEqual([[{ eventId: placed.eventId }], []]);
  });

  test('PM2: evolve is given what was heard and what is its own, in order', async () => {
    const { store, placed, happened, hear } = await setUp();
    await hear(store, 'shipping-1', placed);
    await hear(store, 'shipping-1', await happened(pay(30)));
    const { newState } = await hear(store, 'shipping-1', await happened(pay(1)));
    expect(newState).toEqual({
      due: 30,
      paid: 31,
      seen: ['OrderPlaced', 'PaymentReceived', 'ShippingBegun', 'PaymentReceived', 'ShippingBegun'],
    });
  });

  test('PM4: what it leads to says where it comes from', async () => {
    const { store, placed, happened, hear } = await setUp();
    const first = await hear(store, 'shipping-1', placed);
    expect(first.commands).toEqual([
      {
        type: 'AskForPayment',
        data: { amount: 30 },
        metadata: { commandId: `${placed.eventId}/1`, causationId: placed.eventId, correlationId: 'c-1' },
      },
    ]);
    const paid = await happened(pay(30));
    const { commands, newEvents } = await hear(store, 'shipping-1', paid);
    expect(commands.map(({ metadata }) => metadata)).toEqual([
      { commandId: `${paid.eventId}/1`, causationId: paid.eventId },
      { commandId: 'mine', causationId: paid.eventId, actor: 'shop' },
    ]);
    expect(newEvents).toEqual([{ type: 'ShippingBegun', data: { paid: 30 }, metadata: { causationId: paid.eventId } }]);
  });

  test.each([undefined, null, {}, { type: 'OrderPlaced', data: { total: 1 } }])('PM7: %j is refused', async (event) => {
    const { store, hear, own } = await setUp();
    await expect(hear(store, 'shipping-1', event as never)).rejects.toMatchObject({
      code: 'invalid-input',
      data: { expected: 'recorded-event' },
    });
    expect(await own()).toEqual([]);
  });
});

test.each(['EventHeard', 'CommandIssued'])(
  'PM1: an event of its own that is called %s is refused, and nothing is appended',
  async (type) => {
    const { store, placed, own } = await setUp();
    const hear = processManager({
      initialState: () => 0,
      evolve: () => 0,
      decide: () => ({ commands: [{ type: 'A', data: {} }], events: [{ type, data: {} }] }),
    });
    await expect(hear(store, 'shipping-1', placed as never)).rejects.toMatchObject({
      code: 'invalid-input',
      data: { field: 'events[0].type', expected: 'own-event-type' },
    });
    expect(await own()).toEqual([]);
  },
);

describe('the same event again', () => {
  test('PM3: it leads to the commands that it led to then, and nothing is appended', async () => {
    const { store, placed, happened, hear, own } = await setUp();
    const first = await hear(store, 'shipping-1', placed);
    await hear(store, 'shipping-1', await happened(pay(30)));
    const before = await own();
    expect(await hear(store, 'shipping-1', placed)).toEqual({
      newState: { due: 30, paid: 30, seen: ['OrderPlaced', 'PaymentReceived', 'ShippingBegun'] },
      commands: first.commands,
      newEvents: [],
      nextExpectedStreamVersion: 6,
      attempts: 1,
      deduplicated: true,
    });
    expect(await own()).toEqual(before);
  });

  test('PM3: however often and in whatever order events are delivered, each has one effect', async () => {
    const deliveries = fc.array(fc.nat(2), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(deliveries, async (order) => {
        const { store, placed, happened, hear, own } = await setUp();
        const events = [placed, await happened(pay(10)), await happened(pay(20))];
        const commandsOf = new Map<number, unknown>();
        for (const index of order) {
          const { commands, deduplicated } = await hear(store, 'shipping-1', events[index]!);
          expect(deduplicated).toBe(commandsOf.has(index));
          if (deduplicated) expect(commands).toEqual(commandsOf.get(index));
          commandsOf.set(index, commands);
        }
        const heard = (await own()).filter(({ type }) => type === 'EventHeard');
        expect(heard.map(({ data }) => data)).toEqual([...new Set(order)].map((index) => events[index]));
      }),
    );
  });

  test('PM5: delivered twice at the same time, it is recorded once', async () => {
    const { store, placed, hear, own } = await setUp();
    const both = await Promise.all([hear(store, 'shipping-1', placed), hear(store, 'shipping-1', placed)]);
    expect(both.map(({ deduplicated, attempts }) => ({ deduplicated, attempts }))).toEqual([
      { deduplicated: false, attempts: 1 },
      { deduplicated: true, attempts: 2 },
    ]);
    expect(both[1].commands).toEqual(both[0].commands);
    expect(await own()).toHaveLength(2);
  });
});

describe('what goes wrong', () => {
  test.each([
    [undefined, 4],
    [1, 2],
    [0, 1],
  ])('PM5: with retries %s it gives up after %i attempts', async (retries, attempts) => {
    const { store, placed, own } = await setUp();
    let appends = 0;
    const busy: EventStore = {
      ...store,
      async appendToStream(...given) {
        appends += 1;
        const someone = [{ type: 'ShippingBegun', data: { paid: 0 } }];
        await store.appendToStream(given[0], someone, { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' });
        return store.appendToStream(...given);
      },
    };
    const hear = processManager(shipping, retries === undefined ? {} : { retries });
    await expect(hear(busy, 'shipping-1', placed)).rejects.toMatchObject({ code: 'expected-version-conflict' });
    expect([appends, (await own()).length]).toEqual([attempts, attempts]);
  });

  test('PM6: what decide throws is thrown, and the event can be heard again', async () => {
    const { store, happened, hear, own } = await setUp();
    const bad = await happened(pay(-1));
    await expect(hear(store, 'shipping-1', bad)).rejects.toBeInstanceOf(IllegalStateError);
    await expect(hear(store, 'shipping-1', bad)).rejects.toBeInstanceOf(IllegalStateError);
    expect(await own()).toEqual([]);
  });

  test.each([-1, 1.5, '3'])('PM7: retries of %s are refused', (retries) => {
    expect(() => processManager(shipping, { retries: retries as number })).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });
});
