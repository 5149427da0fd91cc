/** The histories find mistakes: each of these, put into a copy of the library, makes one of them come out wrong. */
import { cpSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { hold } from './hold.ts';
import type { Library } from './library.ts';
import { SEEDED_BUGS, type SeededBug } from './seeded-bugs.ts';

const ROOT = resolve(import.meta.dirname, '../..');
mkdirSync(join(ROOT, '.cache'), { recursive: true });
const FOLDER = mkdtempSync(join(ROOT, '.cache', 'bugs-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

/** The library, in a copy of its own, with a mistake in it; without one when there is none. */
async function libraryWith(name: string, bug: SeededBug | null): Promise<Library> {
  const folder = join(FOLDER, name);
  cpSync(join(ROOT, 'src/eventsourcing'), folder, { recursive: true, filter: (file) => !file.endsWith('.json') });
  if (bug) {
    const file = join(folder, bug.file);
    const parts = readFileSync(file, 'utf8').split(bug.right);
    expect(parts.length - 1, `how often ${bug.file} has the place`).toBe(1);
    writeFileSync(file, parts.join(bug.wrong));
  }
  const [eventsourcing, storage] = await Promise.all([
    import(/* @vite-ignore */ join(folder, 'index.ts')) as Promise<Library>,
    import(/* @vite-ignore */ join(folder, 'storage/index.ts')) as Promise<Library>,
  ]);
  return { ...eventsourcing, ...storage };
}

const FEW = { seeds: 200, operations: 40, endOnFailure: true };

test('a copy without a mistake comes out right', async () => {
  expect((await hold(await libraryWith('none', null), FEW)).lives).toBe(FEW.seeds);
});

test.each(SEEDED_BUGS.map((bug, index) => [bug.title, index] as const))('is found: %s', async (_, index) => {
  const library = await libraryWith(String(index), SEEDED_BUGS[index]!);
  await expect(hold(library, FEW)).rejects.toThrow(/Property failed/);
});
