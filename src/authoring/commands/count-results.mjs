/** Counts what a check found, from the runner's own report. */
import { relative } from 'node:path';
import { ROOT } from './prepare.mjs';

/** One check that says only whether it passed. */
export function countOne(status) {
  return status === 0 ? { passed: 1, failed: 0, notes: [] } : { passed: 0, failed: 1, notes: [] };
}

/** The tests of a Vitest JSON report; no report, no tests, or an error beside the tests count as a failure. */
export function countTests(reportText, status) {
  const report = parse(reportText);
  if (!Array.isArray(report?.testResults)) return failure('there is no report of the tests');
  const files = report.testResults;
  const tests = files.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status: how, failureMessages = [] }) => ({
      title: `${relative(ROOT, name)} > ${fullName}`,
      how,
      // What Vitest tried again and then saw pass keeps the errors of its first try.
      isTriedAgain: how === 'passed' && failureMessages.length > 0,
    })),
  );
  const passed = tests.filter(({ how }) => how === 'passed').length;
  const leftOut = tests.filter(({ how }) => how !== 'passed' && how !== 'failed');
  const problems = [
    ...tests.filter(({ how }) => how === 'failed').map(({ title }) => title),
    // Such a file did not get as far as its tests.
    ...files
      .filter((file) => file.status === 'failed' && !hasFailedTest(file))
      .map(({ name }) => `${relative(ROOT, name)} could not be run`),
  ];
  if (problems.length === 0 && passed === 0) problems.push('no test was run');
  if (problems.length === 0 && status !== 0) problems.push('the run ended with an error outside the tests');
  return {
    passed,
    failed: problems.length,
    notes: [
      ...problems.map((problem) => `failed: ${problem}`),
      ...leftOut.map(({ title, how }) => `left out (${how}): ${title}`),
      ...tests
        .filter(({ isTriedAgain }) => isTriedAgain)
        .map(({ title }) => `passed when it was tried again: ${title}`),
    ],
  };
}

/** The budgets of a size-limit JSON report, one by one; one that no file answers to has failed. */
export function countBudgets(reportText, status) {
  const rows = parse(reportText);
  if (!Array.isArray(rows) || rows.length === 0) return failure('there is no report of the sizes');
  const isKept = ({ passed, sizeLimit }) => passed === true && sizeLimit !== undefined;
  const passed = rows.filter(isKept).length;
  const failed = rows.length - passed;
  const notes = rows.map((row) => `${isKept(row) ? 'kept' : 'failed'}: ${describeBudget(row)}`);
  if (failed === 0 && status !== 0) return { passed, failed: 1, notes: [...notes, 'failed: size-limit itself'] };
  return { passed, failed, notes };
}

const failure = (problem) => ({ passed: 0, failed: 1, notes: [`failed: ${problem}`] });

const hasFailedTest = ({ assertionResults }) => assertionResults.some(({ status }) => status === 'failed');

function describeBudget({ name, size, sizeLimit }) {
  if (sizeLimit === undefined) return `${name}: no such file was built`;
  return `${name}: ${toKilobytes(size)} of ${toKilobytes(sizeLimit)} kB`;
}

const toKilobytes = (bytes) => (bytes / 1000).toFixed(1);

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
