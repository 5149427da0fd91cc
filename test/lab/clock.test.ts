/** The clock as a cell has it. */
import { describe, expect, test } from 'vitest';
import { InvalidInputError } from '#eventsourcing';
import { createLab, createRandom, VirtualTime } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import { NOW } from '../contract/lab-over-world.ts';

function setUp() {
  const time = new VirtualTime(NOW);
  const paused: number[] = [];
  const {
    atHand: { clock, newId },
  } = createLab({
    storage: createMemoryWorld() as never,
    time,
    random: createRandom(1),
    settle: () => Promise.resolve(),
    display: () => {},
    struck: () => {},
    progress: () => {},
    draw: () => {},
    nextTask: () => new Promise((resolve) => void setTimeout(resolve)),
    aside: (work) => work(),
    took: () => 0,
    exchangeRandom: (random) => random,
    subtle: () => undefined,
    assertOpen: () => {},
    crash: () => {},
    evaluateAgain: null,
    realNow: () => 0,
    breathe: () => Promise.resolve(),
    pause: (milliseconds) => {
      paused.push(milliseconds);
      return Promise.resolve();
    },
  });
  const fired: number[] = [];
  const after = (delay: number, work: () => void = () => {}) =>
    time.set(() => {
      fired.push(time.now - NOW);
      work();
    }, delay);
  return { time, clock, newId, fired, after, paused };
}

describe('travelTo', () => {
  test('C1: it goes to an instant and fires nothing', () => {
    const { clock, fired, after } = setUp();
    after(5);
    clock.travelTo('2020-05-21T00:00:00Z');
    expect(clock.now()).toBe('2020-05-21T00:00:00.000Z');
    expect(fired).toEqual([]);
  });

  test('C1: an instant that is over is a RangeError, and time stays', () => {
    const { clock } = setUp();
    expect(() => clock.travelTo('2020-05-20T08:59:59Z')).toThrow(RangeError);
    expect(clock.now()).toBe('2020-05-20T09:00:00.000Z');
  });

  test.each(['tomorrow', '', undefined])('C1: %s is no instant', (instant) => {
    const { clock } = setUp();
    expect(() => clock.travelTo(instant as string)).toThrow(
      expect.objectContaining({
        code: 'invalid-input',
        data: expect.objectContaining({ field: 'clock.travelTo', expected: 'instant' }) as object,
      }),
    );
  });
});

describe('advance', () => {
  test('C5: it fires what becomes due on the way, in order, and ends at the end', async () => {
    const { clock, fired, after } = setUp();
    for (const delay of [30, 10, 20, 31]) after(delay);
    await clock.advance(30);
    expect(fired).toEqual([10, 20, 30]);
    expect(clock.now()).toBe('2020-05-20T09:00:00.030Z');
  });

  test('C5: what is set on the way fires too when it becomes due in time', async () => {
    const { clock, fired, after } = setUp();
    after(10, () => {
      after(5);
      after(25);
    });
    await clock.advance(30);
    expect(fired).toEqual([10, 15]);
  });

  test('C5: other work goes on between two timers', async () => {
    const { clock, fired, after } = setUp();
    after(10, () => void Promise.resolve().then(() => after(0)));
    await clock.advance(10);
    expect(fired).toEqual([10, 10]);
  });

  test('C5: without timers time passes all the same', async () => {
    const { clock } = setUp();
    await clock.advance(86_400_000);
    await clock.advance(0);
    expect(clock.now()).toBe('2020-05-21T09:00:00.000Z');
  });

  test('C5: a timer that travels further takes the clock with it', async () => {
    const { clock, after } = setUp();
    after(10, () => clock.travelTo('2020-05-20T10:00:00Z'));
    await clock.advance(20);
    expect(clock.now()).toBe('2020-05-20T10:00:00.000Z');
  });

  test('C5: two that advance at the same time end at the later end', async () => {
    const { clock, fired, after } = setUp();
    after(15);
    await Promise.all([clock.advance(20), clock.advance(10)]);
    expect(fired).toEqual([15]);
    expect(clock.now()).toBe('2020-05-20T09:00:00.020Z');
  });

  test.each([-1, Number.NaN, Infinity, '5', undefined, null, 8.64e15])(
    'C5: %s milliseconds are refused',
    async (value) => {
      const { clock, fired, after } = setUp();
      after(1);
      await expect(clock.advance(value as number)).rejects.toMatchObject({
        code: 'invalid-input',
        data: { field: 'clock.advance', expected: 'duration' },
      });
      expect(clock.now()).toBe('2020-05-20T09:00:00.000Z');
      expect(fired).toEqual([]);
    },
  );
});

test('C7: the ids of a lab begin with its time', async () => {
  const { clock, newId } = setUp();
  const stamp = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
  expect(stamp(newId())).toBe(NOW);
  await clock.advance(1_000);
  expect(stamp(newId())).toBe(NOW + 1_000);
});

describe('pace', () => {
  test('C8: watched time passes in steps, and timers fire when they are due', async () => {
    const { clock, fired, after, paused } = setUp();
    after(250);
    after(300, () => after(30));
    clock.pace('real');
    await clock.advance(400);
    expect(fired).toEqual([250, 300, 330]);
    expect(paused).toEqual([100, 100, 50, 50, 30, 70]);
    expect(clock.now()).toBe('2020-05-20T09:00:00.400Z');
  });

  test('C8: virtual time waits for nothing, and is what a run begins with', async () => {
    const { clock, fired, after, paused } = setUp();
    after(250);
    await clock.advance(300);
    clock.pace('real');
    clock.pace('virtual');
    await clock.advance(5_000);
    expect([fired, paused]).toEqual([[250], []]);
  });

  test('C8: any other pace is refused', () => {
    const { clock } = setUp();
    expect(() => clock.pace('slow' as 'real')).toThrow(InvalidInputError);
  });
});
