/** `npm test`: which checks there are, that all of them run, and what the last line says. */
import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';
import { CHECKS, runChecks, type CheckTools } from '../../src/authoring/commands/run-checks.mjs';

const ALL = CHECKS.map(({ name }) => name);
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

describe('the checks', () => {
  test('they are the test scripts of package.json, in that order', () => {
    const names = Object.keys(scripts).filter((name) => name.startsWith('test:'));
    expect(names).toEqual(ALL.map((name) => `test:${name}`));
  });

  test('types are checked in every folder that has options for them', () => {
    const folders = globSync('**/tsconfig.json', { ignore: ['**/node_modules/**', 'dist', '.cache'] });
    const checked = scripts['test:types']!.split(' && ').map((command) => command.replace(/^tsc(?: -p )?/, ''));
    expect(new Set(checked)).toEqual(new Set(folders.map((file) => file.replace(/\/?tsconfig\.json$/, ''))));
  });

  test.each(['unit', 'browser', 'journeys'])('%s leaves the report that is counted', (name) => {
    expect(scripts[`test:${name}`]).toContain(`--reporter=json --outputFile.json=.cache/reports/${name}.json`);
  });
});

const tests = (passed: number) => {
  const assertionResults = Array.from({ length: passed }, (_, index) => ({ fullName: `${index}`, status: 'passed' }));
  return JSON.stringify({ testResults: [{ name: 'a.ts', status: 'passed', assertionResults }] });
};
const budgets = JSON.stringify([{ name: 'The page', passed: true, size: 1, sizeLimit: 2 }]);

/** Runs checks with scripts that end as `statuses` say, and without a word with 0. */
async function run(names: string[], statuses: Record<string, number> = {}, tools: Partial<CheckTools> = {}) {
  const lines: string[] = [];
  const ran: string[] = [];
  const environments: Record<string, unknown> = {};
  const failed = await runChecks(names, {
    async runScript(script, { env }) {
      ran.push(script);
      environments[script] = env;
      return { status: statuses[script] ?? 0, output: script === 'test:size' ? budgets : '' };
    },
    readReport: () => tests(10),
    findBrowser: async () => '/a/browser',
    print: (line) => void lines.push(...line.split('\n')),
    ...tools,
  });
  return { failed, ran, environments, lines, last: lines.at(-1) };
}

describe('a run', () => {
  test('every check runs, and each adds what its runner counted', async () => {
    const { failed, ran, last } = await run([]);
    expect(ran).toEqual(ALL.map((name) => `test:${name}`));
    // Three runs of ten tests, one budget, and five checks that count once.
    expect(last).toBe('36 passed, 0 failed');
    expect(failed).toBe(0);
  });

  test('it goes on after a check that failed', async () => {
    const { failed, ran, last } = await run([], { 'test:types': 2, 'test:dead': 1 });
    expect(ran).toHaveLength(ALL.length);
    expect(last).toBe('34 passed, 2 failed');
    expect(failed).toBe(2);
  });

  test('only the named checks run, in the usual order', async () => {
    const { ran, last } = await run(['unit', 'types']);
    expect(ran).toEqual(['test:types', 'test:unit']);
    expect(last).toBe('11 passed, 0 failed');
  });

  test('a name that is no check is answered with those that are, and nothing runs', async () => {
    const { failed, ran, last } = await run(['unit', 'unti']);
    expect(failed).toBeGreaterThan(0);
    expect(ran).toEqual([]);
    expect(last).toContain(`"unti"; there are ${ALL.join(', ')}`);
  });

  test('checks that need the browser are told where it is', async () => {
    const { environments } = await run([]);
    expect(environments['test:browser']).toEqual({ CHROME_PATH: '/a/browser' });
    expect(environments['test:journeys']).toEqual({ CHROME_PATH: '/a/browser' });
    expect(environments['test:unit']).toEqual({});
  });

  test('without a browser these checks fail, and the others run', async () => {
    const findBrowser = () => Promise.reject(new Error('There is none.\nTry this.'));
    const { ran, lines, last } = await run([], {}, { findBrowser });
    expect(ran).not.toContain('test:browser');
    expect(lines).toContain('Try this.');
    expect(last).toBe('16 passed, 2 failed');
  });

  test('sizes of an older build are not taken for those of one that failed', async () => {
    const { ran, lines, last } = await run(['build', 'size'], { 'test:build': 1 });
    expect(ran).toEqual(['test:build']);
    expect(lines).toContain('  size: failed: it needs the build');
    expect(last).toBe('0 passed, 2 failed');
  });

  test('what was left out is named', async () => {
    const assertionResults = [
      { fullName: 'one', status: 'passed' },
      { fullName: 'two', status: 'skipped' },
    ];
    const report = JSON.stringify({ testResults: [{ name: 'a.ts', status: 'passed', assertionResults }] });
    const { lines, last } = await run(['unit'], {}, { readReport: () => report });
    expect(lines).toContain('  unit: left out (skipped): a.ts > two');
    expect(last).toBe('1 passed, 0 failed');
  });
});
