/** The compiler against another one: what it leaves of a cell is the same program, in the same place. */
import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';
import { compileCell } from '#runner/compile';
import { errorOf } from './error-of.ts';
import { linesOf, strayWords } from './places.ts';
import { statementsOfCell, statementsOfOxc } from './same-program.ts';
import { SNIPPETS } from './snippets.ts';

async function expectSameProgram(source: string): Promise<void> {
  expect(statementsOfCell(source)).toEqual(await statementsOfOxc(source));
  expect(strayWords(source)).toEqual([]);
  expect(linesOf(compileCell('cell.ts', source).text)).toHaveLength(linesOf(source).length + 1);
}

const isCompiled = (file: string): boolean => {
  const error = errorOf(() => compileCell(file, readFileSync(file, 'utf8')));
  // Not one of our files may be beyond the parser.
  expect(error?.code).not.toBe('syntax');
  return error === null;
};

describe('X6: a snippet keeps its meaning and its places', () => {
  test.each([...SNIPPETS])('%s', async (_, source) => {
    await expectSameProgram(source);
  });
});

describe('X6: a snippet keeps its meaning and its places whatever its lines end with', () => {
  test.each(['\r\n', '\r', '\u2028', '\u2029'].map((end) => [JSON.stringify(end), end]))('%s', async (_, end) => {
    for (const source of SNIPPETS.values()) await expectSameProgram(source.trimEnd().replaceAll('\n', end));
  });
});

describe('X6: a file of ours keeps its meaning and its places', () => {
  const files = globSync(['src/**/*.ts', 'test/**/*.ts', 'lessons/**/*.ts', '!**/*.d.ts']).toSorted();
  const compiled = files.filter(isCompiled);

  test('nearly all are accepted', () => {
    expect(compiled.length).toBeGreaterThan(0.8 * files.length);
  });

  test.each(compiled)('%s', async (file) => {
    await expectSameProgram(readFileSync(file, 'utf8'));
  });
});
