/** What an append does to its stream and to the log. */
import type { Case } from '../assert.ts';
import { created, expectVersion, named, type StorePort } from './shared.ts';

export const appending: readonly Case<StorePort>[] = [
  {
    title: 'ES1: all events of an append are stored in their order',
    async run({ eventStore }, assert) {
      await eventStore.appendToStream('order-1', [named('A'), named('B'), named('C')], created);
      const { events } = await eventStore.readStream('order-1');
      assert.same(
        events.map(({ type, streamPosition }) => [type, streamPosition]),
        [
          ['A', 1],
          ['B', 2],
          ['C', 3],
        ],
      );
    },
  },
  {
    title: 'ES1: an append whose last event cannot be stored leaves nothing of the others',
    async run({ eventStore }, assert) {
      const events = [named('A'), named('B'), { type: 'C', data: { at: new Date(0) } }];
      await assert.fails(() => eventStore.appendToStream('order-1', events, created), 'invalid-input');
      assert.same((await eventStore.readAll()).events, []);
      assert.same((await eventStore.readStream('order-1')).streamExists, false);
    },
  },
  {
    title: 'ES2: the positions of a stream go on from append to append without holes',
    async run({ eventStore }, assert) {
      await eventStore.appendToStream('order-1', [named('A'), named('B')], created);
      await eventStore.appendToStream('order-2', [named('X')], created);
      await eventStore.appendToStream('order-1', [named('C')], expectVersion(2));
      await eventStore.appendToStream('order-1', [named('D'), named('E')], expectVersion(3));
      const { events, currentStreamVersion, streamExists } = await eventStore.readStream('order-1');
      assert.same(
        events.map(({ streamPosition }) => streamPosition),
        [1, 2, 3, 4, 5],
      );
      assert.same({ currentStreamVersion, streamExists }, { currentStreamVersion: 5, streamExists: true });
    },
  },
  {
    title: 'ES2: an append that failed leaves no hole behind',
    async run({ eventStore }, assert) {
      await eventStore.appendToStream('order-1', [named('A')], created);
      const late = () => eventStore.appendToStream('order-1', [named('B')], created);
      await assert.fails(late, 'expected-version-conflict');
      const next = await eventStore.appendToStream('order-1', [named('C')], expectVersion(1));
      assert.same([next.nextExpectedStreamVersion, next.lastGlobalPosition], [2, 2]);
    },
  },
  {
    title: 'ES2: a stream that nobody has appended to does not exist and is at version 0',
    async run({ eventStore }, assert) {
      await eventStore.appendToStream('order-1', [named('A')], created);
      assert.same(await eventStore.readStream('order-2'), {
        events: [],
        currentStreamVersion: 0,
        streamExists: false,
      });
    },
  },
  {
    title: 'ES3: the log numbers the events of all streams in commit order',
    async run({ eventStore }, assert) {
      await eventStore.appendToStream('b', [named('A'), named('B')], created);
      await eventStore.appendToStream('a', [named('C')], created);
      await eventStore.appendToStream('b', [named('D')], expectVersion(2));
      const { events } = await eventStore.readAll();
      assert.same(
        events.map((event) => [event.globalPosition, event.streamName, event.streamPosition, event.type]),
        [
          [1, 'b', 1, 'A'],
          [2, 'b', 2, 'B'],
          [3, 'a', 1, 'C'],
          [4, 'b', 3, 'D'],
        ],
      );
    },
  },
  {
    title: 'ES11: an append of no events writes nothing and tells where stream and log are',
    async run({ eventStore }, assert) {
      await eventStore.appendToStream('order-1', [named('A'), named('B')], created);
      await eventStore.appendToStream('order-2', [named('C')], created);
      assert.same(await eventStore.appendToStream('order-1', [], expectVersion(2)), {
        streamName: 'order-1',
        nextExpectedStreamVersion: 2,
        createdNewStream: false,
        lastGlobalPosition: 3,
        deduplicated: false,
      });
      assert.same((await eventStore.readAll()).events.length, 3);
    },
  },
  {
    title: 'ES11: an append of no events does not make a stream',
    async run({ eventStore }, assert) {
      const result = await eventStore.appendToStream('order-1', [], created);
      assert.same(
        [result.createdNewStream, result.nextExpectedStreamVersion, result.lastGlobalPosition],
        [false, 0, 0],
      );
      assert.same((await eventStore.readStream('order-1')).streamExists, false);
    },
  },
  {
    title: 'ES11: an append of no events still holds its writer to what it expects',
    async run({ eventStore }, assert) {
      await eventStore.appendToStream('order-1', [named('A')], created);
      const append = () => eventStore.appendToStream('order-1', [], expectVersion(4));
      await assert.fails(append, 'expected-version-conflict', { streamName: 'order-1', expected: 4, actual: 1 });
    },
  },
  {
    title: 'ES12: an append tells the new version, the last global position and whether the stream is new',
    async run({ eventStore }, assert) {
      await eventStore.appendToStream('order-1', [named('A')], created);
      const first = await eventStore.appendToStream('order-2', [named('A'), named('B')], created);
      const second = await eventStore.appendToStream('order-2', [named('C')], expectVersion(2));
      const common = { streamName: 'order-2', deduplicated: false };
      assert.same(first, { ...common, nextExpectedStreamVersion: 2, createdNewStream: true, lastGlobalPosition: 3 });
      assert.same(second, { ...common, nextExpectedStreamVersion: 3, createdNewStream: false, lastGlobalPosition: 4 });
    },
  },
  {
    title: 'ES12: the same events appended again are new events with new ids',
    async run({ eventStore }, assert) {
      const events = [named('A')];
      await eventStore.appendToStream('order-1', events, created);
      const again = await eventStore.appendToStream('order-1', events, { expectedStreamVersion: 1 });
      assert.same([again.deduplicated, again.nextExpectedStreamVersion], [false, 2]);
      const ids = (await eventStore.readAll()).events.map(({ eventId }) => eventId);
      assert.same(new Set(ids).size, 2);
    },
  },
];
