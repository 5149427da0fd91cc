/** Folding a stream from a snapshot on. */
import type { Snapshot } from '#eventsourcing';
import type { Case } from '../assert.ts';
import { type Counted, numbered, type StorePort, unchecked } from './shared.ts';

const list = {
  initialState: (): number[] => [],
  evolve: (numbers: number[], { data }: Counted) => [...numbers, data.number],
};

/** A state that no fold would come to, so that one sees that it was used. */
const marked = (streamPosition: number): Snapshot<number[]> => ({
  state: [-streamPosition],
  streamPosition,
  fingerprint: 'list v1',
});

const folds = (
  title: string,
  given: { snapshot?: unknown; read?: { to: number } },
  expected: { state: number[]; eventsRead: number },
): Case<StorePort> => ({
  title,
  async run({ eventStore }, assert) {
    await eventStore.appendToStream('order-1', numbered(3), unchecked);
    await eventStore.appendToStream('order-2', numbered(2), unchecked);
    await eventStore.appendToStream('order-1', numbered(3, 4), unchecked);
    const fold = { ...list, ...given } as typeof list & { snapshot: Snapshot<number[]> };
    const version = { currentStreamVersion: 6, streamExists: true };
    assert.same(await eventStore.aggregateStream('order-1', fold), { ...expected, ...version });
  },
});

const fromZero = { state: [1, 2, 3, 4, 5, 6], eventsRead: 6 };

export const snapshots: readonly Case<StorePort>[] = [
  folds('SN1: a fold begins with the snapshot', { snapshot: marked(3) }, { state: [-3, 4, 5, 6], eventsRead: 3 }),
  folds(
    'SN1: a snapshot may be from the middle of an append',
    { snapshot: marked(2) },
    { state: [-2, 3, 4, 5, 6], eventsRead: 4 },
  ),
  folds(
    'SN1: behind a snapshot of the last event nothing is read',
    { snapshot: marked(6) },
    { state: [-6], eventsRead: 0 },
  ),
  folds(
    'SN1: a fold from a snapshot ends where it is told to',
    { snapshot: marked(2), read: { to: 4 } },
    { state: [-2, 3, 4], eventsRead: 2 },
  ),
  folds(
    'SN1: a snapshot of the position at which a fold ends is all of it',
    { snapshot: marked(4), read: { to: 4 } },
    { state: [-4], eventsRead: 0 },
  ),
  folds(
    'SN2: a snapshot from behind the position at which a fold ends is not used',
    { snapshot: marked(5), read: { to: 4 } },
    { state: [1, 2, 3, 4], eventsRead: 4 },
  ),
  folds('SN2: a snapshot from ahead of the end of the stream is not used', { snapshot: marked(7) }, fromZero),
  folds('SN2: null is no snapshot', { snapshot: null }, fromZero),
  folds('SN2: without a state there is no snapshot', { snapshot: { ...marked(3), state: undefined } }, fromZero),
  folds('SN2: without a position there is no snapshot', { snapshot: { ...marked(3), streamPosition: null } }, fromZero),
  folds(
    'SN2: at no position of a stream there is no snapshot',
    { snapshot: { ...marked(3), streamPosition: -1 } },
    fromZero,
  ),
  folds(
    'SN2: behind the last of all numbers nothing can be read',
    { snapshot: marked(Number.MAX_SAFE_INTEGER) },
    fromZero,
  ),
  folds('SN2: a text is no snapshot', { snapshot: 'list v1' }, fromZero),
  {
    title: 'SN2: a snapshot of a stream that is not there is not used',
    async run({ eventStore }, assert) {
      assert.same(await eventStore.aggregateStream('order-1', { ...list, snapshot: marked(3) }), {
        state: [],
        currentStreamVersion: 0,
        streamExists: false,
        eventsRead: 0,
      });
    },
  },
];
