/** What every storage below an event store promises (src/eventsourcing/SPEC.md, ST), as cases for whatever implements the port. */
import type { Commit, EventStorage, LogQuery, NewCommit, StreamQuery } from '#eventsourcing/storage';
import type { Case } from './assert.ts';

/** A commit of so many events; the text is not JSON, because no storage may look into it. */
const commitOf = (name: string, count: number): NewCommit => ({
  count,
  ids: Array.from({ length: count }, (_, index) => `${name}-${index + 1}`).join(' '),
  types: [name],
  text: `<${name} \u2028 ü>`,
  recordedAt: '2020-05-20T09:00:00.000Z',
});

const forwards = { direction: 'forwards', from: 1, to: Infinity, wanted: Infinity } as const;
const backwards = { ...forwards, direction: 'backwards' } as const;

const namesOf = (commits: readonly Commit[]): readonly string[] => commits.map(({ types }) => types[0]!);

/** Follows the pages of a stream; `between` is called after the first. */
async function readPages(
  storage: EventStorage,
  query: StreamQuery,
  between: () => Promise<unknown> = () => Promise.resolve(),
): Promise<readonly string[]> {
  const names: string[] = [];
  let next: StreamQuery | null = query;
  // No case has more than forty commits, and an empty page at the end is allowed.
  for (let page = 0; next && page < 42; page += 1) {
    const { commits, next: rest }: Awaited<ReturnType<EventStorage['readStream']>> = await storage.readStream(next);
    names.push(...namesOf(commits));
    if (page === 0) await between();
    next = rest;
  }
  return names;
}

/** Commits a, b, c, d of 2, 1, 3 and 1 events in stream s; x and y, of 1 and 2 events, in stream t after a and c. */
async function stock(storage: EventStorage): Promise<void> {
  const plan = [
    ['s', 'a', 2],
    ['t', 'x', 1],
    ['s', 'b', 1],
    ['s', 'c', 3],
    ['t', 'y', 2],
    ['s', 'd', 1],
  ] as const;
  for (const [streamName, name, count] of plan) {
    await storage.append({ streamName, expected: 'NO_CONCURRENCY_CHECK', commit: commitOf(name, count) });
  }
}

const holds = (
  title: string,
  query: Omit<StreamQuery, 'streamName'>,
  names: readonly string[],
): Case<EventStorage> => ({
  title,
  async run(storage, assert) {
    await stock(storage);
    assert.same(await readPages(storage, { streamName: 's', ...query }), names);
    for (const wanted of [1, 2, 3]) assert.same(await readPages(storage, { streamName: 's', ...query, wanted }), names);
  },
});

const logHolds = (title: string, after: number, names: readonly string[]): Case<EventStorage> => ({
  title,
  async run(storage, assert) {
    await stock(storage);
    for (const wanted of [Infinity, 1, 2, 3]) {
      const found: string[] = [];
      let next: LogQuery | null = { after, wanted };
      for (let page = 0; next && page < 12; page += 1) {
        const { commits, next: rest }: Awaited<ReturnType<EventStorage['readAll']>> = await storage.readAll(next);
        found.push(...namesOf(commits));
        next = rest;
      }
      assert.same(found, names);
    }
  },
});

