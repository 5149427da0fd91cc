/** The way back from a column of compiled text to the column of the source. */
import { expect, test } from 'vitest';
import { originalColumn, type Shift } from '../../src/runner/compiled-cell.ts';

const shifts: readonly Shift[] = [
  [1, 1, 10],
  [2, 3, 4],
  [2, 5, 2],
];

test.each([
  ['before what was put in', 2, 2, 2],
  ['at the first character that was put in', 2, 3, 3],
  ['inside of what was put in', 2, 5, 3],
  ['behind what was put in', 2, 7, 3],
  ['between two insertions', 2, 8, 4],
  ['inside of the second', 2, 10, 5],
  ['behind both', 2, 11, 5],
  ['far behind both', 2, 20, 14],
  ['at the beginning of the first line', 1, 1, 1],
  ['behind an insertion at the beginning of a line', 1, 11, 1],
  ['in a line where nothing was put in', 3, 7, 7],
])('X6: a column %s is found', (_, line, column, original) => {
  expect(originalColumn(shifts, line, column)).toBe(original);
});
