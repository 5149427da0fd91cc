/** Reading the log of all streams. */
import type { EventStore, ReadAllOptions } from '#eventsourcing';
import type { Case } from '../assert.ts';
import { created, expectVersion, named, type StorePort } from './shared.ts';

/** A log of seven events in commits of 3, 2 and 2: A B C of order-1, A B of order-2, A D of order-1. */
async function stockSeven(eventStore: EventStore): Promise<void> {
  await eventStore.appendToStream('order-1', [named('A'), named('B'), named('C')], created);
  await eventStore.appendToStream('order-2', [named('A'), named('B')], created);
  await eventStore.appendToStream('order-1', [named('A'), named('D')], expectVersion(3));
}

const reads = (
  title: string,
  options: ReadAllOptions | undefined,
  positions: readonly number[],
  safePosition: number,
): Case<StorePort> => ({
  title,
  async run({ eventStore }, assert) {
    await stockSeven(eventStore);
    const result = await eventStore.readAll(options);
    assert.same(
      result.events.map(({ globalPosition }) => globalPosition),
      positions,
    );
    assert.same(result.safePosition, safePosition, 'safePosition');
  },
});

export const readingAll: readonly Case<StorePort>[] = [
  reads('ES20: the whole log is read in the order of the log', undefined, [1, 2, 3, 4, 5, 6, 7], 7),
  reads('ES20: after is not included', { after: 3 }, [4, 5, 6, 7], 7),
  reads('ES20: after may be in the middle of a commit', { after: 4 }, [5, 6, 7], 7),
  reads('ES20: nothing is behind the last event', { after: 7 }, [], 7),
  reads('ES20: maxCount may end in the middle of a commit', { maxCount: 4 }, [1, 2, 3, 4], 4),
  reads('ES20: after and maxCount may both be in the middle of a commit', { after: 1, maxCount: 3 }, [2, 3, 4], 4),
  reads('ES21: types keeps only events of these types', { types: ['B', 'D'] }, [2, 5, 7], 7),
  reads('ES21: a type nobody has used gives nothing, and all was looked at', { types: ['Z'] }, [], 7),
  reads('ES21: no types at all give nothing', { types: [] }, [], 7),
  reads('ES21: a type is the whole name', { types: ['AB'] }, [], 7),
  reads('ES21: maxCount counts events of the types', { types: ['A'], maxCount: 2 }, [1, 4], 4),
  reads('ES21: types and after go together', { types: ['A'], after: 1 }, [4, 6], 7),
  reads('ES22: the safe position is where maxCount ended', { maxCount: 2 }, [1, 2], 2),
  reads('ES22: behind the end the safe position is what was given', { after: 12 }, [], 12),
  {
    title: 'ES22: going on from the safe position gives every event once',
    async run({ eventStore }, assert) {
      await stockSeven(eventStore);
      const everyType = ['A', 'B', 'C', 'D'];
      for (const [maxCount, types] of [[1, everyType] as const, [2, everyType] as const, [2, ['A', 'B']] as const]) {
        const all = (await eventStore.readAll({ types })).events;
        const seen: number[] = [];
        let after = 0;
        // Seven events, so eight reads at most.
        for (let read = 0; read < 8; read += 1) {
          const { events, safePosition } = await eventStore.readAll({ maxCount, types, after });
          seen.push(...events.map(({ globalPosition }) => globalPosition));
          if (events.length === 0) break;
          after = safePosition;
        }
        assert.same(
          seen,
          all.map(({ globalPosition }) => globalPosition),
        );
      }
    },
  },
  {
    title: 'ES22: an empty log is read up to position 0',
    async run({ eventStore }, assert) {
      assert.same(await eventStore.readAll(), { events: [], safePosition: 0 });
    },
  },
];
