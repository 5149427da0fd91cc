/** Histories of writers, relays, consumers and a projection come out right at every moment, whatever happens; and each of these mistakes, put into a copy of the library, makes one come out wrong. */
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test, vi } from 'vitest';
import * as ours from '#eventsourcing';
import { hold, SEED, SEEDS } from './hold.ts';
import { copyWithBug, placeForCopies, type SeededBug } from '../seeded/copy-with-bug.ts';
import { liveRelays, type Library } from './live-relays.ts';
import { RELAY_BUGS } from './relay-bugs.ts';
import { relayHistory } from './relay-history.ts';

// Hundreds of lives take a while on a busy machine, and a soak takes longer.
vi.setConfig({ testTimeout: 3_600_000 });

const held = (library: Library, seeds: number, isSmall = true) =>
  hold(relayHistory, (history) => liveRelays(history, library), seeds, isSmall);

const HAPPENINGS = [
  'lost',
  'refused',
  'crash',
  'conflict',
  'known again',
  'elsewhere',
  'done',
  'seen',
  'told twice',
  'calm',
];

test('P9, P18, P21, P22: at every moment what is told is true, and in the end all that is true is told, in order, with one effect', async () => {
  const counts = await held(ours, SEEDS);
  for (const what of HAPPENINGS) expect(counts.get(what) ?? 0, what).toBeGreaterThan(SEEDS / 100);
});

test('the same history leaves the same journal, five times of five', async () => {
  for (const history of fc.sample(relayHistory, { numRuns: 5, seed: SEED })) {
    const journals = new Set<string>();
    for (let time = 0; time < 5; time += 1) journals.add((await liveRelays(history, ours)).journal);
    expect(journals.size).toBe(1);
  }
});

const copies = placeForCopies();
afterAll(copies.remove);

/** The library, in a copy of its own, with a mistake in it; without one when there is none. */
async function libraryWith(name: string, bug: SeededBug | null): Promise<Library> {
  const folder = join(copies.folder, name);
  copyWithBug('src/eventsourcing', folder, bug);
  return (await import(/* @vite-ignore */ join(folder, 'index.ts'))) as Library;
}

test('a copy without a mistake comes out right', async () => {
  await held(await libraryWith('none', null), 50);
});

describe('mistakes', () => {
  test.each(RELAY_BUGS.map((bug, index) => [bug.title, bug, index] as const))('%s: is found', async (_, bug, index) => {
    const library = await libraryWith(`bug-${index}`, bug);
    await expect(held(library, 300, false)).rejects.toThrow(/Property failed/);
  });
});
