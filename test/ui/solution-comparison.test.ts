/** A text beside the solution: every line of both, in its order, and what is the same beside each other. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairLines } from '../../src/ui/lesson/solution-comparison.ts';

test('what differs stands beside what has taken its place', () => {
  expect(pairLines('a\nb\nc', 'a\nx\ny\nc')).toEqual([
    { mine: 'a', solution: 'a', isSame: true },
    { mine: 'b', solution: 'x', isSame: false },
    { mine: null, solution: 'y', isSame: false },
    { mine: 'c', solution: 'c', isSame: true },
  ]);
});

test('lines that only one of them has stand beside nothing', () => {
  expect(pairLines('a\nc', 'a\nb\nc')[1]).toEqual({ mine: null, solution: 'b', isSame: false });
  expect(pairLines('a\nb\nc', 'a\nc')[1]).toEqual({ mine: 'b', solution: null, isSame: false });
});

test('no line is lost, and none is called the same that is not', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', '', '  c'), { minLength: 1, maxLength: 8 })
    .map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (mine, solution) => {
      const pairs = pairLines(mine, solution);
      const side = (name: 'mine' | 'solution') => pairs.flatMap((pair) => pair[name] ?? []).join('\n');
      expect([side('mine'), side('solution')]).toEqual([mine, solution]);
      for (const pair of pairs) if (pair.isSame) expect(pair.mine).toBe(pair.solution);
    }),
  );
});
