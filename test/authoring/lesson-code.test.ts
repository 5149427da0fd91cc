/** The code of the lessons fits beside the Lab, with room for values at the ends of lines. */
import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';
import { compileCell } from '#runner/compile';

/** Characters beside each other in a cell of a page with three columns. */
const COLUMNS = 78;
/** Of a line that has a value beside it; the rest is the value's. */
const BEFORE_A_VALUE = 56;

const files = globSync(['lessons/*/*.ts', '!lessons/*/*.{wrong-*,check}.ts']).toSorted();

test('there are lessons', () => {
  expect(files.length).toBeGreaterThan(8);
});

test.each(files)('%s', (file) => {
  const source = readFileSync(file, 'utf8');
  const lines = source.split('\n');
  expect(lines.filter((line) => line.length > COLUMNS)).toEqual([]);
  const compiled = compileCell(file, source).text.split('\n');
  const withValue = lines.filter((_, index) => /\$v\(\d+,/.test(compiled[index]!));
  expect(withValue.filter((line) => line.length > BEFORE_A_VALUE)).toEqual([]);
});
