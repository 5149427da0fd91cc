/** `npm run soak -- --seeds 20000 --seed 7`: many histories of streams, commands and messages. With `--path` from a failure, that one history. */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '' },
    path: { type: 'string', default: '' },
  },
});
const root = resolve(import.meta.dirname, '../..');
const ofMessages = ['test/messages/messages.test.ts', 'test/messages/relay-histories.test.ts'];
const files = ['test/histories/streams.test.ts', ...(values.path ? [] : ofMessages)];
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'unit', ...files],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, SOAK_SEEDS: values.seeds, SOAK_SEED: values.seed, SOAK_PATH: values.path },
  },
);
process.exitCode = status ?? 1;
