/** What counts as passed and as failed, from the reports of the runners. */
import { describe, expect, test } from 'vitest';
import { countBudgets, countOne, countTests } from '../../src/authoring/commands/count-results.mjs';

type Status = 'passed' | 'failed' | 'skipped' | 'todo' | 'pending';

const fileOf = (name: string, tests: Record<string, Status>, status?: string) => ({
  name,
  status: status ?? (Object.values(tests).includes('failed') ? 'failed' : 'passed'),
  assertionResults: Object.entries(tests).map(([fullName, one]) => ({ fullName, status: one })),
});
const reportOf = (...files: ReturnType<typeof fileOf>[]) => JSON.stringify({ testResults: files });

test('a check without a report counts once', () => {
  expect(countOne(0)).toEqual({ passed: 1, failed: 0, notes: [] });
  expect(countOne(2)).toEqual({ passed: 0, failed: 1, notes: [] });
});

describe('tests', () => {
  test('each counts for itself, and what failed is named', () => {
    const report = reportOf(fileOf('a.ts', { one: 'passed', two: 'failed' }), fileOf('b.ts', { three: 'passed' }));
    expect(countTests(report, 1)).toEqual({ passed: 2, failed: 1, notes: ['failed: a.ts > two'] });
  });

  test.each<Status>(['skipped', 'todo', 'pending'])('a test that is %s is named, and has not passed', (status) => {
    expect(countTests(reportOf(fileOf('a.ts', { one: 'passed', two: status })), 0)).toEqual({
      passed: 1,
      failed: 0,
      notes: [`left out (${status}): a.ts > two`],
    });
  });

  test('a test that passed when it was tried again is named', () => {
    const again = {
      ...fileOf('a.ts', {}),
      assertionResults: [{ fullName: 'one', status: 'passed', failureMessages: ['Error: late'] }],
    };
    expect(countTests(JSON.stringify({ testResults: [again, fileOf('b.ts', { two: 'passed' })] }), 0)).toEqual({
      passed: 2,
      failed: 0,
      notes: ['passed when it was tried again: a.ts > one'],
    });
  });

  test('a file that could not be run has failed, whatever else passed', () => {
    const report = reportOf(fileOf('a.ts', { one: 'passed' }), fileOf('b.ts', {}, 'failed'));
    expect(countTests(report, 1)).toEqual({ passed: 1, failed: 1, notes: ['failed: b.ts could not be run'] });
  });

  test('an error outside of the tests is a failure of its own', () => {
    const count = countTests(reportOf(fileOf('a.ts', { one: 'passed' })), 1);
    expect(count).toMatchObject({ passed: 1, failed: 1 });
  });

  test.each<[string, string]>([
    ['a missing report', ''],
    ['half a report', '{"testResults": ['],
    ['another report', '{"error": "no"}'],
    ['no test at all', reportOf()],
    ['only tests that are left out', reportOf(fileOf('a.ts', { one: 'skipped' }))],
  ])('%s is a failure even when the run says it went well', (_, report) => {
    expect(countTests(report, 0)).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe('budgets', () => {
  const kept = { name: 'The page', passed: true, size: 53_400, sizeLimit: 80_000 };

  test('each counts for itself, with its size', () => {
    const broken = { name: 'Styles', passed: false, size: 6001, sizeLimit: 6000 };
    expect(countBudgets(JSON.stringify([kept, broken]), 1)).toEqual({
      passed: 1,
      failed: 1,
      notes: ['kept: The page: 53.4 of 80.0 kB', 'failed: Styles: 6.0 of 6.0 kB'],
    });
  });

  test('a budget that no file answers to has failed, though it is reported as kept', () => {
    expect(countBudgets(JSON.stringify([{ name: 'Styles', passed: true, size: 0 }]), 1)).toEqual({
      passed: 0,
      failed: 1,
      notes: ['failed: Styles: no such file was built'],
    });
  });

  test.each(['', '{"error": "no"}', '[]'])('the report %j is a failure', (report) => {
    expect(countBudgets(report, 0)).toMatchObject({ passed: 0, failed: 1 });
  });

  test('an error beside kept budgets is a failure', () => {
    expect(countBudgets(JSON.stringify([kept]), 1)).toMatchObject({ passed: 1, failed: 1 });
  });
});
