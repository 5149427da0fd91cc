/** What the library promises of streams and commands, in 2,000 histories of 100 operations; `npm run soak` lives through more. */
import { expect, test } from 'vitest';
import { hold, rareIn } from './hold.ts';
import { KEPT, readKept } from './kept.ts';
import { ours } from './library.ts';
import { live } from './live.ts';

/** What `npm run soak -- --seeds 20000 --seed 7` asks for, and for one history its path besides. */
const { SOAK_SEEDS: seeds, SOAK_SEED: seed, SOAK_PATH: path } = process.env;

test('P1, P2, P4-P9: whatever writers and readers do, the log is what it has to be', async () => {
  const held = await hold(ours, {
    seeds: Number(seeds || 2_000),
    operations: 100,
    keepIn: KEPT,
    ...(seed ? { seed: Number(seed) } : {}),
    ...(path ? { path } : {}),
  });
  console.log([...held.counts].map(([what, count]) => `${String(count).padStart(6)}  ${what}`).join('\n'));
  if (!path) expect(rareIn(held), 'too rare to say anything about').toEqual([]);
}, 3_600_000);

test.each(readKept(KEPT))('P1, P2, P4-P9: a history that found a mistake comes out right: %s', async (_, history) => {
  await live(history, ours);
});
