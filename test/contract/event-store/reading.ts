/** Reading one stream: ranges, directions, folds. */
import type { EventStore, ReadStreamOptions } from '#eventsourcing';
import type { Case } from '../assert.ts';
import { type Counted, created, expectVersion, numbered, type StorePort, unchecked } from './shared.ts';

/** Ten events of one stream in commits of 3, 1, 4 and 2, with another stream between them. */
async function stockTen(eventStore: EventStore): Promise<void> {
  let version = 0;
  for (const count of [3, 1, 4, 2]) {
    await eventStore.appendToStream('order-1', numbered(count, version + 1), expectVersion(version));
    await eventStore.appendToStream('order-2', numbered(2), unchecked);
    version += count;
  }
}

const reads = (title: string, options: ReadStreamOptions, positions: readonly number[]): Case<StorePort> => ({
  title,
  async run({ eventStore }, assert) {
    await stockTen(eventStore);
    const result = await eventStore.readStream('order-1', options);
    assert.same(
      result.events.map(({ streamPosition }) => streamPosition),
      positions,
    );
    for (const { streamPosition, data, streamName } of result.events) {
      assert.same([streamName, data], ['order-1', { number: streamPosition }]);
    }
    assert.same([result.currentStreamVersion, result.streamExists], [10, true]);
  },
});

const sum = {
  initialState: () => ({ numbers: [] as number[] }),
  evolve: ({ numbers }: { numbers: number[] }, { data }: Counted) => ({
    numbers: [...numbers, data.number],
  }),
};

export const reading: readonly Case<StorePort>[] = [
  reads('ES16: a stream is read in its order', {}, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
  reads('ES16: from and to are included', { from: 4, to: 8 }, [4, 5, 6, 7, 8]),
  reads('ES16: from alone reads to the end', { from: 9 }, [9, 10]),
  reads('ES16: to alone reads from the beginning', { to: 3 }, [1, 2, 3]),
  reads('ES16: from and to at the same position read one event', { from: 6, to: 6 }, [6]),
  reads('ES16: a range behind the end of the stream holds nothing', { from: 11 }, []),
  reads('ES16: a range that reaches beyond the end stops there', { from: 10, to: 99 }, [10]),
  reads('ES16: a range that ends before it begins holds nothing', { from: 7, to: 6 }, []),
  reads('ES16: a range that ends at 0 holds nothing', { to: 0 }, []),
  reads('ES9: a read may begin and end in the middle of a commit', { from: 2, to: 6 }, [2, 3, 4, 5, 6]),
  reads('ES9: a read may lie inside one commit', { from: 6, to: 7 }, [6, 7]),
  reads(
    'ES9: a read backwards may begin and end in the middle of a commit',
    { from: 2, to: 6, direction: 'backwards' },
    [6, 5, 4, 3, 2],
  ),
  reads(
    'ES9: maxCount may end in the middle of a commit that was begun in its middle',
    { from: 6, maxCount: 4 },
    [6, 7, 8, 9],
  ),
  reads('ES17: backwards gives the last event first', { direction: 'backwards' }, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]),
  reads('ES17: forwards is what a read does unless told otherwise', { direction: 'forwards', from: 9 }, [9, 10]),
  reads('ES17: maxCount forwards keeps the first', { maxCount: 2 }, [1, 2]),
  reads('ES17: maxCount backwards keeps the last', { direction: 'backwards', maxCount: 3 }, [10, 9, 8]),
  reads('ES17: maxCount counts from the position that was asked for', { from: 3, maxCount: 3 }, [3, 4, 5]),
  reads('ES17: maxCount backwards counts from to', { to: 7, direction: 'backwards', maxCount: 2 }, [7, 6]),
  reads('ES17: maxCount beyond the end changes nothing', { from: 9, maxCount: 50 }, [9, 10]),
  reads('ES18: the version is the version of the stream when only its beginning was read', { maxCount: 1 }, [1]),
  {
    title: 'ES19: a fold over the whole stream sees every event once, in order',
    async run({ eventStore }, assert) {
      await stockTen(eventStore);
      assert.same(await eventStore.aggregateStream('order-1', sum), {
        state: { numbers: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
        currentStreamVersion: 10,
        streamExists: true,
        eventsRead: 10,
      });
    },
  },
  {
    title: 'ES19: a fold up to a position in the middle of a commit still tells the version of the stream',
    async run({ eventStore }, assert) {
      await stockTen(eventStore);
      assert.same(await eventStore.aggregateStream('order-1', { ...sum, read: { to: 6 } }), {
        state: { numbers: [1, 2, 3, 4, 5, 6] },
        currentStreamVersion: 10,
        streamExists: true,
        eventsRead: 6,
      });
    },
  },
  {
    title: 'ES19: a fold of a stream that does not exist gives the initial state',
    async run({ eventStore }, assert) {
      assert.same(await eventStore.aggregateStream('order-1', sum), {
        state: { numbers: [] },
        currentStreamVersion: 0,
        streamExists: false,
        eventsRead: 0,
      });
    },
  },
  {
    title: 'DE1: two folds never share their initial state',
    async run({ eventStore }, assert) {
      await eventStore.appendToStream('order-1', numbered(2), created);
      const collect = {
        initialState: () => [] as number[],
        evolve(state: number[], { data }: Counted) {
          state.push(data.number);
          return state;
        },
      };
      const first = await eventStore.aggregateStream('order-1', collect);
      const second = await eventStore.aggregateStream('order-1', collect);
      assert.same(
        [first.state, second.state],
        [
          [1, 2],
          [1, 2],
        ],
      );
    },
  },
];
