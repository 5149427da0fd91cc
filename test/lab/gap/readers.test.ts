/** Readers of a database with a sequence, in every schedule of its writers: who loses an event, who stops, and who does neither. */
import { describe, expect, test, vi } from 'vitest';
import { createRandom, type Exploration, type Lab, type Program } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import { labOver } from '../../contract/lab-over-world.ts';
import { counts, exploreFresh } from '../explore/explore-fresh.ts';
import {
  BEGINNING,
  comparePlaces,
  naiveReader,
  nextSafe,
  safeReader,
  waitingReader,
  type Place,
  type Reader,
} from './readers.ts';

// Thousands of lives take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

type Sequenced = Lab['sequenced'];
type Transaction = Awaited<ReturnType<Sequenced['begin']>>;
type Seen = { lost: number; twice: number; left: number };

const ORDER = { type: 'OrderPlaced', data: {} };

/** One who inserts an event; `begun` is a transaction that was opened before. */
type Write = (sequenced: Sequenced, begun?: Transaction) => Promise<void>;

const commits: Write = async (sequenced, begun) => {
  const transaction = begun ?? (await sequenced.begin());
  await sequenced.insert(transaction, ORDER);
  await sequenced.commit(transaction);
};
const rollsBack: Write = async (sequenced, begun) => {
  const transaction = begun ?? (await sequenced.begin());
  await sequenced.insert(transaction, ORDER);
  await sequenced.rollBack(transaction);
};

type Plan = Readonly<{
  writes: readonly Write[];
  /** Whether their transactions are open before anything else, so that two steps are left to each. */
  areBegun?: boolean;
  polls: number;
}>;

/** Lives the schedules of writers and of a reader that polls so often, and at the end as often as it takes. */
const follow = (
  make: (lab: Lab) => Reader,
  { writes, areBegun = false, polls }: Plan,
  limits?: Parameters<typeof exploreFresh>[1],
): Promise<Exploration<Seen>> =>
  exploreFresh((lab): Program<Seen> => {
    const { sequenced } = lab;
    const reader = make(lab);
    const begun: Transaction[] = [];
    const poll = async (count: number): Promise<void> => {
      for (let polled = 0; polled < count; polled += 1) await reader.poll();
    };
    return {
      async before() {
        if (areBegun) for (const _ of writes) begun.push(await sequenced.begin());
      },
      actors: {
        ...Object.fromEntries(
          writes.map((write, index) => [`writer-${index + 1}`, () => write(sequenced, begun[index])]),
        ),
        reader: () => poll(polls),
      },
      async outcome() {
        await poll(10);
        const { delivered } = reader;
        const missing = (await sequenced.read()).events.filter(({ position }) => !delivered.includes(position));
        const left = missing.filter((event) => reader.isAhead(event)).length;
        return { lost: missing.length - left, twice: delivered.length - new Set(delivered).size, left };
      },
      laws: {
        'none-lost': ({ lost }) => lost === 0,
        'none-twice': ({ twice }) => twice === 0,
        'gets-on': ({ left }) => left === 0,
      },
    };
  }, limits);

/** In how many schedules a law was broken. */
const broken = ({ schedules, laws }: Exploration<Seen>) => ({
  schedules,
  lost: laws['none-lost']!.broken,
  twice: laws['none-twice']!.broken,
  stopped: laws['gets-on']!.broken,
});

const TWO: Plan = { writes: [commits, commits], polls: 1 };
const TWO_POLLED: Plan = { writes: [commits, commits], polls: 3 };
const THREE: Plan = { writes: [commits, commits, commits], areBegun: true, polls: 2 };
const ONE_ROLLS_BACK: Plan = { writes: [commits, commits, rollsBack], areBegun: true, polls: 2 };

describe('one who asks for what is behind the last position', () => {
  // Insert, insert of the other, its commit, the poll, commit: in this order, with three places for the other's beginning; twice.
  test('L20: loses an event in six of 140 schedules of two writers', async () => {
    const explored = await follow(naiveReader, TWO);
    expect(broken(explored)).toEqual({ schedules: 140, lost: 6, twice: 0, stopped: 0 });
    expect(explored.outcomes.find(({ outcome }) => outcome.lost === 1)!.shortest).toEqual([
      'writer-1: begin',
      'writer-1: insert OrderPlaced in 1',
      'writer-2: begin',
      'writer-2: insert OrderPlaced in 2',
      'writer-2: commit 2',
      'reader: read behind 0',
      'writer-1: commit 1',
    ]);
  });

  test.each([
    ['three writers', THREE, 630],
    ['two writers and one who rolls back', ONE_ROLLS_BACK, 280],
  ])('L20: loses events of %s', async (_, plan, lost) => {
    expect(broken(await follow(naiveReader, plan))).toEqual({ schedules: 2_520, lost, twice: 0, stopped: 0 });
  });
});

