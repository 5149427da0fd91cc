/** The histories find mistakes: each of these, put into a copy of the library, makes one of them come out wrong. */
import { cpSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { hold } from './hold.ts';
import type { History } from './history.ts';
import { KEPT, readKept } from './kept.ts';
import { ours, type Library } from './library.ts';
import { live } from './live.ts';
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

const FEW = { seeds: 200, operations: 40 };

test('a copy without a mistake comes out right', async () => {
  expect((await hold(await libraryWith('none', null), FEW)).lives).toBe(FEW.seeds);
});

const kept = new Map(readKept(KEPT));

describe.each(SEEDED_BUGS)('$title', (bug) => {
  test('is found', async () => {
    const library = await libraryWith(bug.name, bug);
    await expect(hold(library, { ...FEW, endOnFailure: true })).rejects.toThrow(/Property failed/);
  });

  test('is found again by the history that was kept, with the same words', async () => {
    const library = await libraryWith(`${bug.name}-kept`, bug);
    const fail = (): Promise<unknown> =>
      live(kept.get(bug.name)!, library).then(
        () => null,
        (error: unknown) => String(error),
      );
    const first = await fail();
    expect(first).not.toBeNull();
    expect(await fail()).toBe(first);
  });
});

test('a history that does not come out right is made small and kept', async () => {
  const library = await libraryWith('kept', SEEDED_BUGS[0]!);
  const keepIn = join(FOLDER, 'histories');
  await expect(hold(library, { ...FEW, keepIn })).rejects.toThrow(/Kept in .*\.json/);
  const [[, history]] = readKept(keepIn) as [readonly [string, History]];
  expect(history.operations.length).toBeLessThan(FEW.operations);
  await expect(live(history, library)).rejects.toThrow();
  await live(history, ours);
});
