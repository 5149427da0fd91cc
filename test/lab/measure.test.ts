/** How long something takes, by a clock that the test sets. */
import { expect, test } from 'vitest';
import { isInvalidInputError } from '#eventsourcing';
import { createMeasure } from '../../src/lab/measure.ts';

function setUp() {
  let now = 1_000;
  let breaths = 0;
  const measure = createMeasure({
    realNow: () => now,
    revive: (error) => error,
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
  return { measure, work, asked, breaths: () => breaths };
}

test('M1: each input is run six times, and all but the first count', async () => {
  const { measure, work, asked, breaths } = setUp();
  expect(await measure([5, 20.04], work(2))).toEqual([
    { input: 5, ms: 11, runs: [7, 9, 11, 13, 15] },
    { input: 20.04, ms: 26, runs: [22, 24, 26, 28, 30] },
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
    { input: milliseconds, ms: milliseconds, runs: Array(count).fill(milliseconds) },
  ]);
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
