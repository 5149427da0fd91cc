/** Runs the checks one after the other, all of them whatever fails, and adds up what their runners report. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { countBudgets, countOne, countTests } from './count-results.mjs';
import { ensureBrowser } from './find-browser.mjs';
import { npmCommand, ROOT } from './prepare.mjs';
import { runCommand } from './run-command.mjs';

/** Every check, the fast ones first. Each is the script `test:<name>` of package.json. */
export const CHECKS = [
  { name: 'types' },
  { name: 'lint' },
  { name: 'format' },
  { name: 'dead' },
  { name: 'unit', kind: 'tests' },
  { name: 'browser', kind: 'tests', needsBrowser: true },
  { name: 'build' },
  { name: 'size', kind: 'budgets', after: 'build' },
  { name: 'journeys', kind: 'tests', needsBrowser: true },
];

/** Runs the checks with these names, or all, and ends with `N passed, N failed`; returns how many failed. */
export async function runChecks(names, { runScript, readReport, findBrowser, print }) {
  const unknown = names.filter((name) => !CHECKS.some((check) => check.name === name));
  if (unknown.length > 0) {
    print(`There is no check "${unknown.join('", "')}"; there are ${CHECKS.map(({ name }) => name).join(', ')}.`);
    return unknown.length;
  }
  const rows = [];
  for (const check of CHECKS.filter(({ name }) => names.length === 0 || names.includes(name))) {
    print(`\n── ${check.name} ${'─'.repeat(60 - check.name.length)}`);
    const started = performance.now();
    const count = await runCheck(check, rows, { runScript, readReport, findBrowser, print });
    rows.push({ ...check, ...count, seconds: (performance.now() - started) / 1000 });
  }
  return summarise(rows, print);
}

/** Runs checks on this machine; the exit code tells whether all passed. */
export async function runNamedChecks(names) {
  const npm = npmCommand(process.env, process.platform);
  const failed = await runChecks(names, {
    runScript(script, { parts = [], env = {}, keepOutput = false }) {
      rmSync(reportPath(script), { force: true });
      return runCommand(npm.command, [...npm.parts, 'run', '--silent', script, ...parts], {
        cwd: ROOT,
        env: { ...process.env, ...env },
        shell: npm.shell,
        keepOutput,
      });
    },
    readReport: (script) => (existsSync(reportPath(script)) ? readFileSync(reportPath(script), 'utf8') : ''),
    findBrowser: ensureBrowser,
    print: (line) => console.log(line),
  });
  process.exitCode = failed === 0 ? 0 : 1;
}

async function runCheck({ name, kind, needsBrowser, after }, rows, { runScript, readReport, findBrowser, print }) {
  const script = `test:${name}`;
  const needed = rows.find((row) => row.name === after);
  if (needed && needed.failed > 0) return { passed: 0, failed: 1, notes: [`failed: it needs the ${after}`] };
  try {
    const env = needsBrowser ? { CHROME_PATH: await findBrowser() } : {};
    if (kind === 'budgets') {
      const { status, output } = await runScript(script, { parts: ['--', '--json'], keepOutput: true });
      const count = countBudgets(output, status);
      for (const note of count.notes) print(note);
      return count;
    }
    const { status } = await runScript(script, { env });
    return kind === 'tests' ? countTests(readReport(script), status) : countOne(status);
  } catch (error) {
    print(error.message);
    return { passed: 0, failed: 1, notes: [`failed: ${error.message.split('\n')[0]}`] };
  }
}

function summarise(rows, print) {
  print(`\n── all ${'─'.repeat(57)}`);
  for (const { name, passed, failed, seconds } of rows) {
    const counts = `${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed`;
    print(`${failed === 0 ? '✓' : '✗'} ${name.padEnd(9)} ${counts} ${seconds.toFixed(1).padStart(7)} s`);
  }
  for (const { name, notes } of rows) {
    for (const note of notes) if (!note.startsWith('kept')) print(`  ${name}: ${note}`);
  }
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  print(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed');
}

/** Where the script tells Vitest to put its report. */
const reportPath = (script) => join(ROOT, '.cache', 'reports', `${script.replace('test:', '')}.json`);
