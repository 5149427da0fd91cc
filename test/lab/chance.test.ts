/** Chance that repeats, and the ids that are drawn from it. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom, hashText, randomId, timeOrderedId } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import { labOver } from '../contract/lab-over-world.ts';

const anySeed = fc.integer({ min: 0, max: 0xffffffff });
const anyTime = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const draw = <Drawn>(count: number, next: () => Drawn): Drawn[] => Array.from({ length: count }, next);

const VERSION_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const VERSION_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('numbers', () => {
  test('C6: the same seed gives the same numbers', () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        expect(draw(20, createRandom(seed))).toEqual(draw(20, createRandom(seed)));
      }),
    );
  });

  test('C6: another seed gives other numbers', () => {
    fc.assert(
      fc.property(anySeed, anySeed, (one, other) => {
        fc.pre(one !== other);
        expect(draw(4, createRandom(one))).not.toEqual(draw(4, createRandom(other)));
      }),
    );
  });

  test('C6: numbers are from 0 up to, but without, 1, and spread over all of it', () => {
    const numbers = draw(10_000, createRandom(7));
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
    const tenths = new Map<number, number>();
    for (const number of numbers) tenths.set(Math.floor(number * 10), (tenths.get(Math.floor(number * 10)) ?? 0) + 1);
    expect([...tenths.keys()].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    // Ten thousand draws put about 1,000 into each tenth; 850 would be five deviations below.
    expect(Math.min(...tenths.values())).toBeGreaterThan(850);
  });

  test('C6: texts that differ in one letter give different seeds', () => {
    const names = draw(1_000, () => 0).map((_, index) => `lesson cell-${index}.ts 3`);
    expect(new Set(names.map(hashText)).size).toBe(1_000);
    expect(names.map(hashText)).toEqual(names.map(hashText));
  });
});

describe('ids', () => {
  test('C6: the same seed gives the same ids, another seed others', async () => {
    const ids = async (seed: number) => draw(5, (await labOver(createMemoryWorld(), seed)).newId);
    expect(await ids(1)).toEqual(await ids(1));
    const both = [...(await ids(1)), ...(await ids(2))];
    expect(new Set(both).size).toBe(10);
  });

  test('C7: a time-ordered id is a UUID of version 7 that begins with the time', () => {
    fc.assert(
      fc.property(anySeed, anyTime, (seed, time) => {
        const id = timeOrderedId(createRandom(seed), time);
        expect(id).toMatch(VERSION_7);
        expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(time);
      }),
    );
  });

  test('C7: an id of a later millisecond sorts later', () => {
    fc.assert(
      fc.property(anySeed, anyTime, anyTime, (seed, one, other) => {
        fc.pre(one < other);
        const random = createRandom(seed);
        expect(timeOrderedId(random, one) < timeOrderedId(random, other)).toBe(true);
      }),
    );
  });

  test.each([-1, -8.64e15, 2 ** 48, 8.64e15, 1.5])('C7: at the time %s an id still has the shape of a UUID', (time) => {
    expect(timeOrderedId(createRandom(1), time)).toMatch(VERSION_7);
  });

  test('C7: a random id is a UUID of version 4', () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        expect(randomId(createRandom(seed))).toMatch(VERSION_4);
      }),
    );
  });

  test.each<[string, (random: () => number) => string, number]>([
    ['time-ordered', (random) => timeOrderedId(random, 0), 14],
    ['random', randomId, 0],
  ])('C7: every digit of a %s id that is left to chance takes every value', (_, make, first) => {
    const random = createRandom(3);
    const ids = draw(2_000, () => make(random));
    expect(new Set(ids).size).toBe(2_000);
    for (let at = first; at < 36; at += 1) {
      const digits = new Set(ids.map((id) => id[at]));
      // 14 holds the version, 19 the variant, 23 and the like a hyphen.
      const expected = [8, 13, 14, 18, 23].includes(at) ? 1 : at === 19 ? 4 : 16;
      expect(digits.size, `digit ${at}`).toBe(expected);
    }
  });
});
