/** Random histories of the world in IndexedDB, beside the same histories in memory. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemoryWorld } from '#lab/in-memory';
import { anyHistory, expectVariety, live, type Moment } from '../contract/world-history.ts';
import { openTemporaryWorld } from './temporary-world.ts';

test('W7: a random history in IndexedDB goes, step by step, as it goes in memory', async () => {
  const moments: Moment[] = [];
  await fc.assert(
    fc.asyncProperty(anyHistory, async (steps) => {
      const { port: world, close } = await openTemporaryWorld();
      try {
        const lived = await live(world, steps);
        expect(lived).toEqual(await live(createMemoryWorld(), steps));
        moments.push(...lived);
      } finally {
        await close();
      }
    }),
    { numRuns: 60 },
  );
  expectVariety(moments);
}, 180_000);
