/** The order of keys in memory must be the order of keys in IndexedDB. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareKeys, type Key } from '#lab';

const anyPart = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -3, max: 3 }),
  // Every code unit, also halves of pairs; and short strings that often begin alike.
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)), maxLength: 4 }),
  fc.string({ unit: fc.constantFrom('a', 'b', '\u0000', '\uffff'), maxLength: 3 }),
);
const anyKey: fc.Arbitrary<Key> = fc.oneof(anyPart, fc.array(anyPart, { minLength: 1, maxLength: 4 }));

test('W12: any two keys stand to each other as they do in IndexedDB', () => {
  const orders = new Set<number>();
  fc.assert(
    fc.property(anyKey, anyKey, (a, b) => {
      const order = indexedDB.cmp(a, b);
      orders.add(order);
      expect(Math.sign(compareKeys(a, b))).toBe(order);
      expect(compareKeys(a, structuredClone(a))).toBe(0);
    }),
    { numRuns: 5_000 },
  );
  expect([...orders].toSorted((a, b) => a - b)).toEqual([-1, 0, 1]);
});

test('W12: any list of keys is sorted as IndexedDB sorts it', () => {
  fc.assert(
    fc.property(fc.array(anyKey, { maxLength: 12 }), (keys) => {
      expect(keys.toSorted(compareKeys)).toEqual(keys.toSorted((a, b) => indexedDB.cmp(a, b)));
    }),
    { numRuns: 500 },
  );
});
