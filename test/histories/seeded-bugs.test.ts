/** The histories find mistakes: each of these, put into a copy of the library, makes one of them come out wrong. */
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { hold } from './hold.ts';
import type { History } from './history.ts';
import { KEPT, readKept } from './kept.ts';
import { ours, type Library } from './library.ts';
import { live } from './live.ts';
import { copyWithBug, placeForCopies, type SeededBug } from '../seeded/copy-with-bug.ts';
import { SEEDED_BUGS } from './seeded-bugs.ts';

const copies = placeForCopies();
const FOLDER = copies.folder;
afterAll(copies.remove);

/** The library, in a copy of its own, with a mistake in it; without one when there is none. */
async function libraryWith(name: string, bug: SeededBug | null): Promise<Library> {
  const folder = join(FOLDER, name);
  copyWithBug('src/eventsourcing', folder, bug);
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
