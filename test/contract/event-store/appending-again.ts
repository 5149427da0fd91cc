/** An append whose answer was lost is made again: by the ids of its events it is known. */
import type { Event, ExpectedStreamVersion } from '#eventsourcing';
import type { Assert, Case } from '../assert.ts';
import { created, expectVersion, named, type StorePort } from './shared.ts';

const withId = (eventId: string): Event & { eventId: string } => ({ ...named('A'), eventId });
const FIRST = [withId('a-1'), withId('a-2')];

const idsIn = async ({ eventStore }: StorePort): Promise<string[]> =>
  (await eventStore.readAll()).events.map(({ eventId }) => eventId);

/** Appends, and holds that nothing is written and that the stream is said to be at `version`. */
async function expectKnown(
  { eventStore }: StorePort,
  assert: Assert,
  {
    events,
    expected,
    version,
    last,
  }: { events: Event[]; expected: ExpectedStreamVersion; version: number; last: number },
): Promise<void> {
  const before = await eventStore.readAll();
  assert.same(await eventStore.appendToStream('order-1', events, expectVersion(expected)), {
    streamName: 'order-1',
    nextExpectedStreamVersion: version,
    createdNewStream: false,
    lastGlobalPosition: last,
    deduplicated: true,
  });
  assert.same(await eventStore.readAll(), before);
}

export const appendingAgain: readonly Case<StorePort>[] = [
  {
    title: 'ES28: an append made again under the same ids succeeds and writes nothing, also when others have gone on',
    async run(port, assert) {
      const { eventStore } = port;
      await eventStore.appendToStream('order-2', [named('A')], created);
      const first = await eventStore.appendToStream('order-1', FIRST, created);
      assert.same([first.deduplicated, first.createdNewStream, first.lastGlobalPosition], [false, true, 3]);
      for (const expected of ['STREAM_DOES_NOT_EXIST', 0] as const)
        await expectKnown(port, assert, { events: FIRST, expected, version: 2, last: 3 });
      await eventStore.appendToStream('order-1', [withId('a-3')], expectVersion(2));
      await eventStore.appendToStream('order-1', [named('B')], expectVersion(3));
      await expectKnown(port, assert, { events: FIRST, expected: 0, version: 2, last: 3 });
      await expectKnown(port, assert, { events: [withId('a-3')], expected: 2, version: 3, last: 4 });
    },
  },
  {
    title: 'ES28: it is known by its ids alone, whatever appends it was made in',
    async run(port, assert) {
      const { eventStore } = port;
      for (const [version, id] of ['a-1', 'a-2', 'a-3', 'a-4'].entries())
        await eventStore.appendToStream('order-1', [withId(id)], expectVersion(version));
      await expectKnown(port, assert, { events: [withId('a-2'), withId('a-3')], expected: 1, version: 3, last: 3 });
    },
  },
  {
    title: 'ES28: as many events as an append may have, under ids as long as they may be',
    async run(port, assert) {
      const { eventStore } = port;
      const events = Array.from({ length: 1_000 }, (_, index) => withId(String(index).padStart(100, 'a')));
      await eventStore.appendToStream('order-1', events, created);
      await expectKnown(port, assert, { events, expected: 0, version: 1_000, last: 1_000 });
    },
  },
  {
    title: 'ES29: some of the ids, none of them, or another order is a conflict',
    async run(port, assert) {
      const { eventStore } = port;
      await eventStore.appendToStream('order-1', FIRST, created);
      const others = [
        [withId('a-1'), withId('b-2')],
        [withId('b-1'), withId('b-2')],
        [withId('a-2'), withId('a-1')],
        [withId('a-1'), withId('a-2'), withId('a-3')],
        [withId('a-2')],
        [withId('a-1'), named('A')],
      ];
      for (const events of others) {
        await assert.fails(() => eventStore.appendToStream('order-1', events, created), 'expected-version-conflict', {
          streamName: 'order-1',
          expected: 'STREAM_DOES_NOT_EXIST',
          actual: 2,
        });
      }
      assert.same(await idsIn(port), ['a-1', 'a-2']);
    },
  },
  {
    title: 'ES29: a version that the stream has not reached is a conflict, whatever the ids',
    async run({ eventStore }, assert) {
      await eventStore.appendToStream('order-1', FIRST, created);
      await assert.fails(
        () => eventStore.appendToStream('order-1', FIRST, expectVersion(4)),
        'expected-version-conflict',
        { streamName: 'order-1', expected: 4, actual: 2 },
      );
    },
  },
  {
    title: 'ES30: without a version an append is known at the end of its stream, and not behind what others wrote',
    async run(port, assert) {
      const { eventStore } = port;
      const unchecked = expectVersion('NO_CONCURRENCY_CHECK');
      await eventStore.appendToStream('order-1', [named('A')], created);
      await eventStore.appendToStream('order-1', FIRST, unchecked);
      for (const expected of ['NO_CONCURRENCY_CHECK', 'STREAM_EXISTS'] as const)
        await expectKnown(port, assert, { events: FIRST, expected, version: 3, last: 3 });
      await eventStore.appendToStream('order-1', [named('B')], expectVersion(3));
      const again = await eventStore.appendToStream('order-1', FIRST, unchecked);
      assert.same([again.deduplicated, again.nextExpectedStreamVersion], [false, 6]);
    },
  },
  {
    title: 'ES31: an event may be appended to another stream under the id it has',
    async run(port, assert) {
      const { eventStore } = port;
      await eventStore.appendToStream('order-1', FIRST, created);
      const { events } = await eventStore.readStream('order-1');
      const copied = await eventStore.appendToStream('order-2', events, created);
      assert.same([copied.deduplicated, copied.createdNewStream], [false, true]);
      assert.same(await idsIn(port), ['a-1', 'a-2', 'a-1', 'a-2']);
    },
  },
];
