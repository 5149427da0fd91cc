/** Every schedule of small programs, over worlds in memory. */
import { describe, expect, test } from 'vitest';
import { commandHandler, isInvalidInputError, type ExpectedStreamVersion } from '#eventsourcing';
import type { Ending, Lab, Program } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import { labOver } from '../../contract/lab-over-world.ts';
import { exploreFresh } from './explore-fresh.ts';
import { account, type AccountEvent } from '../../eventsourcing/account.ts';

const STREAM = 'account-7';
const deposited = (amount: number): AccountEvent => ({ type: 'MoneyDeposited', data: { amount } });

const newLab = (): Promise<Lab> => labOver(createMemoryWorld());

const balanceIn = async ({ eventStore }: Lab): Promise<number> =>
  (await eventStore.aggregateStream(STREAM, account)).state.balance;

/** Alice and Bob who both take 80 of 100, each by `withdraw`. */
const twoOf = (lab: Lab, withdraw: () => Promise<unknown>) => ({
  before: () => lab.eventStore.appendToStream(STREAM, [deposited(100)], { expectedStreamVersion: 0 }),
  actors: { alice: withdraw, bob: withdraw },
  outcome: async (ended: Readonly<Record<string, Ending>>) => ({ balance: await balanceIn(lab), ...ended }),
  laws: { 'never-below-zero': ({ balance }: { balance: number }) => balance >= 0 },
});

const withdrawing =
  ({ eventStore }: Lab, expectation: (read: number) => Promise<ExpectedStreamVersion> | ExpectedStreamVersion) =>
  async () => {
    const { state, currentStreamVersion } = await eventStore.aggregateStream(STREAM, account);
    const events = account.decide({ type: 'Withdraw', data: { amount: 80 } }, state);
    await eventStore.appendToStream(STREAM, events, { expectedStreamVersion: await expectation(currentStreamVersion) });
  };

/** What came out, as text, with how often. */
const counted = <Outcome>(outcomes: readonly { outcome: Outcome; count: number }[]): string[] =>
  outcomes
    .map(({ outcome, count }) => `${count} × ${Object.values(outcome as object).join(' ')}`)
    .toSorted((one, other) => (one < other ? -1 : 1));

describe('two who withdraw', () => {
  test('E1, E4: without a check four of six schedules go below zero', async () => {
    const lab = await newLab();
    const explored = await lab.explore(
      twoOf(
        lab,
        withdrawing(lab, () => 'NO_CONCURRENCY_CHECK'),
      ),
    );
    expect([explored.how, explored.schedules, explored.laws]).toEqual([
      'every schedule',
      6,
      { 'never-below-zero': { held: 2, broken: 4 } },
    ]);
    expect(counted(explored.outcomes)).toEqual(['1 × 20 done refused', '1 × 20 refused done', '4 × -60 done done']);
    const broken = explored.outcomes.find(({ outcome }) => outcome.balance < 0)!;
    expect(broken.shortest).toEqual([
      'alice: read account-7',
      'bob: read account-7',
      'bob: append to account-7',
      'alice: append to account-7',
    ]);
  });

  test('E3: with the version that was read the law holds in all six', async () => {
    const lab = await newLab();
    const explored = await lab.explore(
      twoOf(
        lab,
        withdrawing(lab, (version) => version),
      ),
    );
    expect(explored.laws).toEqual({ 'never-below-zero': { held: 6, broken: 0 } });
    const ends = explored.outcomes.flatMap(({ outcome, count }) => Array(count).fill(outcome));
    expect(ends.filter(({ alice, bob }) => [alice, bob].includes('conflict'))).toHaveLength(4);
    expect(ends.filter(({ alice, bob }) => [alice, bob].includes('refused'))).toHaveLength(2);
  });

  test('E3: handled, the one who comes too late is refused, and decides twice in four of six', async () => {
    const lab = await newLab();
    const handle = commandHandler(account);
    const explored = await lab.explore({
      ...twoOf(lab, () => handle(lab.eventStore, STREAM, { type: 'Withdraw', data: { amount: 80 } })),
    });
    expect(counted(explored.outcomes)).toEqual(['3 × 20 done refused', '3 × 20 refused done']);
    const attempts = await lab.explore({
      before: twoOf(lab, () => Promise.resolve()).before,
      actors: {
        alice: () => handle(lab.eventStore, STREAM, { type: 'Deposit', data: { amount: 1 } }),
        bob: () => handle(lab.eventStore, STREAM, { type: 'Deposit', data: { amount: 1 } }),
      },
      outcome: () => balanceIn(lab),
    });
    expect(attempts.outcomes.map(({ outcome }) => outcome)).toEqual([102]);
    expect(attempts.outcomes[0]!.shortest).toHaveLength(4);
  });

  test('E1: a version that is read again just before the append breaks in six of twenty', async () => {
    const lab = await newLab();
    const again = async () => (await lab.eventStore.readStream(STREAM)).currentStreamVersion;
    const { schedules, laws } = await lab.explore(twoOf(lab, withdrawing(lab, again)));
    expect([schedules, laws]).toEqual([20, { 'never-below-zero': { held: 14, broken: 6 } }]);
  });
});

