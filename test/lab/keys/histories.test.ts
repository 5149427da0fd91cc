/** Random lives with keys, in a world in memory. */
import * as fc from 'fast-check';
import { test } from 'vitest';
import { createMemoryWorld } from '#lab/in-memory';
import { anyLives, expectLived, liveWithKeys, type Tally } from '../../contract/keys-history.ts';
import { readWorld } from '../../contract/world/shared.ts';

test('K4: in any life, nothing is left of whoever is forgotten, and all else is as it was', async () => {
  const tally: Tally = new Map();
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(anyLives, async (lives) => {
      const world = createMemoryWorld();
      steps += lives.length;
      await liveWithKeys(world, lives, async () => JSON.stringify(await readWorld(world, [])), tally);
    }),
    { numRuns: 60 },
  );
  expectLived(tally, steps);
}, 60_000);
