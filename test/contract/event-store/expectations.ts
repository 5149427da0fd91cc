/** What a writer may expect of a stream, and what happens when it is not so. */
import type { ExpectedStreamVersion } from '#eventsourcing';
import type { Case } from '../assert.ts';
import { created, expectVersion, named, type StorePort, unchecked } from './shared.ts';

/** Appends two events, then one more that expects something; the conflict, if any, must be exact and change nothing. */
const afterTwoEvents = (title: string, expected: ExpectedStreamVersion, isMet: boolean): Case<StorePort> => ({
  title,
  async run({ eventStore }, assert) {
    await eventStore.appendToStream('order-1', [named('A'), named('B')], created);
    const append = () => eventStore.appendToStream('order-1', [named('C')], expectVersion(expected));
    if (isMet) assert.same((await append()).nextExpectedStreamVersion, 3);
    else await assert.fails(append, 'expected-version-conflict', { streamName: 'order-1', expected, actual: 2 });
    const { events, currentStreamVersion } = await eventStore.readStream('order-1');
    assert.same([events.length, currentStreamVersion], isMet ? [3, 3] : [2, 2]);
    assert.same((await eventStore.readAll()).events.length, isMet ? 3 : 2);
  },
});

/** Appends to a stream that does not exist. */
const beforeAnyEvent = (title: string, expected: ExpectedStreamVersion, isMet: boolean): Case<StorePort> => ({
  title,
  async run({ eventStore }, assert) {
    const append = () => eventStore.appendToStream('order-1', [named('A')], expectVersion(expected));
    if (isMet) assert.same((await append()).createdNewStream, true);
    else await assert.fails(append, 'expected-version-conflict', { streamName: 'order-1', expected, actual: 0 });
    assert.same((await eventStore.readStream('order-1')).streamExists, isMet);
  },
});

export const expectations: readonly Case<StorePort>[] = [
  afterTwoEvents('ES5: the version of the stream lets an append through', 2, true),
  afterTwoEvents('ES5: a version behind the stream is a conflict', 1, false),
  afterTwoEvents('ES5: a version ahead of the stream is a conflict', 3, false),
  afterTwoEvents('ES5: version 0 is a conflict once the stream has events', 0, false),
  beforeAnyEvent('ES5: version 0 lets the first append through', 0, true),
  beforeAnyEvent('ES5: version 1 is a conflict while the stream has no event', 1, false),
  afterTwoEvents('ES6: STREAM_DOES_NOT_EXIST is a conflict once the stream has events', 'STREAM_DOES_NOT_EXIST', false),
  beforeAnyEvent('ES6: STREAM_DOES_NOT_EXIST lets the first append through', 'STREAM_DOES_NOT_EXIST', true),
  afterTwoEvents('ES7: STREAM_EXISTS lets an append through once the stream has events', 'STREAM_EXISTS', true),
  beforeAnyEvent('ES7: STREAM_EXISTS is a conflict while the stream has no event', 'STREAM_EXISTS', false),
  afterTwoEvents('ES8: NO_CONCURRENCY_CHECK lets an append through at any version', 'NO_CONCURRENCY_CHECK', true),
  beforeAnyEvent('ES8: NO_CONCURRENCY_CHECK lets the first append through', 'NO_CONCURRENCY_CHECK', true),
  {
    title: 'ES8: unchecked appends at the same time all get through, without holes',
    async run({ eventStore }, assert) {
      const writers = Array.from({ length: 10 }, (_, writer) => [named(`A${writer}`), named(`B${writer}`)]);
      await Promise.all(writers.map((events) => eventStore.appendToStream('order-1', events, unchecked)));
      const { events } = await eventStore.readStream('order-1');
      assert.same(
        events.map(({ streamPosition }) => streamPosition),
        Array.from({ length: 20 }, (_, index) => index + 1),
      );
      for (let index = 0; index < 20; index += 2) {
        assert.same(events[index + 1]!.type, events[index]!.type.replace('A', 'B'));
      }
    },
  },
  {
    title: 'ES10: of writers that expect the same version at the same time exactly one gets through',
    async run({ eventStore }, assert) {
      await eventStore.appendToStream('order-1', [named('A')], created);
      const ends = await Promise.allSettled(
        Array.from({ length: 8 }, (_, writer) =>
          eventStore.appendToStream('order-1', [named(`W${writer}`), named(`W${writer}`)], expectVersion(1)),
        ),
      );
      const winners = ends.flatMap(({ status }, writer) => (status === 'fulfilled' ? [writer] : []));
      assert.same(winners.length, 1);
      for (const end of ends) {
        if (end.status === 'fulfilled') continue;
        const { code, data } = end.reason as { code: string; data: object };
        assert.same(code, 'expected-version-conflict');
        assert.same(data, { streamName: 'order-1', expected: 1, actual: 3 });
      }
      const { events } = await eventStore.readStream('order-1', { from: 2 });
      assert.same(
        events.map(({ type }) => type),
        [`W${winners[0]}`, `W${winners[0]}`],
      );
    },
  },
  {
    title: 'ES10: writers of different streams do not get in the way of each other',
    async run({ eventStore }, assert) {
      const names = Array.from({ length: 8 }, (_, index) => `order-${index}`);
      await Promise.all(names.map((name) => eventStore.appendToStream(name, [named('A')], created)));
      const { events } = await eventStore.readAll();
      assert.same(events.map(({ streamName }) => streamName).toSorted(), names);
      assert.same(
        events.map(({ globalPosition }) => globalPosition),
        names.map((_, index) => index + 1),
      );
    },
  },
];
