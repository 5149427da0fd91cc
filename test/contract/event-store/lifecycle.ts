/** Events are taken out of a stream: those before a position, all of them, or all and those to come. */
import type { EventStore } from '#eventsourcing';
import type { Assert, Case } from '../assert.ts';
import { created, expectVersion, named, numbered, type Counted, type StorePort, unchecked } from './shared.ts';

const STREAM = 'order-1';

/** Six events in two appends, and an event of another stream between. */
async function stock(eventStore: EventStore): Promise<void> {
  await eventStore.appendToStream(STREAM, numbered(4), created);
  await eventStore.appendToStream('order-2', [named('A')], created);
  await eventStore.appendToStream(STREAM, numbered(2, 5), expectVersion(4));
}

const sum = {
  initialState: () => 0,
  evolve: (total: number, { data }: Counted) => total + data.number,
};

/** Holds what readers find in the stream: the positions of its events, and its version. */
async function expectLeft(
  { eventStore }: StorePort,
  assert: Assert,
  positions: readonly number[],
  version: number,
): Promise<void> {
  const { events, ...rest } = await eventStore.readStream<Counted>(STREAM);
  const found = events.map(({ streamPosition }) => streamPosition);
  assert.same(found, positions);
  const told = { currentStreamVersion: version, streamExists: positions.length > 0 };
  assert.same(rest, told);
  const backwards = await eventStore.readStream<Counted>(STREAM, { direction: 'backwards', maxCount: 100 });
  assert.same(
    backwards.events.map(({ streamPosition }) => streamPosition),
    positions.toReversed(),
  );
  const folded = await eventStore.aggregateStream<number, Counted>(STREAM, sum);
  const total = events.reduce((before, { data }) => before + data.number, 0);
  assert.same(folded, { state: total, eventsRead: positions.length, ...told });
}

