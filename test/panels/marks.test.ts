/** Where the marks of an axis stand. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { marksOf, placeOn } from '../../src/panels/pictures/marks.ts';

test.each([
  [[3, 9], 'linear', [0, 2, 4, 6, 8, 10]],
  [[100], 'linear', [0, 20, 40, 60, 80, 100]],
  [[0], 'linear', [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [[0.03, 0.011], 'linear', [0, 0.01, 0.02, 0.03]],
  [[-3, 4], 'linear', [-4, -2, 0, 2, 4]],
  [[-30], 'linear', [-30, -20, -10, 0]],
  [[100, 10_000, 1_000_000], 'log-log', [100, 1_000, 10_000, 100_000, 1_000_000]],
  [[0.4, 1_100], 'log-log', [0.1, 1, 10, 100, 1_000, 10_000]],
  [[2, 30], 'log-log', [1, 2, 5, 10, 20, 50, 100]],
  [[1], 'log-log', [1, 2, 5, 10]],
] as const)('M5: %j, %s: marks at %j', (values, scale, marks) => {
  expect(marksOf(values, scale)).toEqual(marks);
});

test('M5: marks are even, few, and around all values', () => {
  const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
      const marks = marksOf(values, 'linear');
      expect(marks.length).toBeGreaterThanOrEqual(2);
      expect(marks.length).toBeLessThanOrEqual(9);
      for (const one of values) {
        expect(placeOn(marks, 'linear', one)).toBeGreaterThanOrEqual(-1e-9);
        expect(placeOn(marks, 'linear', one)).toBeLessThanOrEqual(1 + 1e-9);
      }
    }),
  );
});

test('M5: on a scale of tens all values are between the first mark and the last', () => {
  const value = fc.double({ min: 1e-6, max: 1e12, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
      const marks = marksOf(values, 'log-log');
      for (const one of values) {
        expect(placeOn(marks, 'log-log', one)).toBeGreaterThanOrEqual(-1e-9);
        expect(placeOn(marks, 'log-log', one)).toBeLessThanOrEqual(1 + 1e-9);
      }
      expect(marks.toSorted((one, other) => one - other)).toEqual(marks);
    }),
  );
});
