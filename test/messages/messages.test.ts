/** Histories of messages come out right, whatever happens; and each of these mistakes, put into a copy of the broker, makes one come out wrong. */
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test, vi } from 'vitest';
import * as ours from '#lab/on-demand';
import { messageHistory } from './history.ts';
import { live, type Part } from './live.ts';
import { hold, SEED, SEEDS } from './hold.ts';
import { copyWithBug, placeForCopies, type SeededBug } from '../seeded/copy-with-bug.ts';
import { SEEDED_BUGS } from './seeded-bugs.ts';

// Hundreds of lives take a while on a busy machine, and a soak takes longer.
vi.setConfig({ testTimeout: 600_000 });

const held = (part: Part, seeds: number, isSmall = true) =>
  hold(messageHistory, (history) => live(history, part), seeds, isSmall);

test('P17, P18, P21, P22: none is lost, each key keeps its order, and effects are as many as messages', async () => {
  const counts = await held(ours, SEEDS);
  for (const what of ['crash', 'again', 'left out', 'plain', 'waited for']) {
    expect(counts.get(what) ?? 0, what).toBeGreaterThan(SEEDS / 100);
  }
});

test('the same history leaves the same journal and the same calls, ten times of ten', async () => {
  for (const history of fc.sample(messageHistory, { numRuns: 5, seed: SEED })) {
    const journals = new Set<string>();
    for (let time = 0; time < 10; time += 1) journals.add((await live(history, ours)).journal);
    expect(journals.size).toBe(1);
  }
});

const copies = placeForCopies();
afterAll(copies.remove);

/** The part of the lab, in a copy of its own, with a mistake in it; without one when there is none. */
async function partWith(name: string, bug: SeededBug | null): Promise<Part> {
  const folder = join(copies.folder, name);
  copyWithBug('src/lab', folder, bug && { ...bug, file: `on-demand/broker/${bug.file}` });
  return (await import(/* @vite-ignore */ join(folder, 'on-demand/index.ts'))) as Part;
}

test('a copy without a mistake comes out right', async () => {
  await held(await partWith('none', null), 50);
});

describe('mistakes', () => {
  test.each(SEEDED_BUGS.map((bug, index) => [bug.title, bug, index] as const))(
    '%s: is found',
    async (_, bug, index) => {
      const part = await partWith(`bug-${index}`, bug);
      await expect(held(part, 200, false)).rejects.toThrow(/Property failed/);
    },
  );
});
