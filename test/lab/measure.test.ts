/** How long something takes, by a clock that the test sets. */
import { expect, test } from 'vitest';
import { isInvalidInputError } from '#eventsourcing';
import { currentWorld } from '../../src/lab/current-world.ts';
import { createMeasure } from '../../src/lab/on-demand/measure.ts';

function setUp() {
  let now = 1_000;
  let breaths = 0;
  const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve));
  const nothing = () => Promise.reject(new Error('not asked for'));
  const current = currentWorld({
    random: () => 0.5,
    storage: {
      transact: nothing,
      readAll: async () => {
        await nextTask();
        return { commits: [], lastPosition: 0, next: null };
      },
      readRow: async () => {
        await nextTask();
        // On its way, worked on, on its way.
        now += 4 + 6 + 2;
        return null;
      },
      readRows: nothing,
      findText: nothing,
      readStream: nothing,
      whenBehind: nothing,
    },
  });
  const measure = createMeasure({
    current,
    nextTask,
    took: () => 6,
    assertOpen: () => {},
    realNow: () => now,
    breathe: async () => {
      breaths += 1;
      // What others do between two runs is not measured.
      now += 7;
    },
  });
  const asked: number[] = [];
  /** Takes as many milliseconds as it is given; `jitter` more from run to run. */
  const work = (jitter: number) => async (milliseconds: number) => {
    now += milliseconds + jitter * asked.filter((one) => one === milliseconds).length;
    asked.push(milliseconds);
  };
  return { measure, work, asked, breaths: () => breaths, storage: current.storage, pass: (ms: number) => (now += ms) };
}

test('M1: each input is run six times, and all but the first count', async () => {
  const { measure, work, asked, breaths } = setUp();
  expect(await measure([5, 20.04], work(2))).toEqual([
    { input: 5, ms: 11, storage: 0, border: 0, cell: 11, runs: [7, 9, 11, 13, 15] },
    { input: 20.04, ms: 26, storage: 0, border: 0, cell: 26, runs: [22, 24, 26, 28, 30] },
  ]);
  expect(asked).toEqual([...Array(6).fill(5), ...Array(6).fill(20.04)]);
  expect(breaths()).toBe(12);
});

test.each([
  [2_000, 4],
  [6_000, 1],
  [11_000, 1],
])('M2: an input that takes %i ms a run counts %i times', async (milliseconds, count) => {
  const { measure, work } = setUp();
  expect(await measure([milliseconds], work(0))).toEqual([
    {
      input: milliseconds,
      ms: milliseconds,
      storage: 0,
      border: 0,
      cell: milliseconds,
      runs: Array(count).fill(milliseconds),
    },
  ]);
});

test('M6: what the time was for is told of the run in the middle', async () => {
  const { measure, storage, pass } = setUp();
  let run = 0;
  const work = async (reads: number) => {
    run += 1;
    pass(run);
    for (let read = 0; read < reads; read += 1) {
      await storage.readRow('items', 1);
      pass(10);
    }
  };
  expect(await measure([0, 3], work)).toMatchObject([
    { ms: 4, storage: 0, border: 0, cell: 4 },
    // Three times six and six, and of its own three times ten, and the ten of the tenth run.
    { ms: 76, storage: 18, border: 18, cell: 40 },
  ]);
});

test('M6: what is read while the cell works takes no time of its own', async () => {
  const { measure, storage, pass } = setUp();
  const work = async () => {
    const ahead = storage.readAll({ after: 0, wanted: 1 });
    pass(30);
    await ahead;
  };
  expect(await measure([1], work)).toMatchObject([{ ms: 30, storage: 0, border: 0, cell: 30 }]);
});

test('M2: what the work throws is thrown', async () => {
  const { measure } = setUp();
  await expect(measure([1], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
});

test('M1: no inputs take no time, and what is no list or no function is refused', async () => {
  const { measure } = setUp();
  expect(await measure([], () => 0)).toEqual([]);
  await expect(measure('ab' as never, () => 0)).rejects.toSatisfy(isInvalidInputError);
  await expect(measure([1], null as never)).rejects.toSatisfy(isInvalidInputError);
});
