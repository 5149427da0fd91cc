/** Virtual time: what waits in it, and in which order it fires. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VirtualTime } from '#lab';

const START = 1_000;

/** Time with a list of what has fired, each with the time at which it did. */
function setUp() {
  const time = new VirtualTime(START);
  const fired: [string, number][] = [];
  const note = (name: string) => () => void fired.push([name, time.now - START]);
  /** Fires until nothing is left, or so many times. */
  const fireAll = (most = 100) => {
    for (let count = 0; count < most && time.fireNext(); count += 1);
  };
  return { time, fired, note, fireAll };
}

describe('time', () => {
  test('C1: time stands still until it is moved', () => {
    const { time, note } = setUp();
    time.set(note('a'), 5);
    expect(time.now).toBe(START);
    time.moveTo(START + 3);
    expect(time.now).toBe(START + 3);
  });

  test('C1: moving fires nothing; what has become due fires late, at the time it is then', () => {
    const { time, fired, note, fireAll } = setUp();
    time.set(note('a'), 5);
    time.moveTo(START + 50);
    expect(fired).toEqual([]);
    fireAll();
    expect(fired).toEqual([['a', 50]]);
    expect(time.now).toBe(START + 50);
  });

  test('C1: time does not run backwards', () => {
    const { time } = setUp();
    expect(() => time.moveTo(START - 1)).toThrow(RangeError);
    expect(() => time.moveTo(START - 1)).toThrow('Time does not run backwards: it is 1970-01-01T00:00:01.000Z');
    expect(time.now).toBe(START);
    time.moveTo(START);
    expect(time.now).toBe(START);
  });

  test.each([Number.NaN, Infinity, 8.64e15 + 1])('C1: %s is no time', (target) => {
    const { time } = setUp();
    expect(() => time.moveTo(target)).toThrow(RangeError);
    expect(time.now).toBe(START);
  });
});

describe('timers', () => {
  test('C2: they fire in the order in which they are due, each at its time', () => {
    const { time, fired, note, fireAll } = setUp();
    time.set(note('late'), 30);
    time.set(note('soon'), 10);
    time.set(note('later'), 20);
    fireAll();
    expect(fired).toEqual([
      ['soon', 10],
      ['later', 20],
      ['late', 30],
    ]);
  });

  test('C2: those due at the same time fire in the order in which they were set', () => {
    const { time, fired, note, fireAll } = setUp();
    for (const name of ['a', 'b', 'c']) time.set(note(name), 10);
    time.moveTo(START + 5);
    time.set(note('d'), 5);
    fireAll();
    expect(fired.map(([name]) => name).join('')).toBe('abcd');
  });

  test('C2: whatever is set, they fire by due time and then by order of setting', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 20 }), { maxLength: 30 }), (delays) => {
        const { time, fired, note, fireAll } = setUp();
        for (const [index, delay] of delays.entries()) time.set(note(String(index)), delay);
        fireAll();
        const expected = delays
          .map((delay, index) => [String(index), Math.max(delay, 0)])
          .toSorted((a, b) => Number(a[1]) - Number(b[1]) || Number(a[0]) - Number(b[0]));
        expect(fired).toEqual(expected);
        expect([time.hasTimers, time.fired]).toEqual([false, delays.length]);
      }),
    );
  });

  test('C2: nothing fires that is due after the latest time asked for', () => {
    const { time, fired, note } = setUp();
    time.set(note('a'), 10);
    expect(time.fireNext(START + 9)).toBe(false);
    expect([time.now, time.hasTimers]).toEqual([START, true]);
    expect(time.fireNext(START + 10)).toBe(true);
    expect(fired).toEqual([['a', 10]]);
    expect(time.fireNext()).toBe(false);
  });

  test('C2: a timer set by one that fires waits from then on', () => {
    const { time, fired, note, fireAll } = setUp();
    time.set(() => void time.set(note('second'), 5), 10);
    time.set(note('between'), 12);
    fireAll();
    expect(fired).toEqual([
      ['between', 12],
      ['second', 15],
    ]);
  });

  test('C3: an interval fires again and again, its period after each firing', () => {
    const { time, fired, note, fireAll } = setUp();
    time.set(note('tick'), 10, true);
    fireAll(3);
    expect(fired.map(([, at]) => at)).toEqual([10, 20, 30]);
    time.moveTo(START + 77);
    fireAll(2);
    expect(fired.map(([, at]) => at)).toEqual([10, 20, 30, 77, 87]);
  });

  test('C3: an interval of nothing lets time pass all the same', () => {
    const { time, fireAll } = setUp();
    time.set(() => {}, 0, true);
    fireAll(5);
    expect(time.now).toBe(START + 5);
  });

  test('C3: a timer can be cleared before it fires, and nothing else is', () => {
    const { time, fired, note, fireAll } = setUp();
    const first = time.set(note('first'), 10);
    time.set(note('second'), 10);
    time.clear(first);
    time.clear(9_999);
    fireAll();
    expect(fired).toEqual([['second', 10]]);
  });

  test('C3: an interval can clear itself while it fires', () => {
    const { time, fired, note, fireAll } = setUp();
    const id = time.set(
      () => {
        note('tick')();
        if (fired.length === 2) time.clear(id);
      },
      10,
      true,
    );
    fireAll();
    expect(fired.map(([, at]) => at)).toEqual([10, 20]);
    expect(time.hasTimers).toBe(false);
  });

  test('C3: a timer can clear another that is due at the same time', () => {
    const { time, fired, note, fireAll } = setUp();
    time.set(() => time.clear(second), 10);
    const second = time.set(note('second'), 10);
    fireAll();
    expect(fired).toEqual([]);
  });

  test.each([
    [0, 0],
    [-5, 0],
    [Number.NaN, 0],
    [Infinity, 0],
    [2.9, 2],
    [0.5, 0],
  ])('C4: a delay of %s milliseconds is one of %i', (delay, expected) => {
    const { time, fired, note, fireAll } = setUp();
    time.set(note('a'), delay);
    fireAll();
    expect(fired).toEqual([['a', expected]]);
  });

  test('C4: no delay reaches beyond the last instant that a date can hold', () => {
    const { time, fireAll } = setUp();
    time.set(() => {}, Number.MAX_VALUE);
    fireAll();
    expect(new Date(time.now).toISOString()).toBe('+275760-09-13T00:00:00.000Z');
  });
});
