/** `npm run property -- --runs 5000 --chromium 500 --seed 7`: the property at length, simulated and then in Chromium. With `--path` from a failure, that one history. */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2000' },
    chromium: { type: 'string', default: '200' },
    seed: { type: 'string', default: '' },
    path: { type: 'string', default: '' },
  },
});

const root = resolve(import.meta.dirname, '../..');
const parts = [
  { runs: values.runs, project: 'unit', file: 'test/property/simulator.test.ts' },
  { runs: values.chromium, project: 'timed', file: 'test/journeys/running-all.test.ts' },
];

const failed = parts.filter(({ runs, project, file }) => {
  if (runs === '0') return false;
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', project, file],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PROPERTY_RUNS: runs, PROPERTY_SEED: values.seed, PROPERTY_PATH: values.path },
    },
  );
  return status !== 0;
});
process.exitCode = failed.length === 0 ? 0 : 1;
