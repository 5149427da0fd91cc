/** One schedule of each kind stands for all of it: compared with all, and counted. */
import { describe, expect, test, vi } from 'vitest';
import { createRandom, type Exploration, type Lab, type Program } from '#lab';
import { Orders, type Taken } from '../../../src/lab/on-demand/explore/orders.ts';
import { exploreFresh } from './explore-fresh.ts';
import { randomProgram } from './random-program.ts';

// Thousands of lives take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** Explores where so many schedules are lived one by one. */
const explored = <Outcome>(most: number, make: (lab: Lab) => Program<Outcome>): Promise<Exploration<Outcome>> =>
  exploreFresh(make, { mostSchedules: most });

const asText = <Outcome>({ how, schedules, outcomes, laws }: Exploration<Outcome>) => ({
  how,
  schedules,
  laws,
  outcomes: outcomes
    .map(({ outcome, count }) => `${count} × ${JSON.stringify(outcome)}`)
    .toSorted((one, other) => (one < other ? -1 : 1)),
});

test('E15: of random programs the kinds come to what all schedules come to, each counted as often', async () => {
  let compared = 0;
  let grouped = 0;
  for (let seed = 1; seed <= 100; seed += 1) {
    const all = asText(await explored(2_000, (lab) => randomProgram(seed, lab)));
    if (all.schedules > 2_000 || all.how === 'random schedules') continue;
    expect(asText(await explored(0, (lab) => randomProgram(seed, lab))), `seed ${seed}`).toEqual(all);
    compared += 1;
    if (all.outcomes.length < all.schedules) grouped += 1;
  }
  // Else it would say nothing.
  expect(compared).toBeGreaterThan(80);
  expect(grouped).toBeGreaterThan(40);
});

describe('a program with many schedules', () => {
  const reading = (actors: number, steps: number) => (lab: Lab) => {
    const act = async () => {
      for (let step = 0; step < steps; step += 1) await lab.eventStore.readAll();
    };
    return {
      actors: Object.fromEntries(Array.from({ length: actors }, (_, index) => [`actor${index}`, act])),
      outcome: () => 0,
    };
  };

  test.each([
    [3, 4, 34_650],
    [4, 3, 369_600],
    [8, 1, 40_320],
  ])('E5: %i actors that read %i times have %i schedules, all of one kind', async (actors, steps, schedules) => {
    expect(await explored(5_000, reading(actors, steps))).toMatchObject({
      how: 'every schedule',
      schedules,
      outcomes: [{ outcome: 0, count: schedules }],
    });
  });

  test('E5: streams of their own meet in the log alone', async () => {
    const { how, schedules, outcomes } = await explored(5_000, (lab) => {
      const act = (name: string) => async () => {
        const { currentStreamVersion } = await lab.eventStore.readStream(name);
        await lab.eventStore.appendToStream(name, [{ type: name, data: {} }], {
          expectedStreamVersion: currentStreamVersion,
        });
        await lab.eventStore.readStream(name);
      };
      return {
        actors: { a: act('a'), b: act('b'), c: act('c'), d: act('d') },
        outcome: async () => (await lab.eventStore.readAll()).events.map(({ type }) => type).join(''),
      };
    });
    expect([how, schedules, outcomes.length]).toEqual(['every schedule', 369_600, 24]);
    expect(new Set(outcomes.map(({ count }) => count))).toEqual(new Set([369_600 / 24]));
  });

  test.each([
    [3, 5],
    [4, 4],
  ])('E5: two deliveries that begin in either order, of %i and %i steps', async (ofOrders, ofPayments) => {
    const make = (lab: Lab): Program<number> => {
      const steps = (count: number) => async () => {
        for (let step = 0; step < count; step += 1) await lab.eventStore.readAll();
      };
      const message = { messageId: 'm', key: 'k', type: 'T', body: null };
      return {
        actors: {
          orders: () => lab.broker.publish('orders', message),
          payments: () => lab.broker.publish('payments', message),
          mails: async () => void lab.broker.subscribe('orders', 'mails', steps(ofOrders)),
          books: async () => void lab.broker.subscribe('payments', 'books', steps(ofPayments)),
        },
        outcome: () => 0,
      };
    };
    const kinds = await explored(1, make);
    expect(kinds.how).toBe('every schedule');
    expect(asText(await explored(1_000_000, make))).toEqual(asText(kinds));
  });

  test('E5: actors that share a variable are found out, and lived by chance', async () => {
    const { how } = await explored(5_000, (lab) => {
      const order: string[] = [];
      const act = (name: string) => async () => {
        for (let step = 0; step < 4; step += 1) {
          await lab.eventStore.readAll();
          order.push(name);
        }
      };
      return { actors: { a: act('a'), b: act('b'), c: act('c') }, outcome: () => order.join('') };
    });
    expect(how).toBe('random schedules');
  });
});

describe('the orders of one schedule', () => {
  const step = (process: string, reads: readonly string[], writes: readonly string[], madeAt = 0): Taken => ({
    process,
    footprint: { reads, writes },
    madeAt,
  });

  test.each<[name: string, count: number, steps: readonly Taken[]]>([
    ['of one process', 1, [step('0', ['a'], []), step('0', ['a'], [])]],
    ['of reads', 6, [step('0', ['a'], []), step('0', ['a'], []), step('1', ['a'], []), step('1', ['a'], [])]],
    ['of a read and a write of the same', 1, [step('0', ['a'], []), step('1', [], ['a'])]],
    ['of writes of the same', 1, [step('0', [], ['a']), step('1', [], ['a'])]],
    ['of writes of something else', 2, [step('0', [], ['a']), step('1', [], ['b'])]],
    ['of one that the other has made possible', 1, [step('0', ['a'], []), step('1', ['b'], [], 1)]],
    ['of what is not known', 1, [{ process: '0', footprint: null, madeAt: 0 }, step('1', ['a'], [])]],
  ])('E15: %s are %i', (_, count, steps) => {
    const orders = new Orders(steps);
    expect(orders.count).toBe(count);
    const picked = Array.from({ length: 200 }, (__, seed) => orders.pick(createRandom(seed)).join());
    expect(new Set(picked).size).toBe(count);
  });

  test('E15: are not counted where they are too many', () => {
    const steps = Array.from({ length: 64 }, (_, index) => step(String(index % 8), ['a'], []));
    expect(new Orders(steps).count).toBeNull();
  });
});
