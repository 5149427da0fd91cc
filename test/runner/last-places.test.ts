/** What a run remembers of places for ends that leave no stack. */
import { describe, expect, test } from 'vitest';
import { rememberThrown, watchLoops } from '../../src/runner/worker/last-places.ts';

describe('X23: what was thrown', () => {
  const at = (line: number) => ({ file: 'a.ts', line, column: 1 });

  test('has the place of its throw', () => {
    const thrown = rememberThrown();
    thrown.take(at(3), 'x');
    expect(thrown.placesOf('x')).toEqual([at(3)]);
  });

  test('has no place when something else was thrown since, or never', () => {
    const thrown = rememberThrown();
    expect(thrown.placesOf(undefined)).toEqual([]);
    thrown.take(at(3), 'x');
    thrown.take(at(4), 'y');
    expect(thrown.placesOf('x')).toEqual([]);
    expect(thrown.placesOf('y')).toEqual([at(4)]);
  });

  test('has all places that threw it on its way, each line once', () => {
    const thrown = rememberThrown();
    for (const line of [5, 5, 8, 5, 2]) thrown.take(at(line), NaN);
    expect(thrown.placesOf(NaN)).toEqual([at(5), at(8), at(2)]);
    for (let line = 10; line < 100; line += 1) thrown.take(at(line), NaN);
    expect(thrown.placesOf(NaN)).toHaveLength(20);
  });

  test('is left alone where it is an Error: that has a stack', () => {
    const thrown = rememberThrown();
    thrown.take(at(3), 'x');
    thrown.take(at(4), new Error('y'));
    expect(thrown.placesOf('x')).toEqual([at(3)]);
  });
});

describe('X13: a loop', () => {
  /** A watch over a clock that moves `step` milliseconds a round. */
  function setUp() {
    const told: number[] = [];
    let time = 5_000;
    let looks = 0;
    const watch = watchLoops(
      ({ line }) => told.push(line),
      () => {
        looks += 1;
        return time;
      },
    );
    const turn = (rounds: number, step: number, line = 1): void => {
      for (let round = 0; round < rounds; round += 1) {
        watch.round('a.ts', line, 1);
        time += step;
      }
    };
    return { told, turn, pause: () => watch.pause(), looks: () => looks };
  }

  test('says where it is after a second without a pause, and twice a second from then on', () => {
    const { told, turn } = setUp();
    turn(99, 10);
    expect(told).toEqual([]);
    turn(401, 10, 2);
    expect(told.length).toBeGreaterThanOrEqual(7);
    expect(told.length).toBeLessThanOrEqual(9);
    expect(new Set(told)).toEqual(new Set([2]));
  });

  test('says nothing while the run makes pauses', () => {
    const { told, turn, pause } = setUp();
    for (let times = 0; times < 20; times += 1) {
      turn(50, 10);
      pause();
    }
    expect(told).toEqual([]);
  });

  test('whose rounds take long says it too', () => {
    const { told, turn } = setUp();
    turn(4, 1_200);
    expect(told.length).toBeGreaterThanOrEqual(2);
  });

  test('that turns quickly hardly looks at the clock', () => {
    const { told, turn, looks } = setUp();
    turn(5_000_000, 0.001);
    expect(told.length).toBeGreaterThanOrEqual(7);
    expect(looks()).toBeLessThan(2_000);
  });

  test('that slows down is noticed within a second of slow rounds', () => {
    const { told, turn } = setUp();
    turn(500_000, 0.001);
    const before = told.length;
    turn(20_000, 0.2, 7);
    expect(told.length).toBeGreaterThan(before);
    expect(told).toContain(7);
  });
});
