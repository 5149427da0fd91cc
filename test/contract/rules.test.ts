/** The numbered rules, their tests and the comments that cite them must agree. */
import { describe, expect, test } from 'vitest';
import { citedByCode, citedByTests, definedRules } from './rules.ts';

const documents = [
  {
    file: 'src/eventsourcing/SPEC.md',
    families: ['EV', 'ES', 'SL', 'DE', 'CH', 'SN', 'UP', 'PM', 'ST', 'CP', 'PR', 'OB'],
    code: ['src/eventsourcing/**/*.ts', 'src/indexeddb/*.ts'],
  },
  {
    file: 'src/lab/README.md',
    families: ['W', 'T', 'C', 'S', 'G', 'M', 'B', 'Q', 'E', 'F', 'K', 'TR'],
    code: ['src/lab/**/*.ts', 'src/indexeddb/*.ts'],
  },
  { file: 'src/progress/README.md', families: ['PG'], code: ['src/progress/*.ts'] },
  {
    file: 'src/backup/README.md',
    families: ['BK'],
    code: ['src/backup/*.ts', 'src/indexeddb/backup/*.ts', 'src/ui/home/*.ts'],
  },
  // Some of its numbers wait for what is not built yet.
  { file: 'src/RULES.md', families: ['X'], code: ['src/runner/**/*.ts', 'src/workbook/*.ts'], hasGaps: true },
];

describe.each(documents)('$file', ({ file, families, code, hasGaps = false }) => {
  const rules = definedRules(file);

  test('numbers the rules of each family from 1 on, each once', () => {
    const numbers = families.map((family) => rules.filter((rule) => /^[A-Z]+/.exec(rule)![0] === family));
    if (!hasGaps)
      expect(numbers).toEqual(numbers.map((of) => of.map((_, index) => /^[A-Z]+/.exec(of[0]!)![0] + (index + 1))));
    expect(new Set(rules).size).toBe(rules.length);
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