export const lifecycle: readonly Case<StorePort>[] = [
  {
    title: 'SL1: events before a position are gone from the stream, also those of an append that is cut in two',
    async run(port, assert) {
      await stock(port.eventStore);
      await port.eventStore.truncateBefore(STREAM, 3, expectVersion(6));
      await expectLeft(port, assert, [3, 4, 5, 6], 6);
      const part = await port.eventStore.readStream(STREAM, { from: 2, to: 5, maxCount: 2 });
      assert.same(
        part.events.map(({ streamPosition }) => streamPosition),
        [3, 4],
      );
    },
  },
  {
    title: 'SL1: what was taken stays taken, and a position behind the end takes no more than there is',
    async run(port, assert) {
      await stock(port.eventStore);
      await port.eventStore.truncateBefore(STREAM, 5, unchecked);
      await port.eventStore.truncateBefore(STREAM, 2, unchecked);
      await expectLeft(port, assert, [5, 6], 6);
      await port.eventStore.truncateBefore(STREAM, 100, unchecked);
      await expectLeft(port, assert, [], 6);
      await port.eventStore.appendToStream(STREAM, numbered(1, 7), expectVersion(6));
      await expectLeft(port, assert, [7], 7);
    },
  },
  {
    title: 'SL1: a stream without events loses none, and begins with its first',
    async run(port, assert) {
      await port.eventStore.truncateBefore(STREAM, 3, created);
      await port.eventStore.deleteStream(STREAM, unchecked);
      await expectLeft(port, assert, [], 0);
      const { createdNewStream } = await port.eventStore.appendToStream(STREAM, numbered(2), created);
      assert.same(createdNewStream, true);
      await expectLeft(port, assert, [1, 2], 2);
    },
  },
  {
    title: 'SL2: a deleted stream does not exist, and goes on behind its last position',
    async run(port, assert) {
      const { eventStore } = port;
      await stock(eventStore);
      await eventStore.deleteStream(STREAM, expectVersion(6));
      await expectLeft(port, assert, [], 6);
      const result = await eventStore.appendToStream(STREAM, numbered(2, 7), created);
      assert.same(
        [result.nextExpectedStreamVersion, result.createdNewStream, result.lastGlobalPosition],
        [8, false, 9],
      );
      await expectLeft(port, assert, [7, 8], 8);
      await eventStore.deleteStream(STREAM, { expectedStreamVersion: 'STREAM_EXISTS' });
      await expectLeft(port, assert, [], 8);
    },
  },
  {
    title: 'SL3: nothing is ever appended to a stream with a tombstone, whatever is expected',
    async run(port, assert) {
      const { eventStore } = port;
      await stock(eventStore);
      await eventStore.tombstoneStream(STREAM, expectVersion(6));
      await expectLeft(port, assert, [], 6);
      for (const expected of [6, 0, 'STREAM_DOES_NOT_EXIST', 'STREAM_EXISTS', 'NO_CONCURRENCY_CHECK'] as const) {
        for (const events of [numbered(1), []]) {
          const append = () => eventStore.appendToStream(STREAM, events, expectVersion(expected));
          await assert.fails(append, 'stream-tombstoned', { streamName: STREAM });
        }
      }
      for (const cut of ['deleteStream', 'tombstoneStream'] as const)
        await assert.fails(() => eventStore[cut](STREAM, unchecked), 'stream-tombstoned', { streamName: STREAM });
      await assert.fails(() => eventStore.truncateBefore(STREAM, 1, unchecked), 'stream-tombstoned');
      assert.same((await eventStore.readAll()).events.length, 7);
    },
  },
  {
    title: 'SL3: a name may get its tombstone before its first event',
    async run({ eventStore }, assert) {
      await eventStore.tombstoneStream(STREAM, created);
      await assert.fails(() => eventStore.appendToStream(STREAM, numbered(1), created), 'stream-tombstoned');
      await eventStore.appendToStream('order-2', numbered(1), created);
    },
  },
  {
    title: 'SL4: readers of the log and those who listen are given what was taken out of its stream',
    async run({ eventStore }, assert) {
      await stock(eventStore);
      await eventStore.truncateBefore(STREAM, 3, unchecked);
      await eventStore.deleteStream(STREAM, unchecked);
      await eventStore.tombstoneStream(STREAM, unchecked);
      const { events, safePosition } = await eventStore.readAll();
      assert.same(
        events.map(({ streamName, streamPosition }) => `${streamName} ${streamPosition}`),
        ['order-1 1', 'order-1 2', 'order-1 3', 'order-1 4', 'order-2 1', 'order-1 5', 'order-1 6'],
      );
      assert.same(safePosition, 7);
      const heard: number[] = [];
      for await (const event of eventStore.subscribeToAll({ after: 'BEGINNING' })) {
        heard.push(event.globalPosition);
        if (heard.length === 7) break;
      }
      assert.same(heard, [1, 2, 3, 4, 5, 6, 7]);
    },
  },
  {
    title: 'SL5: a number is compared with the version, the words with what can be read',
    async run({ eventStore }, assert) {
      await stock(eventStore);
      await eventStore.deleteStream(STREAM, unchecked);
      const conflict = (expected: number | 'STREAM_EXISTS') =>
        assert.fails(
          () => eventStore.appendToStream(STREAM, numbered(1), expectVersion(expected)),
          'expected-version-conflict',
          { streamName: STREAM, expected, actual: 6 },
        );
      await conflict(0);
      await conflict(5);
      await conflict('STREAM_EXISTS');
      await eventStore.appendToStream(STREAM, numbered(1, 7), expectVersion(6));
      await eventStore.appendToStream(STREAM, numbered(1, 8), { expectedStreamVersion: 'STREAM_EXISTS' });
      await assert.fails(() => eventStore.appendToStream(STREAM, numbered(1), created), 'expected-version-conflict', {
        streamName: STREAM,
        expected: 'STREAM_DOES_NOT_EXIST',
        actual: 8,
      });
    },
  },
  {
    title: 'SL6: what is taken out of a stream is taken at the version that was expected, or not at all',
    async run(port, assert) {
      const { eventStore } = port;
      await stock(eventStore);
      const wrong = [expectVersion(5), created];
      for (const options of wrong) {
        await assert.fails(() => eventStore.truncateBefore(STREAM, 3, options), 'expected-version-conflict');
        await assert.fails(() => eventStore.deleteStream(STREAM, options), 'expected-version-conflict');
        await assert.fails(() => eventStore.tombstoneStream(STREAM, options), 'expected-version-conflict');
      }
      await expectLeft(port, assert, [1, 2, 3, 4, 5, 6], 6);
    },
  },
  {
    title: 'SL6: a position that is none, a version that was not given and a name that is none are refused',
    async run({ eventStore }, assert) {
      const refused = (work: () => Promise<void>) => assert.fails(work, 'invalid-input');
      for (const position of [0, -1, 1.5, NaN, '3'])
        await refused(() => eventStore.truncateBefore(STREAM, position as number, unchecked));
      await refused(() => eventStore.truncateBefore(STREAM, 3, undefined as never));
      await refused(() => eventStore.deleteStream(STREAM, {} as never));
      await refused(() => eventStore.tombstoneStream('', unchecked));
    },
  },
  {
    title: 'SL8: an append with ids into a deleted stream is known when it is made again',
    async run(port, assert) {
      const { eventStore } = port;
      await stock(eventStore);
      await eventStore.deleteStream(STREAM, unchecked);
      const events = [{ ...named('A'), eventId: 'a-1' }];
      const append = () => eventStore.appendToStream(STREAM, events, created);
      assert.same((await append()).deduplicated, false);
      const { deduplicated, nextExpectedStreamVersion } = await append();
      assert.same([deduplicated, nextExpectedStreamVersion], [true, 7]);
    },
  },
  {
    title: 'SL8: an append whose events were taken out of its stream is not known any more',
    async run({ eventStore }, assert) {
      const events = [{ ...named('A'), eventId: 'a-1' }];
      const append = (expected: 0 | 'NO_CONCURRENCY_CHECK') =>
        eventStore.appendToStream(STREAM, events, expectVersion(expected));
      await append(0);
      await eventStore.deleteStream(STREAM, unchecked);
      await assert.fails(() => append(0), 'expected-version-conflict');
      assert.same((await append('NO_CONCURRENCY_CHECK')).deduplicated, false);
    },
  },
  {
    title: 'SL9: a stream that was cut is folded without its snapshot',
    async run({ eventStore }, assert) {
      await stock(eventStore);
      const snapshot = { state: 10, streamPosition: 4, fingerprint: 'sum v1' };
      const fold = () => eventStore.aggregateStream<number, Counted>(STREAM, { ...sum, snapshot });
      assert.same((await fold()).state, 21);
      await eventStore.truncateBefore(STREAM, 3, unchecked);
      const { state, eventsRead } = await fold();
      assert.same([state, eventsRead], [18, 4]);
    },
  },
];
