/** Histories that once did not come out right, as files: each is lived again in every test. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { History } from './history.ts';

/** Where they are kept, in the project. */
export const KEPT = resolve(import.meta.dirname, 'kept');

/** Keeps a history, and tells where. What it was made from may change; the history itself is data, and stays what it was. */
export function keep(folder: string, name: string | number, history: History): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  writeFileSync(file, `${JSON.stringify(history, null, 2)}\n`);
  return relative(process.cwd(), file);
}

/** All that a folder has, by name. */
export const readKept = (folder: string): (readonly [name: string, history: History])[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => [file.replace(/\.json$/, ''), JSON.parse(readFileSync(join(folder, file), 'utf8')) as History]);
