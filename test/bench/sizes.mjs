/** Compressed sizes of what the page loads, by when it loads it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { print, row } from './figures.mjs';

/** Measures the chunks of a built site. */
export function measureSizes({ dist }) {
  const assets = join(dist, 'assets');
  const size = (pattern) =>
    readdirSync(assets)
      .filter((name) => pattern.test(name))
      .reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name))).length, 0) / 1000;
  const rows = [
    row('main script', size(/^main-.*\.js$/), 'kB', { atMost: 80 }),
    row('compiler', size(/^compile-.*\.js$/), 'kB', { atMost: 75 }),
    row('style sheet', size(/^main-.*\.css$/), 'kB'),
    row('editor', size(/^(?:editor\.api|monaco|tsMode|typescript).*\.(?:js|css)$/), 'kB'),
    row("editor's workers", size(/worker-.*\.js$/), 'kB'),
  ];
  print('Sizes (gzip)', rows);
  return rows;
}
