/** Streams that no storage hands over in one piece. */
import type { Event, EventStore } from '#eventsourcing';
import type { Case } from '../assert.ts';
import { type Counted, numbered, type StorePort, unchecked } from './shared.ts';

const COMMITS = 150;

/** One hundred and fifty commits, every third of them of two events: 200 events. */
async function stockManyCommits(eventStore: EventStore): Promise<void> {
  let version = 0;
  for (let commit = 0; commit < COMMITS; commit += 1) {
    const count = commit % 3 === 1 ? 2 : 1;
    await eventStore.appendToStream('many', numbered(count, version + 1), { expectedStreamVersion: version });
    version += count;
  }
}

/** Twelve commits of 600,000 characters each, three events in every one of them: 36 events. */
async function stockMuchText(eventStore: EventStore): Promise<void> {
  const padding = 'x'.repeat(200_000);
  for (let commit = 0; commit < 12; commit += 1) {
    const events = numbered(3, commit * 3 + 1).map(({ type, data }) => ({ type, data: { ...data, padding } }));
    await eventStore.appendToStream('much', events, unchecked);
  }
}

const numbersOf = (events: readonly Event[]): number[] => events.map(({ data }) => (data as { number: number }).number);

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

const stocks = [
  { stream: 'many', count: 200, stock: stockManyCommits, what: 'a stream of many commits' },
  { stream: 'much', count: 36, stock: stockMuchText, what: 'a stream of seven million characters' },
] as const;

export const large: readonly Case<StorePort>[] = stocks.flatMap(
  ({ stream, count, stock, what }) =>
    [
      {
        title: `ES23: ${what} is read whole, in both directions`,
        async run({ eventStore }, assert) {
          await stock(eventStore);
          const forwards = await eventStore.readStream(stream);
          assert.same(numbersOf(forwards.events), range(1, count));
          assert.same(forwards.currentStreamVersion, count);
          const backwards = await eventStore.readStream(stream, { direction: 'backwards' });
          assert.same(numbersOf(backwards.events), range(1, count).toReversed());
        },
      },
      {
        title: `ES23: any part of ${what} is read whole`,
        async run({ eventStore }, assert) {
          await stock(eventStore);
          const [from, to] = [5, count - 4];
          assert.same(numbersOf((await eventStore.readStream(stream, { from, to })).events), range(from, to));
          const backwards = await eventStore.readStream(stream, { from, to, direction: 'backwards' });
          assert.same(numbersOf(backwards.events), range(from, to).toReversed());
          const some = await eventStore.readStream(stream, { from, maxCount: count - 10 });
          assert.same(numbersOf(some.events), range(from, from + count - 11));
        },
      },
      {
        title: `ES23: ${what} is folded whole`,
        async run({ eventStore }, assert) {
          await stock(eventStore);
          const total = {
            initialState: () => 0,
            evolve: (state: number, { data }: Counted) => state + data.number,
          };
          const { state, eventsRead } = await eventStore.aggregateStream(stream, total);
          assert.same([state, eventsRead], [(count * (count + 1)) / 2, count]);
        },
      },
      {
        title: `ES23: a log with ${what} is read whole, and from any place`,
        async run({ eventStore }, assert) {
          await stock(eventStore);
          assert.same(numbersOf((await eventStore.readAll()).events), range(1, count));
          assert.same(numbersOf((await eventStore.readAll({ after: 5 })).events), range(6, count));
          const { events, safePosition } = await eventStore.readAll({ types: ['Counted'], maxCount: count - 1 });
          assert.same([numbersOf(events).at(-1), safePosition], [count - 1, count - 1]);
        },
      },
    ] satisfies Case<StorePort>[],
);
