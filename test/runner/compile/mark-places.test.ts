/** Where a cell throws, and where its loops turn. */
import { expect, test } from 'vitest';
import { compileCell } from '#runner/compile';
import { evaluate } from './evaluate.ts';

test.each([
  ['a block', 'let count = 0\nwhile (count < 3) {\n  count += 1\n}', [2, 1]],
  ['no block', 'let count = 0\n  while (count < 3) count += 1', [2, 3]],
  ['nothing to do', 'let count = 0\nfor (; count < 3; count += 1);', [2, 1]],
  ['a condition at its end', 'let count = 0\ndo count += 1\nwhile (count < 3)', [2, 1]],
  ['a list', 'for (const one of [1, 2, 3]) one', [1, 1]],
  ['properties', 'for (const key in { a: 1, b: 2, c: 3 }) key', [1, 1]],
  ['promises', 'for await (const one of [1, 2, 3]) one', [1, 1]],
])('X13: each round of a loop with %s tells its place', async (_, source, place) => {
  expect((await evaluate(source)).rounds).toEqual([place, place, place]);
});

test('X13: loops in loops tell their own places, and go round as before', async () => {
  const source = 'const seen = []\nfor (const a of [1, 2])\n  for (const b of [3, 4]) seen.push(a * b)\nseen';
  const { rounds, values } = await evaluate(source);
  expect(rounds.map(([line]) => line)).toEqual([2, 3, 3, 2, 3, 3]);
  expect(values).toEqual([[4, [3, 4, 6, 8]]]);
});

test('X23: what is thrown tells its place and is thrown all the same', async () => {
  const source =
    "const seen = []\ntry {\n  if (true) throw 'a', 'b'\n} catch (error) { seen.push(error) }\nexport { seen }";
  const { exports, thrown } = await evaluate(source);
  expect(exports).toEqual({ seen: ['b'] });
  expect(thrown).toEqual([[3, 13, 'b']]);
});

test('X23: a throw inside of what is thrown tells its place first', async () => {
  const source =
    "const run = (work) => { try { work() } catch (error) { return error } }\nexport default run(() => {\n  throw run(() => { throw 'inner' }) + ' and outer'\n})";
  const { exports, thrown } = await evaluate(source);
  expect(exports).toEqual({ default: 'inner and outer' });
  expect(thrown).toEqual([
    [3, 21, 'inner'],
    [3, 3, 'inner and outer'],
  ]);
});

test('X6: marks are on the lines of what they mark', () => {
  const source = 'for (;;)\n  throw new Error(\n    `a`,\n  )';
  expect(compileCell('cell.ts', source).text.split('\n')).toHaveLength(5);
});
