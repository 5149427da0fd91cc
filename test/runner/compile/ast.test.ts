/** Where a cell stops being TypeScript. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCell } from '#runner/compile';
import { codeBetween, parseCell } from '../../../src/runner/compile/ast.ts';
import { errorOf } from './error-of.ts';
import { linesOf } from './places.ts';
import { SNIPPETS } from './snippets.ts';

const syntaxError = (source: string) => errorOf(() => parseCell('cell.ts', source));

test.each([
  ['in the first line', 'const = 1', 1, 7],
  ['at the end of the text', 'const a = [\n  1,\n', 3, 1],
  ['behind lines that end in two characters', 'a\r\nb\r\n  +* c', 3, 4],
  ['behind a line separator', 'a\u2028 +* c', 2, 3],
  ['at a name that is taken', 'let a\nlet a', 2, 5],
  ['at a return at the top', 'a\n  return 1', 2, 3],
  ['at an exported name that is not there', 'export { a }', 1, 10],
  ['at a type that is not there', 'let a\nexport type', 2, 12],
  ['at type arguments that call nothing', 'a?.<A>', 1, 7],
])('X6: a syntax error has its line and column %s', (_, source, line, column) => {
  expect(syntaxError(source)).toMatchObject({ code: 'syntax', place: { file: 'cell.ts', line, column } });
});

test('X6: brackets without end are a syntax error', () => {
  expect(syntaxError('('.repeat(100_000))?.code).toBe('syntax');
});

test('X6: what the parser of TypeScript lets pass and JavaScript does not is a syntax error at its place', () => {
  expect(errorOf(() => compileCell('cell.ts', 'const a = 1\na; let b!'))).toMatchObject({
    code: 'syntax',
    place: { file: 'cell.ts', line: 2, column: 9 },
  });
});

test('X6: half a cell is compiled, or refused at a place that it has', () => {
  const missing = fc.constantFrom(1, 2, 3, Infinity);
  const halves = fc.tuple(fc.constantFrom(...SNIPPETS.values()), fc.nat(), missing).map(([source, at, length]) => {
    const start = at % source.length;
    return source.slice(0, start) + source.slice(start + length);
  });
  fc.assert(
    fc.property(halves, (source) => {
      const error = errorOf(() => compileCell('cell.ts', source));
      if (!error) return;
      const line = linesOf(source)[error.place.line - 1];
      expect(line).toBeDefined();
      expect(error.place.column).toBeGreaterThanOrEqual(1);
      expect(error.place.column).toBeLessThanOrEqual(line!.length + 1);
    }),
    { numRuns: 500 },
  );
});

test('X6: comments between two tokens are blank and as long as before', () => {
  expect(codeBetween('a /* ) \n ) */ ) // )\r\n)', 1, 22)).toBe('             )     \r\n');
});
