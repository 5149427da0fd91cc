/** The numbered rules, their tests and the comments that cite them must agree. */
import { describe, expect, test } from 'vitest';
import { citedByCode, citedByTests, definedRules } from './rules.ts';

const documents = [
  {
    file: 'src/eventsourcing/SPEC.md',
    families: ['EV', 'ES', 'DE', 'CH', 'ST'],
    code: ['src/eventsourcing/**/*.ts', 'src/indexeddb/*.ts'],
  },
  { file: 'src/lab/README.md', families: ['W', 'T', 'C'], code: ['src/lab/*.ts', 'src/indexeddb/*.ts'] },
];

describe.each(documents)('$file', ({ file, families, code }) => {
  const rules = definedRules(file);

  test('numbers the rules of each family from 1 on, each once', () => {
    const numbers = families.map((family) =>
      rules.filter((rule) => rule.replace(/\d+$/, '') === family).map((rule) => Number(rule.slice(family.length))),
    );
    for (const of of numbers) expect(of).toEqual(of.map((_, index) => index + 1));
    expect(numbers.flat()).toHaveLength(rules.length);
    expect(numbers.every((of) => of.length > 0)).toBe(true);
  });

  test('has a test for each rule', () => {
    const cited = citedByTests(families);
    expect(rules.filter((rule) => !cited.has(rule))).toEqual([]);
  });

  test('knows each rule that a test cites', () => {
    expect([...citedByTests(families)].filter((rule) => !rules.includes(rule))).toEqual([]);
  });

  test('knows each rule that the code cites', () => {
    const cited = citedByCode(families, code);
    expect(cited.size).toBeGreaterThan(0);
    expect([...cited].filter((rule) => !rules.includes(rule))).toEqual([]);
  });
});
