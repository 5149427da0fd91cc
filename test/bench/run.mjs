/** `npm run bench`: measures the built site, prints tables, and with `--json FILE` keeps every row and sample. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measureEditor } from './editor.mjs';
import { measureExplore } from './explore.mjs';
import { measureFirstOutput } from './first-output.mjs';
import { measureSizes } from './sizes.mjs';
import { measureStorage } from './storage.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, samples: { type: 'string', default: '20' } },
});
const samples = Number(values.samples);
const cache = resolve('.cache', 'bench');
const dist = resolve(cache, 'dist');

const built = spawnSync('npx', ['vite', 'build', '--outDir', dist, '--emptyOutDir', '--logLevel', 'warn'], {
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(1);

const suites = {
  sizes: () => measureSizes({ dist }),
  output: () => measureFirstOutput({ dist, folder: resolve(cache, 'peers'), samples }),
  editor: () => measureEditor({ dist, samples: Math.ceil(samples / 2) }),
  explore: () => measureExplore({ dist, folder: cache, samples: Math.ceil(samples / 4) }),
  storage: () => measureStorage({ dist, folder: cache, samples: Math.ceil(samples / 4) }),
};
const rows = [];
for (const name of positionals.length > 0 ? positionals : Object.keys(suites)) {
  const suite = suites[name];
  if (!suite) throw new Error(`There is no measurement "${name}". There are: ${Object.keys(suites).join(', ')}.`);
  rows.push(...(await suite()));
}
const missed = rows.filter(({ ok }) => ok === false);
console.log(
  missed.length === 0 ? '\nEvery target was met.' : `\nMissed: ${missed.map(({ name }) => name.trim()).join('; ')}.`,
);
if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