test('E1: the world of the lesson is left alone, and chance is the same in every schedule', async () => {
  const world = createMemoryWorld();
  const lab = await labOver(world);
  await lab.eventStore.appendToStream(STREAM, [deposited(1)], { expectedStreamVersion: 0 });
  const before = lab.newId();
  const notes = lab.database.table<{ id: string }>('notes', { key: 'id' });
  const { outcomes } = await lab.explore({
    actors: { one: async () => notes.put({ id: lab.newId() }), two: async () => notes.put({ id: 'two' }) },
    outcome: async () => ({ notes: await notes.all(), log: (await lab.eventStore.readAll()).events.length }),
  });
  expect(outcomes).toHaveLength(1);
  expect(outcomes[0]!.outcome).toMatchObject({ log: 0, notes: [{}, { id: 'two' }] });
  expect([await notes.all(), (await lab.eventStore.readAll()).events.length]).toEqual([[], 1]);
  expect(lab.newId()).not.toBe(before);
});

test('E1: what is explored at the same time is explored one after the other, and none of it gets into the lesson', async () => {
  const lab = await newLab();
  const write = (name: string) => async () => {
    await lab.eventStore.readAll();
    await lab.eventStore.appendToStream(name, [{ type: name, data: {} }], { expectedStreamVersion: 0 });
  };
  const explore = (name: string) =>
    lab.explore({
      actors: { one: write(name), two: write(`${name}+`) },
      outcome: async () =>
        (await lab.eventStore.readAll()).events
          .map(({ type }) => type)
          .toSorted()
          .join(),
    });
  const explored = await Promise.all([explore('a'), explore('b')]);
  expect(explored.map(({ schedules }) => schedules)).toEqual([6, 6]);
  expect(explored.map(({ outcomes }) => outcomes.map(({ outcome }) => outcome))).toEqual([['a,a+'], ['b,b+']]);
  expect((await lab.eventStore.readAll()).events).toEqual([]);
});

test('E6: a program that moves the clock is told so: its next schedule would begin later', async () => {
  const lab = await newLab();
  const actors = { one: async () => lab.clock.travelTo('2030-01-01T00:00:00Z') };
  await expect(lab.explore({ actors, outcome: () => 0 })).rejects.toMatchObject({ code: 'program-remembers' });
});

test('E7: an actor that waits for another one is named, also while that one can go on', async () => {
  const lab = await newLab();
  let free = (): void => {};
  const isFree = new Promise<void>((resolve) => (free = resolve));
  const actors = {
    first: async () => {
      await lab.eventStore.readAll();
      free();
    },
    second: async () => {
      await isFree;
      await lab.eventStore.readAll();
    },
  };
  await expect(lab.explore({ actors, outcome: () => 0 })).rejects.toMatchObject({ data: { actor: 'second' } });
});

test('E2: as many orders as there are, for any number of steps', async () => {
  const lab = await newLab();
  const act = (steps: number) => async () => {
    for (let step = 0; step < steps; step += 1) await lab.eventStore.readAll();
  };
  const schedules = async (...steps: number[]): Promise<number> => {
    const actors = Object.fromEntries(steps.map((count, index) => [`actor${index}`, act(count)]));
    return (await lab.explore({ actors, outcome: () => 0 })).schedules;
  };
  expect(await schedules(3)).toBe(1);
  expect(await schedules(0, 0)).toBe(1);
  expect(await schedules(2, 3)).toBe(10);
  expect(await schedules(1, 1, 1, 1)).toBe(24);
  expect(await schedules(2, 2, 2)).toBe(90);
});

