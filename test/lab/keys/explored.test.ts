/** Keys in every schedule: a call is one step, and nobody waits for what the browser does on the side. */
import { expect, test } from 'vitest';
import type { Encrypted, Lab } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import { labOver } from '../../contract/lab-over-world.ts';
import { counts, exploreFresh } from '../explore/explore-fresh.ts';

/** A browser in which everything takes many tasks. */
const slow = (): typeof crypto.subtle =>
  new Proxy(crypto.subtle, {
    get:
      (subtle, name) =>
      async (...parts: unknown[]) => {
        for (let task = 0; task < 40; task += 1) await new Promise((resolve) => void setImmediate(resolve));
        return Reflect.apply(Reflect.get(subtle, name, subtle) as () => unknown, subtle, parts);
      },
  });

const personOf = (lab: Lab) => lab.database.table<{ id: string; name: Encrypted }>('people', { key: 'id' });

/** One writes down a name that it has encrypted, the other forgets the person. */
const forgetting = (lab: Lab) => ({
  actors: {
    writer: async () => personOf(lab).put({ id: 'x', name: await lab.keys.encrypt('x', 'Ada') }),
    forgetter: () => lab.keys.forget('x'),
  },
  outcome: async () => (await lab.keys.decrypt((await personOf(lab).get('x'))!.name)) ?? 'forgotten',
});

test('K8: in a schedule each call is one step', async () => {
  const explored = await exploreFresh(forgetting);
  // Two steps of one actor and one of the other.
  expect(explored.schedules).toBe(3);
  expect(counts(explored)).toEqual([
    ['"Ada"', 1],
    ['"forgotten"', 2],
  ]);
  const steps = explored.outcomes.map(({ shortest }) => shortest.join(', '));
  expect(steps).toEqual([
    'writer: encrypt for x, writer: put in people, forgetter: forget x',
    'forgetter: forget x, writer: encrypt for x, writer: put in people',
  ]);
});

test('K8: where one of each kind is lived, who encrypts and who forgets are known to touch each other', async () => {
  const explored = await exploreFresh(forgetting, { mostSchedules: 1 });
  expect(explored.how).toBe('every schedule');
  expect(counts(explored)).toEqual([
    ['"Ada"', 1],
    ['"forgotten"', 2],
  ]);
});

test('K8: however long the browser takes, nobody is said to wait for something else', async () => {
  const lab = await labOver(createMemoryWorld(), 1, null, { subtle: slow });
  const explored = await lab.explore({
    ...forgetting(lab),
    before: async () => {
      const name = await lab.keys.encrypt('x', 'Ada');
      expect(await lab.keys.decrypt(name)).toBe('Ada');
    },
  });
  expect(explored.schedules).toBe(3);
});

test('K8: who waits for anything else, before the actors and behind them, is still found out', async () => {
  const lab = await labOver(createMemoryWorld());
  const never = () => new Promise(() => {});
  const actors = { a: () => lab.keys.encrypt('x', 1) };
  for (const [actor, program] of [
    ['before', { actors, before: async () => (await lab.keys.encrypt('x', 1), never()), outcome: () => 0 }],
    ['outcome', { actors, outcome: async () => (await lab.keys.encrypt('x', 1), never()) }],
    ['a', { actors: { a: async () => (await lab.keys.encrypt('x', 1), never()) }, outcome: () => 0 }],
  ] as const) {
    await expect(lab.explore(program)).rejects.toMatchObject({ code: 'actor-waits', data: { actor } });
  }
});

test('K8: the lesson has none of the keys of a schedule, and a schedule none of the lesson', async () => {
  const world = createMemoryWorld();
  const lab = await labOver(world);
  const ofLesson = await lab.keys.encrypt('x', 'Ada');
  let ofSchedule!: Encrypted;
  const { outcomes } = await lab.explore({
    actors: {
      a: async () => {
        ofSchedule = await lab.keys.encrypt('y', 'Bob');
      },
    },
    outcome: async () => [(await lab.keys.decrypt(ofLesson)) ?? null, await lab.keys.leaks('y')],
  });
  expect(outcomes[0]!.outcome).toEqual([
    null,
    [
      { where: 'keys', place: 'y' },
      { where: 'journal', place: 1 },
    ],
  ]);
  expect(await lab.keys.decrypt(ofSchedule)).toBeUndefined();
  expect(await lab.keys.decrypt(ofLesson)).toBe('Ada');
  expect(await world.countRows('kept keys')).toBe(1);
});

test('K8: schedules that differ only in keys of several people are of one kind', async () => {
  const explored = await exploreFresh(
    (lab) => ({
      actors: Object.fromEntries(
        ['x', 'y', 'z'].map((subject) => [
          subject,
          async () => {
            const encrypted = await lab.keys.encrypt(subject, subject);
            for (let step = 0; step < 3; step += 1) await lab.keys.decrypt(encrypted);
          },
        ]),
      ),
      outcome: async () => (await lab.keys.leaks('keyId')).length,
    }),
    { mostSchedules: 20 },
  );
  expect(explored.how).toBe('every schedule');
  expect(explored.schedules).toBe(34_650);
  expect(counts(explored)).toEqual([['6', 34_650]]);
}, 30_000);
