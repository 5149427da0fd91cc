/** `npm run thorough`: every check, with the tests that have a long form in it. Takes most of an hour. */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const { status } = spawnSync(
  process.execPath,
  [join(root, 'src/authoring/commands/test.mjs'), ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TEST_LENGTH: 'long' },
  },
);
process.exitCode = status ?? 1;
