/** Random histories of the world in memory. */
import * as fc from 'fast-check';
import { test } from 'vitest';
import { createMemoryWorld } from '#lab/in-memory';
import { anyHistory, expectVariety, live, type Moment } from '../contract/world-history.ts';

test('W7: after each rewind of a random history the world is what it was at that place', async () => {
  const moments: Moment[] = [];
  await fc.assert(
    fc.asyncProperty(anyHistory, async (steps) => void moments.push(...(await live(createMemoryWorld(), steps)))),
    { numRuns: 300 },
  );
  expectVariety(moments);
}, 30_000);
