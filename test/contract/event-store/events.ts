/** What becomes of an event between being given and being read. */
import type { Event } from '#eventsourcing';
import type { Case } from '../assert.ts';
import { created, expectVersion, named, type StorePort } from './shared.ts';

const PLAIN = {
  text: 'ü 한국어 🛒 "quoted" \\ \u0000 \u2028',
  half: '\ud83d',
  numbers: [0, -1.5, 1e308, 5e-324, Number.MAX_SAFE_INTEGER],
  truth: [true, false, null],
  nested: { list: [[], [{}], {}], '': 'empty name', ['__proto__']: 'a name like others', constructor: 1, length: 2 },
};

export const events: readonly Case<StorePort>[] = [
  {
    title: 'EV1: only type, data and metadata of an event are stored',
    async run({ eventStore }, assert) {
      const event = { type: 'A', data: { a: 1 }, metadata: { actor: 'ann' }, streamPosition: 7, note: 'gone' };
      await eventStore.appendToStream('order-1', [event], created);
      const [read] = (await eventStore.readStream('order-1')).events;
      assert.same(Object.keys(read!).toSorted(), [
        'data',
        'eventId',
        'globalPosition',
        'metadata',
        'recordedAt',
        'streamName',
        'streamPosition',
        'type',
      ]);
      assert.same(read!.streamPosition, 1);
    },
  },
  {
    title: 'EV1: data that is left out is stored as an empty object',
    async run({ eventStore }, assert) {
      await eventStore.appendToStream('order-1', [{ type: 'A' } as Event], created);
      assert.same((await eventStore.readStream('order-1')).events[0]!.data, {});
    },
  },
  {
    title: 'EV2: an event is recorded with its id, its places and its time',
    async run({ eventStore }, assert) {
      await eventStore.appendToStream('order-1', [named('A'), named('B')], created);
      const [, read] = (await eventStore.readStream('order-1')).events;
      const { eventId, recordedAt, ...rest } = read!;
      assert.same(rest, { type: 'B', data: {}, streamName: 'order-1', streamPosition: 2, globalPosition: 2 });
      assert.same([typeof eventId, eventId.length > 0], ['string', true]);
      assert.same(new Date(recordedAt).toISOString(), recordedAt);
    },
  },
  {
    title: 'EV2: every event has an id of its own',
    async run({ eventStore }, assert) {
      const many = Array.from({ length: 100 }, () => named('A'));
      await eventStore.appendToStream('order-1', many, created);
      await eventStore.appendToStream('order-2', many, created);
      const { events: all } = await eventStore.readAll();
      assert.same(new Set(all.map(({ eventId }) => eventId)).size, 200);
    },
  },
  {
    title: 'EV2: an event keeps the id that it came with, and the others get one',
    async run({ eventStore }, assert) {
      await eventStore.appendToStream('order-1', [{ ...named('A'), eventId: 'a-1' }, named('B')], created);
      const ids = (await eventStore.readStream('order-1')).events.map(({ eventId }) => eventId);
      assert.same([ids[0], typeof ids[1], ids[1] === ids[0]], ['a-1', 'string', false]);
    },
  },
  {
    title: 'EV3: metadata of the append is added to every event, and the event wins',
    async run({ eventStore }, assert) {
      await eventStore.appendToStream(
        'order-1',
        [
          named('A'),
          { type: 'B', data: {}, metadata: { actor: 'bob', schemaVersion: 2 } },
          { type: 'C', data: {}, metadata: { correlationId: 'c-9' } as object },
        ],
        { ...created, metadata: { actor: 'ann', correlationId: 'c-1' } },
      );
      const { events: all } = await eventStore.readStream('order-1');
      assert.same(
        all.map(({ metadata }) => metadata),
        [
          { actor: 'ann', correlationId: 'c-1' },
          { actor: 'bob', correlationId: 'c-1', schemaVersion: 2 },
          { actor: 'ann', correlationId: 'c-9' },
        ],
      );
    },
  },
  {
    title: 'EV3: what is undefined in the metadata of an event does not hide what the append says',
    async run({ eventStore }, assert) {
      const metadata = { actor: undefined, causationId: 'x' } as object;
      const options = { ...created, metadata: { actor: 'ann' } };
      await eventStore.appendToStream('order-1', [{ ...named('A'), metadata }], options);
      const [read] = (await eventStore.readStream('order-1')).events;
      assert.same(read!.metadata, { actor: 'ann', causationId: 'x' });
    },
  },
  {
    title: 'EV3: an event without metadata, in an append without, has none',
    async run({ eventStore }, assert) {
      await eventStore.appendToStream('order-1', [named('A')], created);
      assert.same('metadata' in (await eventStore.readStream('order-1')).events[0]!, false);
    },
  },
  {
    title: 'EV5: plain JSON comes back as it was',
    async run({ eventStore }, assert) {
      await eventStore.appendToStream('order-1', [{ type: 'A', data: PLAIN, metadata: { actor: 'ü' } }], created);
      const [read] = (await eventStore.readStream('order-1')).events;
      assert.same(read!.data, PLAIN);
      assert.same(read!.metadata, { actor: 'ü' });
    },
  },
  {
    title: 'EV5: data may be any JSON value',
    async run({ eventStore }, assert) {
      const values = [null, 'text', 0, false, [], [1, [2]]];
      const given = values.map((data) => ({ type: 'A', data }));
      await eventStore.appendToStream('order-1', given, created);
      const { events: all } = await eventStore.readStream('order-1');
      assert.same(
        all.map(({ data }) => data),
        values,
      );
    },
  },
  {
    title: 'EV5: what is undefined or a symbol key is left out, and -0 is 0',
    async run({ eventStore }, assert) {
      const data = { kept: 1, gone: undefined, inside: { gone: undefined }, zero: -0, [Symbol('s')]: 1 };
      await eventStore.appendToStream('order-1', [{ type: 'A', data }], created);
      const [read] = (await eventStore.readStream('order-1')).events;
      assert.same(read!.data, { kept: 1, inside: {}, zero: 0 });
    },
  },
  {
    title: 'EV6: all events of one append were recorded at the same time',
    async run({ eventStore }, assert) {
      await eventStore.appendToStream('order-1', [named('A'), named('B'), named('C')], created);
      const { events: all } = await eventStore.readStream('order-1');
      assert.same(new Set(all.map(({ recordedAt }) => recordedAt)).size, 1);
    },
  },
  {
    title: 'EV7: changing an event after it was given changes nothing in the store',
    async run({ eventStore }, assert) {
      const given = [{ type: 'A', data: { list: [1] } }];
      const append = eventStore.appendToStream('order-1', given, created);
      given[0]!.type = 'B';
      given[0]!.data.list.push(2);
      given.push({ type: 'C', data: { list: [] } });
      assert.same((await append).nextExpectedStreamVersion, 1);
      const { events: all } = await eventStore.readStream('order-1');
      assert.same(
        all.map(({ type, data }) => [type, data]),
        [['A', { list: [1] }]],
      );
    },
  },
  {
    title: 'EV7: changing an event that was read changes nothing for the next reader',
    async run({ eventStore }, assert) {
      await eventStore.appendToStream('order-1', [{ type: 'A', data: { list: [1] } }], created);
      type Writable = { type: string; data: { list: number[] }; streamPosition: number };
      const readers = [
        async () => (await eventStore.readStream('order-1')).events,
        async () => (await eventStore.readAll()).events,
      ];
      for (const read of readers) {
        const before = await read();
        const [event] = before as unknown as Writable[];
        event!.type = 'B';
        event!.data.list.push(2);
        event!.streamPosition = 7;
        before.push(before[0]!);
        const [again] = (await read()) as unknown as Writable[];
        assert.same([again!.type, again!.data, again!.streamPosition], ['A', { list: [1] }, 1]);
        assert.same((await read()).length, 1);
      }
    },
  },
  {
    title: 'EV7: a fold that changes the events it is given changes nothing for the next one',
    async run({ eventStore }, assert) {
      await eventStore.appendToStream('order-1', [{ type: 'A', data: { list: [1] } }], expectVersion(0));
      const fold = {
        initialState: () => 0,
        evolve: (_: number, event: Event<string, { list: number[] }>) => event.data.list.push(9),
      };
      const states = [
        await eventStore.aggregateStream('order-1', fold),
        await eventStore.aggregateStream('order-1', fold),
      ];
      assert.same(
        states.map(({ state }) => state),
        [2, 2],
      );
    },
  },
];
