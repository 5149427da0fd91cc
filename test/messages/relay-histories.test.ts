/** Histories of writers, relays, consumers and a projection come out right at every moment, whatever happens; and each of these mistakes, put into a copy of the library, makes one come out wrong. */
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test, vi } from 'vitest';
import * as ours from '#eventsourcing';
import { copyWithBug, placeForCopies, type SeededBug } from '../seeded/copy-with-bug.ts';
import { liveRelays, type Library } from './live-relays.ts';
import { RELAY_BUGS } from './relay-bugs.ts';
import { relayHistory } from './relay-history.ts';

// `npm run soak` lives more of them.
const SEED = Number(process.env['SOAK_SEED'] ?? '') || 20_200_520;
const SEEDS = Number(process.env['SOAK_SEEDS'] ?? '') || 300;

// Hundreds of lives take a while on a busy machine, and a soak takes longer.
vi.setConfig({ testTimeout: 3_600_000 });

/** Lives so many histories; throws with the seed, the path and the smallest that does not come out right. */
async function hold(library: Library, seeds: number, isSmall = true): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const property = fc.asyncProperty(relayHistory, async (history) => {
    const { wrong, happened } = await liveRelays(history, library);
    for (const one of happened) counts.set(one, (counts.get(one) ?? 0) + 1);
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
  });
  await fc.assert(property, { numRuns: seeds, seed: SEED, endOnFailure: !isSmall });
  return counts;
}

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
  const counts = await hold(ours, SEEDS);
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
  await hold(await libraryWith('none', null), 50);
});

describe('mistakes', () => {
  test.each(RELAY_BUGS.map((bug, index) => [bug.title, bug, index] as const))('%s: is found', async (_, bug, index) => {
    const library = await libraryWith(`bug-${index}`, bug);
    await expect(hold(library, 300, false)).rejects.toThrow(/Property failed/);
  });
});
