/** Events by the thousand, over a world in memory. */
import { describe, expect, test } from 'vitest';
import { InvalidInputError, type Event } from '#eventsourcing';
import { createLab, createRandom, VirtualTime, type LabStorage, type WorldStorage } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import * as onDemand from '#lab/on-demand';
import { NOW } from '../contract/lab-over-world.ts';

type Numbered = Event<'Numbered', { n: number; filler: string }>;

/** A lab whose real time goes on by `cost` milliseconds for each event that is made. */
function setUp({ cost = 0 }: { cost?: number } = {}) {
  const world: WorldStorage = createMemoryWorld();
  const told: (readonly [string, number, number])[] = [];
  const slices: number[] = [];
  let real = 0;
  let breaths = 0;
  let lastBreath = 0;
  let longest = 0;
  const storage: LabStorage = {
    ...world,
    whenBehind: (position) => world.whenBehind(position, 1),
    findText: async () => [],
    transact: async (operations) => {
      for (const operation of operations) if (operation.kind === 'append') slices.push(operation.commit.count);
      return world.transact(operations, { epoch: 1, cell: 'cell.ts', runNumber: 1, time: NOW });
    },
  };
  const { whole } = createLab({
    storage,
    time: new VirtualTime(NOW),
    random: createRandom(1),
    settle: () => Promise.resolve(),
    display: () => {},
    struck: () => {},
    draw: () => {},
    nextTask: () => new Promise((resolve) => void setTimeout(resolve)),
    aside: (work) => work(),
    progress: (...progress) => void told.push(progress),
    took: () => 0,
    exchangeRandom: (random) => random,
    subtle: () => undefined,
    assertOpen: () => {},
    crash: () => {},
    evaluateAgain: null,
    realNow: () => real,
    breathe: async () => {
      breaths += 1;
      lastBreath = real;
    },
    pause: () => Promise.resolve(),
  });
  const lab = whole(onDemand);
  const make = (n: number, filler = ''): Numbered => {
    real += cost;
    longest = Math.max(longest, real - lastBreath);
    return { type: 'Numbered', data: { n, filler } };
  };
  const numbers = async () => (await lab.eventStore.readStream<Numbered>('cart')).events.map(({ data: { n } }) => n);
  return { lab, make, told, slices, numbers, breaths: () => breaths, longest: () => longest };
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('generate', () => {
  test.each([1, 9, 10, 11, 1_009, 1_010, 1_011, 4_321])('G1: makes %i events in order', async (count) => {
    const { lab, make, numbers } = setUp();
    expect(await lab.generate('cart', count, (n) => make(n))).toEqual({
      streamName: 'cart',
      nextExpectedStreamVersion: count,
      createdNewStream: true,
      lastGlobalPosition: count,
      deduplicated: false,
    });
    expect(await numbers()).toEqual(upTo(count));
  });

  test('G1: it goes on behind what a stream has, and every event has an id of its own', async () => {
    const { lab, make, numbers } = setUp();
    await lab.generate('other', 3, (n) => make(n));
    await lab.generate('cart', 20, (n) => make(n));
    const { createdNewStream, nextExpectedStreamVersion, lastGlobalPosition } = await lab.generate('cart', 2_000, (n) =>
      make(n),
    );
    expect([createdNewStream, nextExpectedStreamVersion, lastGlobalPosition]).toEqual([false, 2_020, 2_023]);
    expect(await numbers()).toEqual([...upTo(20), ...upTo(2_000)]);
    const { events } = await lab.eventStore.readAll();
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(2_023);
  });

  test('G2: slices are small enough for large events, and the same events make the same slices', async () => {
    const [first, second] = [setUp(), setUp({ cost: 7 })];
    for (const { lab, make } of [first, second]) await lab.generate('cart', 60, (n) => make(n, 'x'.repeat(100_000)));
    expect(first.slices.every((count) => count <= 10)).toBe(true);
    expect(second.slices).toEqual(first.slices);
    const small = setUp();
    await small.lab.generate('cart', 5_000, (n) => small.make(n));
    expect(small.slices).toEqual([10, 1_000, 1_000, 1_000, 1_000, 990]);
  });

  test("G2: someone else's append in between is a conflict, and what was there before stays", async () => {
    const { lab, make, numbers } = setUp();
    const made = lab.generate('cart', 5_000, (n) => {
      if (n === 3_000) {
        const event = { type: 'Numbered', data: { n: -1 } };
        void lab.eventStore.appendToStream('cart', [event], { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' });
      }
      return make(n);
    });
    await expect(made).rejects.toMatchObject({ code: 'expected-version-conflict' });
    const found = await numbers();
    const stranger = found.indexOf(-1);
    expect(found).toEqual([...upTo(stranger), -1]);
    expect(stranger).toBeGreaterThan(1_000);
  });

  test('G3: when make throws, whole slices before it stay', async () => {
    const { lab, make, numbers } = setUp();
    const made = lab.generate('cart', 5_000, (n) => {
      if (n === 1_500) throw new Error('enough');
      return make(n);
    });
    await expect(made).rejects.toThrow('enough');
    expect(await numbers()).toEqual(upTo(1_010));
  });

  test('G4: it tells how far it is, a hundred times at most and at the end', async () => {
    const { lab, make, told } = setUp();
    await lab.generate('cart', 250_000, (n) => make(n));
    expect(told.length).toBeLessThanOrEqual(100);
    expect(told.length).toBeGreaterThan(50);
    expect(told.at(-1)).toEqual(['cart', 250_000, 250_000]);
    const done = told.map(([, count]) => count);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
  });

  test('G4: however slow make is, other work goes on', async () => {
    const { lab, make, breaths, longest } = setUp({ cost: 3 });
    await lab.generate('cart', 1_200, (n) => make(n));
    expect(breaths()).toBeGreaterThan(50);
    expect(longest()).toBeLessThan(60);
  });

  test('G5: after a minute it stops, and says how far it came', async () => {
    const { lab, make, numbers } = setUp({ cost: 25 });
    const made = lab.generate('cart', 5_000, (n) => make(n));
    await expect(made).rejects.toMatchObject({
      code: 'took-too-long',
      data: { streamName: 'cart', made: 2_010, count: 5_000, seconds: 60 },
    });
    expect(await numbers()).toEqual(upTo(2_010));
  });

  test.each([
    ['streamName', ['', 1, () => {}]],
    ['count', ['cart', 0, () => {}]],
    ['count', ['cart', 1.5, () => {}]],
    ['count', ['cart', Infinity, () => {}]],
    ['make', ['cart', 1, 'make']],
    ['events[0].type', ['cart', 1, () => ({ type: 5, data: {} })]],
    ['events[0].data', ['cart', 1, () => ({ type: 'A', data: Number.NaN })]],
  ])('G6: it refuses a wrong %s', async (field, given) => {
    const { lab, numbers } = setUp();
    const made = (lab.generate as (...all: unknown[]) => Promise<unknown>)(...given);
    await expect(made).rejects.toBeInstanceOf(InvalidInputError);
    await expect(made).rejects.toMatchObject({ data: { field } });
    expect(await numbers()).toEqual([]);
  });
});
