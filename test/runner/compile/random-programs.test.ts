/** Snippets in any order, inside of each other's blocks and functions, with any line ends. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCell } from '#runner/compile';
import { parseCell } from '../../../src/runner/compile/ast.ts';
import { readModuleShape } from '../../../src/runner/compile/module-shape.ts';
import { errorOf } from './error-of.ts';
import { linesOf, strayWords } from './places.ts';
import { statementsOfCell, statementsOfOxc } from './same-program.ts';
import { SNIPPETS } from './snippets.ts';

const WRAPS: readonly ((source: string, name: string) => string)[] = [
  (source) => source,
  (source) => `{\n${source}}`,
  (source) => `{ ${source.trimEnd()} }`,
  (source, name) => `async function ${name}() {\n${source}}`,
  (source, name) => `const ${name} = async (): Promise<\n  void\n> => {\n${source}}`,
  (source, name) => `class ${name} {\n  static {\n${source}  }\n}`,
  (source) => `switch (0 as number) {\n  case 0:\n${source}}`,
  (source) => `if (first as boolean) {\n${source}} else third!`,
];
const GLUES = ['\n', '\n\n', '\r\n', '\u2028', ' // as ) => {\n', ' /* ! */\n'];

const piece = fc.record({
  title: fc.constantFrom(...SNIPPETS.keys()),
  wrap: fc.constantFrom(...WRAPS),
  glue: fc.constantFrom(...GLUES),
});

test('X6: whatever the snippets, in whatever order, the program stays the same and its lines too', async () => {
  let offered = 0;
  let taken = 0;
  const property = fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 12 }), async (pieces) => {
    let program = '';
    for (const [index, { title, wrap, glue }] of pieces.entries()) {
      offered += 1;
      const longer = `${program}${wrap(SNIPPETS.get(title)!, `wrap${index}`).trimEnd()}${glue}`;
      // A name that is declared twice, an export inside a block: such a piece is left out.
      if (errorOf(() => readModuleShape('cell.ts', parseCell('cell.ts', longer), '$'))) continue;
      taken += 1;
      program = longer;
    }
    expect(statementsOfCell(program)).toEqual(await statementsOfOxc(program));
    expect(strayWords(program)).toEqual([]);
    expect(linesOf(compileCell('cell.ts', program).text)).toHaveLength(linesOf(program).length + 1);
  });
  await fc.assert(property, { numRuns: 200 });
  expect(taken / offered).toBeGreaterThan(0.6);
}, 60_000);
