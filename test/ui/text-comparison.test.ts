/** A text beside the other: every line of both, in its order, and what is the same beside each other. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairLines } from '../../src/ui/lesson/text-comparison.ts';

test('what differs stands beside what has taken its place', () => {
  expect(pairLines('a\nb\nc', 'a\nx\ny\nc')).toEqual([
    { mine: 'a', other: 'a', isSame: true },
    { mine: 'b', other: 'x', isSame: false },
    { mine: null, other: 'y', isSame: false },
    { mine: 'c', other: 'c', isSame: true },
  ]);
});

test('lines that only one of them has stand beside nothing', () => {
  expect(pairLines('a\nc', 'a\nb\nc')[1]).toEqual({ mine: null, other: 'b', isSame: false });
  expect(pairLines('a\nb\nc', 'a\nc')[1]).toEqual({ mine: 'b', other: null, isSame: false });
});

test('no line is lost, and none is called the same that is not', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', '', '  c'), { minLength: 1, maxLength: 8 })
    .map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (mine, other) => {
      const pairs = pairLines(mine, other);
      const side = (name: 'mine' | 'other') => pairs.flatMap((pair) => pair[name] ?? []).join('\n');
      expect([side('mine'), side('other')]).toEqual([mine, other]);
      for (const pair of pairs) if (pair.isSame) expect(pair.mine).toBe(pair.other);
    }),
  );
});
