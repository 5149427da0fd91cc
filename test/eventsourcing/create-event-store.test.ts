/** What the event store asks of the storage below it, and what it makes of the pages it gets. */
import { describe, expect, test } from 'vitest';
import { inMemoryEventStore } from '#eventsourcing';
import { createEventStore } from '#eventsourcing/storage';
import { createPagingStorage } from './paging-storage.ts';

const unchecked = { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' } as const;

function setUp() {
  const storage = createPagingStorage();
  let ids = 0;
  let seconds = 0;
  const store = createEventStore(storage, {
    newId: () => `id-${(ids += 1)}`,
    now: () => `2020-05-20T09:00:0${(seconds += 1)}.000Z`,
  });
  const append = (streamName: string, ...types: string[]) =>
    store.appendToStream(
      streamName,
      types.map((type) => ({ type, data: {} })),
      unchecked,
    );
  /** How often the storage was asked for something while `work` ran. */
  const callsOf = async (work: () => Promise<unknown>): Promise<number> => {
    const before = storage.asked.length;
    await work();
    return storage.asked.length - before;
  };
  return { storage, store, append, callsOf };
}

/** Three commits of two events each. */
async function setUpThreeCommits() {
  const parts = setUp();
  await parts.append('s', 'A', 'B');
  await parts.append('s', 'C', 'D');
  await parts.append('s', 'E', 'F');
  return parts;
}

describe('SL7: a stream that is cut while it is read', () => {
  /** Cuts once, between two pages. */
  const cutMeanwhile = (storage: ReturnType<typeof setUp>['storage'], before: number): void => {
    storage.between.call = () => {
      storage.between.call = () => {};
      const cut = { truncateBefore: before, isTombstoned: false };
      storage.log.cut({ streamName: 's', expected: 'NO_CONCURRENCY_CHECK', ...cut });
    };
  };
  const read = { forwards: 'EF', backwards: 'FE' } as const;

  test.each(['forwards', 'backwards'] as const)('is read again, without a hole: %s', async (direction) => {
    const { store, storage } = await setUpThreeCommits();
    cutMeanwhile(storage, 5);
    // Less than there is: no page is asked for ahead.
    const { events, currentStreamVersion } = await store.readStream('s', { direction, maxCount: 5 });
    expect(events.map(({ type }) => type).join('')).toBe(read[direction]);
    expect(currentStreamVersion).toBe(6);
  });

  test.each([5, 100])('is folded again, from what is left of it before %i', async (before) => {
    const { store, storage } = await setUpThreeCommits();
    cutMeanwhile(storage, before);
    const { state, eventsRead, streamExists } = await store.aggregateStream('s', {
      initialState: () => '',
      evolve: (types: string, { type }) => types + type,
    });
    expect([state, eventsRead, streamExists]).toEqual(before === 5 ? ['EF', 2, true] : ['', 0, false]);
  });

  test('is folded from zero where the fold had begun with a snapshot', async () => {
    const { store, storage } = await setUpThreeCommits();
    await store.readStream('s', { maxCount: 1 });
    cutMeanwhile(storage, 4);
    const { state } = await store.aggregateStream('s', {
      initialState: () => '',
      evolve: (types: string, { type }) => types + type,
      snapshot: { state: '>', streamPosition: 1, fingerprint: 'types' },
    });
    expect(state).toBe('DEF');
  });
});

describe('pages', () => {
  test('ST7: pages are asked for until all is read', async () => {
    const { store, callsOf } = await setUpThreeCommits();
    let events: readonly { type: string }[] = [];
    expect(await callsOf(async () => ({ events } = await store.readStream('s')))).toBe(3);
    expect(events.map(({ type }) => type).join('')).toBe('ABCDEF');
    await callsOf(async () => ({ events } = await store.readAll()));
    expect(events.map(({ type }) => type).join('')).toBe('ABCDEF');
  });

  test('ST7: no page is asked for once there is enough', async () => {
    const { store, callsOf } = await setUpThreeCommits();
    expect(await callsOf(() => store.readStream('s', { maxCount: 1 }))).toBe(1);
    expect(await callsOf(() => store.readStream('s', { maxCount: 2 }))).toBe(1);
    expect(await callsOf(() => store.readStream('s', { maxCount: 3 }))).toBe(2);
    expect(await callsOf(() => store.readStream('s', { maxCount: 3, direction: 'backwards' }))).toBe(2);
    expect(await callsOf(() => store.readAll({ maxCount: 2 }))).toBe(1);
    expect(await callsOf(() => store.readAll({ types: ['C'], maxCount: 1 }))).toBe(2);
  });

  test('ST7: a fold asks for one page ahead, and no more', async () => {
    const { store, storage } = await setUpThreeCommits();
    const pagesSeen: number[] = [];
    await store.aggregateStream('s', {
      initialState: () => 0,
      evolve: (count) => {
        pagesSeen.push(storage.asked.filter((call) => call === 'readStream').length);
        return count + 1;
      },
    });
    expect(pagesSeen).toEqual([2, 2, 3, 3, 3, 3]);
  });

  test('ES18: who reads to the end is given what was added meanwhile, and its version', async () => {
    const { store, storage } = await setUpThreeCommits();
    storage.between.call = () => {
      storage.between.call = () => {};
      storage.log.append({ streamName: 's', expected: 6, commit: commitOf('G') });
    };
    const { events, currentStreamVersion } = await store.readStream('s');
    expect([events.at(-1)!.type, currentStreamVersion]).toEqual(['G', 7]);
  });

  test('ES18: who reads backwards gets the version of the first event given, whatever is added meanwhile', async () => {
    const { store, storage } = await setUpThreeCommits();
    storage.between.call = () => {
      storage.between.call = () => {};
      storage.log.append({ streamName: 's', expected: 6, commit: commitOf('G') });
    };
    const { events, currentStreamVersion } = await store.readStream('s', { direction: 'backwards' });
    expect([events[0]!.type, currentStreamVersion]).toEqual(['F', 6]);
  });
});

const commitOf = (type: string) => ({
  count: 1,
  ids: 'late',
  types: [type],
  text: JSON.stringify([{ type, data: {} }]),
  recordedAt: '2020-05-20T09:00:00.000Z',
});

describe('appends', () => {
  test('ES13: what is refused was never asked of the storage', async () => {
    const { store, storage } = setUp();
    const event = { type: 'A', data: {} };
    const bad = [
      () => store.appendToStream('', [event], unchecked),
      () => store.appendToStream('s', [event], {} as typeof unchecked),
      () => store.appendToStream('s', [{ type: '', data: {} }], unchecked),
      () => store.appendToStream('s', [{ type: 'A', data: 1n }], unchecked),
      () =>
        store.appendToStream(
          's',
          Array.from({ length: 1_001 }, () => event),
          unchecked,
        ),
      () => store.readStream('s', { from: 0 }),
      () => store.readAll({ after: -1 }),
    ];
    for (const work of bad) await expect(work()).rejects.toMatchObject({ code: 'invalid-input' });
    expect(storage.asked).toEqual([]);
  });

  test('ES9: an append is one commit, with its ids, types and text', async () => {
    const { append, storage } = setUp();
    await append('s', 'A', 'B');
    expect(storage.log.readAll({ after: 0, wanted: 1 }).commits).toEqual([
      {
        firstPosition: 1,
        streamName: 's',
        firstStreamPosition: 1,
        count: 2,
        ids: 'id-1 id-2',
        types: ['A', 'B'],
        text: '[{"type":"A","data":{}},{"type":"B","data":{}}]',
        recordedAt: '2020-05-20T09:00:01.000Z',
      },
    ]);
  });

  test('EV2: an id that would be two is none', async () => {
    const store = inMemoryEventStore({ newId: () => 'two ids' });
    await expect(store.appendToStream('s', [{ type: 'A', data: {} }], unchecked)).rejects.toThrow('without spaces');
  });

  test('EV2: an event has the id that the environment gave for it', async () => {
    const { append, store } = setUp();
    await append('s', 'A', 'B');
    const { events } = await store.readStream('s');
    expect(events.map(({ eventId }) => eventId)).toEqual(['id-1', 'id-2']);
  });

  test('EV6: an event is recorded at the time at which the store was called', async () => {
    const { append, store, storage } = setUp();
    await append('s', 'A');
    const { append: slow } = storage;
    storage.append = async (given) => {
      await new Promise((resolve) => setTimeout(resolve));
      return slow(given);
    };
    await Promise.all([append('s', 'B'), append('s', 'C')]);
    const { events } = await store.readStream('s');
    expect(events.map(({ recordedAt }) => recordedAt.slice(17, 19))).toEqual(['01', '02', '03']);
  });

  test('EV7: a list that grows while it is appended is appended as it was', async () => {
    const { store } = setUp();
    const events = [{ type: 'A', data: {} }];
    const append = store.appendToStream('s', events, unchecked);
    events.push({ type: 'B', data: {} });
    expect(await append).toMatchObject({ nextExpectedStreamVersion: 1, lastGlobalPosition: 1 });
  });
});