export const storageCases: readonly Case<EventStorage>[] = [
  {
    title: 'ST1: append tells the first positions of the commit',
    async run(storage, assert) {
      const append = (streamName: string, expected: number, count: number) =>
        storage.append({ streamName, expected, commit: commitOf('a', count) });
      const { firstPosition, firstStreamPosition } = await append('s', 0, 3);
      assert.same([firstPosition, firstStreamPosition], [1, 1]);
      const second = await append('t', 0, 2);
      assert.same([second.firstPosition, second.firstStreamPosition], [4, 1]);
      const third = await append('s', 3, 1);
      assert.same([third.firstPosition, third.firstStreamPosition], [6, 4]);
    },
  },
  {
    title: 'ST1: an append that is not expected changes nothing',
    async run(storage, assert) {
      await stock(storage);
      const append = () => storage.append({ streamName: 's', expected: 3, commit: commitOf('z', 1) });
      await assert.fails(append, 'expected-version-conflict', { streamName: 's', expected: 3, actual: 7 });
      const { streamVersion } = await storage.readStream({ streamName: 's', ...forwards });
      const { lastPosition } = await storage.readAll({ after: 0, wanted: Infinity });
      assert.same([streamVersion, lastPosition], [7, 10]);
    },
  },
  holds('ST2: a page holds the whole commits of one stream', forwards, ['a', 'b', 'c', 'd']),
  holds('ST2: pages backwards hold the last commit first', backwards, ['d', 'c', 'b', 'a']),
  holds('ST2: a commit of which only the end is wanted is held whole', { ...forwards, from: 6 }, ['c', 'd']),
  holds('ST2: a commit of which only the beginning is wanted is held whole', { ...forwards, to: 4 }, ['a', 'b', 'c']),
  holds('ST2: a commit of which only the middle is wanted is held whole', { ...forwards, from: 5, to: 5 }, ['c']),
  holds('ST2: backwards too, a commit of which only a part is wanted is held whole', { ...backwards, from: 2, to: 5 }, [
    'c',
    'b',
    'a',
  ]),
  holds('ST2: behind the end of the stream there is nothing', { ...forwards, from: 8 }, []),
  holds('ST2: backwards too, behind the end of the stream there is nothing', { ...backwards, from: 8 }, []),
  holds('ST2: a range that ends before it begins holds nothing', { ...forwards, from: 3, to: 2 }, []),
  holds('ST2: backwards too, a range that ends before it begins holds nothing', { ...backwards, from: 3, to: 2 }, []),
  holds('ST2: the largest whole number reads to the end', { ...forwards, to: Number.MAX_SAFE_INTEGER }, [
    'a',
    'b',
    'c',
    'd',
  ]),
  logHolds('ST2: the log holds the commits of all streams in their order', 0, ['a', 'x', 'b', 'c', 'y', 'd']),
  logHolds('ST2: the log behind a commit begins with the next', 4, ['c', 'y', 'd']),
  logHolds('ST2: the log behind the middle of a commit begins with that commit', 5, ['c', 'y', 'd']),
  logHolds('ST2: behind the end of the log there is nothing', 10, []),
  {
    title: 'ST3: what is added behind the last page in the meantime is read as well',
    async run(storage, assert) {
      for (let index = 0; index < 20; index += 1) {
        await storage.append({ streamName: 's', expected: index, commit: commitOf(`c${index}`, 1) });
      }
      const add = () => storage.append({ streamName: 's', expected: 20, commit: commitOf('late', 1) });
      // Fewer wanted than there are: where a storage hands over everything at once, nothing comes in between.
      const first = await storage.readStream({ streamName: 's', ...forwards, wanted: 5 });
      const names = await readPages(storage, { streamName: 's', ...forwards, wanted: 5 }, add);
      const old = Array.from({ length: 20 }, (_, index) => `c${index}`);
      assert.same(names, first.next ? [...old, 'late'] : old);
    },
  },
  {
    title: 'ST3: what is added in the meantime is not read backwards',
    async run(storage, assert) {
      for (let index = 0; index < 20; index += 1) {
        await storage.append({ streamName: 's', expected: index, commit: commitOf(`c${index}`, 1) });
      }
      const add = () => storage.append({ streamName: 's', expected: 20, commit: commitOf('late', 1) });
      const names = await readPages(storage, { streamName: 's', ...backwards, wanted: 5 }, add);
      assert.same(
        names,
        Array.from({ length: 20 }, (_, index) => `c${19 - index}`),
      );
    },
  },
  {
    title: 'ST4: a page tells the version of the stream and the last position of the log, whatever it holds',
    async run(storage, assert) {
      const versions = async (streamName: string) =>
        (await storage.readStream({ streamName, ...forwards, from: 2, to: 2 })).streamVersion;
      const last = async () => (await storage.readAll({ after: 3, wanted: 1 })).lastPosition;
      assert.same([await versions('s'), await versions('t'), await last()], [0, 0, 0]);
      await stock(storage);
      assert.same([await versions('s'), await versions('t'), await last()], [7, 3, 10]);
    },
  },
  {
    title: 'ST5: a page of nothing still tells where stream and log are',
    async run(storage, assert) {
      await stock(storage);
      const nothing = await storage.readStream({ streamName: 's', ...forwards, to: 0, wanted: 0 });
      assert.same([nothing.commits, nothing.streamVersion, nothing.next], [[], 7, null]);
      const { commits, lastPosition, next } = await storage.readAll({ after: Number.MAX_SAFE_INTEGER, wanted: 0 });
      assert.same([commits, lastPosition, next], [[], 10, null]);
    },
  },
  {
    title: 'ST9: a cut is expected or changes nothing, and none gives anything back',
    async run(storage, assert) {
      await stock(storage);
      const cut = (truncateBefore: number, expected: number) =>
        storage.cut({ streamName: 's', expected, truncateBefore, isTombstoned: false });
      const read = async () => {
        const { commits, truncateBefore, isTombstoned, streamVersion } = await storage.readStream({
          streamName: 's',
          ...forwards,
        });
        return [namesOf(commits), truncateBefore, isTombstoned, streamVersion];
      };
      await assert.fails(() => cut(3, 6), 'expected-version-conflict', { streamName: 's', expected: 6, actual: 7 });
      assert.same(await read(), [['a', 'b', 'c', 'd'], 1, false, 7]);
      await cut(5, 7);
      assert.same(await read(), [['c', 'd'], 5, false, 7]);
      await cut(2, 7);
      assert.same(await read(), [['c', 'd'], 5, false, 7]);
      assert.same(await readPages(storage, { streamName: 's', ...backwards, wanted: 1 }), ['d', 'c']);
      await cut(Number.MAX_SAFE_INTEGER, 7);
      assert.same(await read(), [[], 8, false, 7]);
    },
  },
  {
    title: 'ST9: nothing goes on behind a tombstone',
    async run(storage, assert) {
      await stock(storage);
      const end = { streamName: 's', expected: 7, truncateBefore: 100, isTombstoned: true };
      await storage.cut(end);
      const { commits, isTombstoned, truncateBefore } = await storage.readStream({ streamName: 's', ...forwards });
      assert.same([commits, isTombstoned, truncateBefore], [[], true, 8]);
      const append = () => storage.append({ streamName: 's', expected: 7, commit: commitOf('z', 1) });
      await assert.fails(append, 'stream-tombstoned', { streamName: 's' });
      await assert.fails(() => storage.cut({ ...end, isTombstoned: false }), 'stream-tombstoned');
      assert.same((await storage.readStream({ streamName: 't', ...forwards })).isTombstoned, false);
    },
  },
  {
    title: 'ST8: an event that is there, or comes later, is behind a position',
    async run(storage, assert) {
      await stock(storage);
      await storage.whenBehind(0);
      await storage.whenBehind(9);
      const told: number[] = [];
      const waiting = [10, 10, 12].map(async (position) => {
        await storage.whenBehind(position);
        told.push(position);
      });
      await storage.append({ streamName: 'u', expected: 0, commit: commitOf('z', 2) });
      await Promise.all(waiting.slice(0, 2));
      await storage.readAll({ after: 0, wanted: 1 });
      assert.same(told, [10, 10]);
      await storage.append({ streamName: 'u', expected: 2, commit: commitOf('z', 1) });
      await waiting[2];
      assert.same(told, [10, 10, 12]);
    },
  },
  {
    title: 'ST6: a commit comes back as it was given, with its places',
    async run(storage, assert) {
      await stock(storage);
      const { commits } = await storage.readStream({ streamName: 't', ...forwards });
      const expected = [
        { ...commitOf('x', 1), streamName: 't', firstPosition: 3, firstStreamPosition: 1, count: 1 },
        { ...commitOf('y', 2), streamName: 't', firstPosition: 8, firstStreamPosition: 2, count: 2 },
      ];
      assert.same(commits, expected);
      const all = (await storage.readAll({ after: 0, wanted: Infinity })).commits;
      assert.same(
        all.filter(({ streamName }) => streamName === 't'),
        expected,
      );
    },
  },
];