test('E2: calls of one actor at the same time are steps in their order', async () => {
  const lab = await newLab();
  const write = (name: string) =>
    lab.eventStore.appendToStream('s', [{ type: name, data: {} }], { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' });
  const { outcomes } = await lab.explore({
    actors: { one: () => Promise.all([write('A'), write('B')]), two: () => write('X') },
    outcome: async () => (await lab.eventStore.readStream('s')).events.map(({ type }) => type).join(''),
  });
  expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['ABX', 'AXB', 'XAB']);
});

test('E3: who ends with an error or in a conflict of rows does not end the others', async () => {
  const lab = await newLab();
  const notes = lab.database.table<{ id: string; count: number }>('notes', { key: 'id' });
  const raise = () =>
    lab.database.transaction(async (tx) => {
      const { count } = (await tx.get(notes, 'a'))!;
      tx.put(notes, { id: 'a', count: count + 1 });
    });
  const { outcomes } = await lab.explore({
    before: () => notes.put({ id: 'a', count: 0 }),
    actors: { one: raise, two: raise, broken: () => Promise.reject(new Error('no')) },
    outcome: async (ended) => ({ ...ended, count: (await notes.get('a'))!.count }),
  });
  expect(counted(outcomes)).toEqual([
    '2 × conflict done error 1',
    '2 × done conflict error 1',
    '2 × done done error 2',
  ]);
});

test('E4: outcomes that are the same JSON are one, and a law is asked of each', async () => {
  const lab = await newLab();
  const asked: unknown[] = [];
  const { outcomes, laws } = await lab.explore({
    actors: { one: () => lab.eventStore.readAll(), two: () => lab.eventStore.readAll() },
    outcome: () => ({ list: [1, { a: 2 }] }),
    laws: { held: (outcome) => asked.push(outcome) > 0, broken: () => false },
  });
  expect(outcomes.map(({ count }) => count)).toEqual([2]);
  expect(asked).toEqual([{ list: [1, { a: 2 }] }]);
  expect(laws).toEqual({ held: { held: 2, broken: 0 }, broken: { held: 0, broken: 2 } });
});

/** Actors that append to one stream, four times each: 34,650 schedules, and no two of one kind. */
const appending = (lab: Lab) => {
  const act = (name: string) => async () => {
    for (let step = 0; step < 4; step += 1) {
      await lab.eventStore.appendToStream('s', [{ type: name, data: {} }], {
        expectedStreamVersion: 'NO_CONCURRENCY_CHECK',
      });
    }
  };
  return { one: act('A'), two: act('B'), three: act('C') };
};

test('E5: of too many schedules a thousand are lived by chance, the same ones each time', async () => {
  const explored = async () => {
    const make = (lab: Lab) => ({
      actors: appending(lab),
      outcome: async () => ({ last: (await lab.eventStore.readStream('s')).events.at(-1)!.type }),
    });
    const result = await exploreFresh(make, { mostSchedules: 500, mostKinds: 500 });
    return { ...result, outcomes: counted(result.outcomes) };
  };
  const first = await explored();
  expect([first.how, first.schedules]).toEqual(['random schedules', 1_000]);
  expect(first.outcomes).toHaveLength(3);
  expect(await explored()).toEqual(first);
}, 60_000);

test('E6: a program that remembers something between schedules is told so', async () => {
  const lab = await newLab();
  let turns = 0;
  const program = {
    actors: { one: async () => lab.eventStore.readAll().then(() => (turns += 1)) },
    outcome: () => turns,
  };
  await expect(lab.explore(program)).rejects.toMatchObject({ code: 'program-remembers' });
});

test.each([
  ['for ever', () => new Promise(() => {})],
  ['for a timer', () => new Promise((resolve) => void setTimeout(resolve, 60_000))],
])('E7: an actor that waits %s is named', async (_, wait) => {
  const lab = await newLab();
  const actors = { quick: () => lab.eventStore.readAll(), late: wait };
  await expect(lab.explore({ actors, outcome: () => 0 })).rejects.toMatchObject({
    code: 'actor-waits',
    data: { actor: 'late' },
  });
  // The lab is about the lesson's world again.
  expect((await lab.eventStore.readAll()).events).toEqual([]);
});

const zero = (): number => 0;

test.each([
  ['before', { before: () => Promise.reject(new Error('no before')), actors: { a: zero }, outcome: zero }],
  ['outcome', { actors: { a: zero }, outcome: () => Promise.reject(new Error('no outcome')) }],
  [
    'a law',
    {
      actors: { a: zero },
      outcome: zero,
      laws: {
        l: () => {
          throw new Error('no law');
        },
      },
    },
  ],
])('E8: what %s throws is thrown', async (_, program) => {
  const lab = await newLab();
  await expect(lab.explore(program as never)).rejects.toThrow(/^no /);
});

test.each([
  [undefined],
  [{ actors: {}, outcome: zero }],
  [{ actors: null, outcome: zero }],
  [{ actors: { a: 5 }, outcome: zero }],
  [{ actors: { a: zero } }],
  [{ actors: { a: zero }, outcome: zero, before: 5 }],
  [{ actors: { a: zero }, outcome: zero, laws: { l: 5 } }],
  [{ actors: Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`a${index}`, zero])), outcome: zero }],
])('E8: %j is refused', async (program) => {
  const lab = await newLab();
  await expect(lab.explore(program as unknown as Program<number>)).rejects.toSatisfy(isInvalidInputError);
});
