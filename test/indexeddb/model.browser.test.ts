/** Random programs of the event store over IndexedDB. */
import * as fc from 'fast-check';
import { test } from 'vitest';
import { anyProgram, expectLikeModel } from '../contract/event-store-model.ts';
import { labOver } from '../contract/lab-over-world.ts';
import { openTemporaryWorld } from './temporary-world.ts';

test('ES23: whatever is appended and read in IndexedDB, the answers are those of a plain list', async () => {
  await fc.assert(
    // A page of a stream ends at about a million characters: large events make several pages.
    fc.asyncProperty(anyProgram(400_000), async (program) => {
      const { port, close } = await openTemporaryWorld();
      try {
        await expectLikeModel((await labOver(port)).eventStore, program);
      } finally {
        await close();
      }
    }),
    { numRuns: 40 },
  );
}, 180_000);