describe('one who waits in front of a hole', () => {
  test('L20: loses nothing of three writers', async () => {
    expect(broken(await follow(waitingReader, THREE))).toEqual({ schedules: 2_520, lost: 0, twice: 0, stopped: 0 });
  });

  test('L20: stops for good where a number below others was rolled back', async () => {
    const explored = await follow(waitingReader, ONE_ROLLS_BACK);
    // The number is the highest in one of three.
    expect(broken(explored)).toEqual({ schedules: 2_520, lost: 0, twice: 0, stopped: 1_680 });
    expect(counts(explored)).toEqual([
      ['{"lost":0,"twice":0,"left":0}', 840],
      ['{"lost":0,"twice":0,"left":1}', 840],
      ['{"lost":0,"twice":0,"left":2}', 840],
    ]);
  });
});

describe('one who waits in front of a hole for two polls', () => {
  test.each([
    ['two writers', TWO_POLLED, 1_680, 42],
    ['two writers and one who rolls back', ONE_ROLLS_BACK, 2_520, 56],
  ])('L20: gets on behind every hole, and loses events of %s where one is slow', async (_, plan, schedules, lost) => {
    const explored = await follow((lab) => waitingReader(lab, 2), plan);
    expect(broken(explored)).toEqual({ schedules, lost, twice: 0, stopped: 0 });
    const { shortest } = explored.outcomes.find(({ outcome }) => outcome.lost > 0)!;
    const polls = shortest.flatMap((step, index) => (step.startsWith('reader: ') ? [index] : []));
    // The slow one ends when two polls have met its number.
    expect(shortest.findLastIndex((step) => step.includes(': commit'))).toBeGreaterThan(polls[1]!);
  });
});

describe('one who takes what is older than every open transaction', () => {
  test.each([
    ['two writers', TWO, 140],
    ['two writers who are polled more often', TWO_POLLED, 1_680],
    ['three writers', THREE, 2_520],
    ['two writers and one who rolls back', ONE_ROLLS_BACK, 2_520],
  ])('L20: loses nothing of %s, takes nothing twice, and gets on', async (_, plan, schedules) => {
    expect(broken(await follow(safeReader, plan))).toEqual({ schedules, lost: 0, twice: 0, stopped: 0 });
  });

  test('L20: neither when three writers begin when they like, of which some schedules are lived', async () => {
    const plan: Plan = { writes: [commits, commits, rollsBack], polls: 2 };
    const few = { mostSchedules: 500, mostKinds: 500 };
    const explored = await follow(safeReader, plan, few);
    expect([explored.how, broken(explored)]).toEqual([
      'random schedules',
      { schedules: 1_000, lost: 0, twice: 0, stopped: 0 },
    ]);
    expect(broken(await follow(naiveReader, plan, few)).lost).toBeGreaterThan(0);
  });

  test('L20: takes each event once when writers and reader crash, with its cursor beside what it has done', async () => {
    const explored = await exploreFresh((lab): Program<{ done: number[]; there: number[] }> => {
      const { sequenced, database } = lab;
      const done = database.table<Place>('done', { key: ['transactionId', 'position'] });
      const poll = async (): Promise<void> => {
        const cursor = (await done.all()).at(-1) ?? BEGINNING;
        const next = nextSafe(await sequenced.read(), cursor);
        await database.transaction(async (tx) => {
          for (const { transactionId, position } of next) tx.insert(done, { transactionId, position });
        });
      };
      return {
        actors: { 'writer-1': () => commits(sequenced), 'writer-2': () => commits(sequenced), reader: poll },
        faults: ['crash'],
        async outcome() {
          await poll();
          const there = (await sequenced.read()).events;
          return { done: positions(await done.all()), there: positions(there.toSorted(comparePlaces)) };
        },
        laws: { 'each-once': ({ done: taken, there }) => String(taken) === String(there) },
      };
    });
    expect(explored.how).toBe('every schedule');
    expect(explored.laws).toEqual({ 'each-once': { held: explored.schedules, broken: 0 } });
  });

  test('L20: never goes back, and never passes an open transaction, whatever is written', async () => {
    const random = createRandom(20);
    for (let history = 0; history < 100; history += 1) await assertFollows(random);
  });
});

const positions = (places: readonly Place[]): number[] => places.map(({ position }) => position);

/** A long history by chance, polled now and then. */
async function assertFollows(random: () => number): Promise<void> {
  const { sequenced } = await labOver(createMemoryWorld());
  const open: Transaction[] = [];
  const taken: Place[] = [];
  const poll = async (): Promise<void> => {
    const next = nextSafe(await sequenced.read(), taken.at(-1) ?? BEGINNING);
    const isOpen = ({ transactionId }: Place): boolean => open.some((one) => one.transactionId <= transactionId);
    expect(next.filter(isOpen)).toEqual([]);
    taken.push(...next);
  };
  const any = (): number => Math.floor(random() * open.length);
  for (let step = 0; step < 60; step += 1) {
    const chance = random();
    if (chance < 0.25) await poll();
    else if (chance < 0.45 || open.length === 0) open.push(await sequenced.begin());
    else if (chance < 0.75) await sequenced.insert(open[any()]!, ORDER);
    else await sequenced[chance < 0.92 ? 'commit' : 'rollBack'](open.splice(any(), 1)[0]!);
  }
  for (const transaction of open.splice(0)) await sequenced.commit(transaction);
  await poll();
  expect(taken).toEqual(taken.toSorted(comparePlaces));
  expect(positions(taken).toSorted((one, other) => one - other)).toEqual(positions((await sequenced.read()).events));
}
