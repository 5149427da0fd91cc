/** What is explored and the lesson around it leave each other alone. */
import { expect, test } from 'vitest';
import { createRandom, VirtualTime, type Lab, type LabStorage, type Message } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import { labOver, NOW } from '../../contract/lab-over-world.ts';
import { exploreFresh } from './explore-fresh.ts';

const messageOf = (messageId: string): Message => ({ messageId, key: messageId, type: 'T', body: null });
const twoReads = (lab: Lab) => async () => [await lab.eventStore.readAll(), await lab.eventStore.readAll()];
const pause = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Storage behind a border: each call takes tasks. */
const slow = (storage: LabStorage): LabStorage =>
  Object.fromEntries(
    Object.entries(storage).map(([name, method]) => [
      name,
      async (...given: unknown[]) => {
        await pause();
        return (method as (...given: unknown[]) => Promise<unknown>)(...given);
      },
    ]),
  ) as unknown as LabStorage;

test('E1: what the lesson delivers is delivered in the lesson, before and behind what is explored', async () => {
  const lab = await labOver(createMemoryWorld(), 1, null, { through: slow });
  const mails = lab.database.table<{ id: string }>('mails', { key: 'id' });
  lab.broker.subscribe('orders', 'mails', ({ messageId }) => mails.put({ id: messageId }));
  for (const id of ['m-1', 'm-2', 'm-3']) await lab.broker.publish('orders', messageOf(id));
  const { schedules } = await lab.explore({ actors: { one: twoReads(lab), two: twoReads(lab) }, outcome: () => 0 });
  expect(schedules).toBe(6);
  for (let task = 0; task < 50; task += 1) await pause();
  expect((await mails.all()).map(({ id }) => id)).toEqual(['m-1', 'm-2', 'm-3']);
});

test('E8: a program that is refused does not stand for another one', async () => {
  const programs = async ({ explore }: Pick<Lab, 'explore'>, inner: Lab): Promise<unknown[]> => {
    const refused = await explore({ actors: {}, outcome: () => 'none' }).catch((error: { code: string }) => error.code);
    const one = await explore({ actors: { a: twoReads(inner) }, outcome: () => 'first' });
    const two = await explore({ actors: { a: twoReads(inner), b: twoReads(inner) }, outcome: () => 'second' });
    return [refused, one.outcomes[0]!.outcome, two.outcomes[0]!.outcome, two.schedules];
  };
  const lab: Lab = await labOver(createMemoryWorld(), 1, async (met) => void (await programs(met, lab)));
  expect(await programs(lab, lab)).toEqual(['invalid-input', 'first', 'second', 6]);
});

test('E1: timers that actors set never fire', async () => {
  const time = new VirtualTime(NOW);
  const lab = await labOver(createMemoryWorld(), 1, null, { time });
  let fired = 0;
  time.set(() => (fired += 10), 5);
  const act = async () => {
    time.set(() => (fired += 1), 1);
    await lab.eventStore.readAll();
  };
  await lab.explore({ actors: { one: act, two: act }, outcome: () => 0 });
  time.set(() => (fired += 100), 1);
  while (time.fireNext());
  expect(fired).toBe(110);
});

test('E1: the lab is about the lesson again, though something was measured beside', async () => {
  const lab = await labOver(createMemoryWorld());
  const measuring = lab.measure([1, 2], () => lab.eventStore.readAll());
  const exploring = lab.explore({ actors: { one: twoReads(lab), two: twoReads(lab) }, outcome: () => 0 });
  await Promise.allSettled([measuring, exploring]);
  await lab.eventStore.appendToStream('s', [{ type: 'A', data: {} }], { expectedStreamVersion: 0 });
  expect((await lab.eventStore.readAll()).events).toHaveLength(1);
});

test('E13: other chance stands for that of the run while a schedule is lived', async () => {
  let random = createRandom(7);
  const lab = await labOver(createMemoryWorld(), 1, null, {
    exchangeRandom: (other) => {
      const before = random;
      random = other;
      return before;
    },
  });
  const before = random;
  const drawn = new Set<number>();
  await lab.explore({
    actors: { one: async () => void drawn.add(random()), two: async () => void drawn.add(random()) },
    outcome: () => 0,
  });
  // Each actor the same in each schedule.
  expect(drawn.size).toBe(2);
  expect(random).toBe(before);
});

test('E12: ids that a cell makes above are the same again after a crash', async () => {
  const { outcomes } = await exploreFresh((lab) => {
    const id = lab.newId();
    const ids = lab.database.table<{ id: string }>('ids', { key: 'id' });
    return {
      before: () => ids.put({ id }),
      actors: { one: () => lab.eventStore.readAll() },
      restart: () => ids.put({ id }),
      faults: ['crash'],
      outcome: async () => (await ids.all()).length,
    };
  });
  expect(outcomes.map(({ outcome, count }) => [outcome, count])).toEqual([[1, 2]]);
});

test.each<[name: string, ask: (lab: Lab) => Promise<unknown>]>([
  ['swallows what it hears', (lab) => lab.eventStore.readAll().catch(() => -1)],
  ['does not wait for it', async (lab) => void lab.eventStore.readAll()],
  ['waits for a timer', () => new Promise((resolve) => void setTimeout(resolve, 5))],
])('E12: a cell that asks above and %s cannot begin anew', async (_, ask) => {
  const evaluate = async (lab: Lab, explore: Lab['explore'], crashes: boolean) => {
    await ask(lab);
    return explore({
      actors: { one: () => lab.eventStore.readAll() },
      ...(crashes ? { faults: ['crash'] as const } : {}),
      outcome: () => 0,
    });
  };
  const exploring = async (crashes: boolean) => {
    let isAgain = false;
    const lab: Lab = await labOver(createMemoryWorld(), 1, async ({ explore }) => {
      // Time stands still there, and no timer fires.
      if (ask.length === 0) await new Promise(() => {});
      isAgain = true;
      await evaluate(lab, explore, crashes);
    });
    const explored = await evaluate(lab, lab.explore, crashes);
    return { ...explored, isAgain };
  };
  await expect(exploring(true)).rejects.toMatchObject({ code: 'asked-before-exploring' });
  expect((await exploring(false)).schedules).toBe(1);
});
