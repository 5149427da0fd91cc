/** Random lives of projections over a world in IndexedDB, and runners in two tabs. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { projector } from '#eventsourcing';
import type { WorldStorage } from '#lab';
import { labOver } from '../contract/lab-over-world.ts';
import {
  anyDuplicates,
  anyLife,
  anyLog,
  expectDuplicatesUnseen,
  expectNoMix,
  expectRowsLikeCheckpoint,
  expectSameFromZero,
} from '../contract/projection-properties.ts';
import { accounts, append, moved, opened } from '../contract/projections/shared.ts';
import { openConnections, openTemporaryWorld } from './temporary-world.ts';

async function inTemporaryWorld(work: (world: WorldStorage) => Promise<void>): Promise<void> {
  const { port, close } = await openTemporaryWorld();
  try {
    await work(port);
  } finally {
    await close();
  }
}

test('PR5: in IndexedDB too, rows are the fold of the events up to the checkpoint', async () => {
  await fc.assert(
    fc.asyncProperty(anyLife, (life) => inTemporaryWorld((world) => expectRowsLikeCheckpoint(world, life))),
    { numRuns: 30 },
  );
}, 180_000);

test('PR7: in IndexedDB too, rows that were kept up to date are those that are made from the beginning', async () => {
  await fc.assert(
    fc.asyncProperty(anyLog, (log) => inTemporaryWorld((world) => expectSameFromZero(world, log))),
    { numRuns: 15 },
  );
}, 180_000);

test('PR8: in IndexedDB too, events that a source gives again, in order, change nothing', async () => {
  await fc.assert(
    fc.asyncProperty(anyLog, anyDuplicates, (log, duplicates) =>
      inTemporaryWorld((world) => expectDuplicatesUnseen(world, log, duplicates)),
    ),
    { numRuns: 15 },
  );
}, 180_000);

test('PR13: in IndexedDB too, rows are all old or all new during a rebuild', async () => {
  await fc.assert(
    fc.asyncProperty(anyLog, fc.integer({ min: 1, max: 5 }), (log, batchSize) =>
      inTemporaryWorld((world) => expectNoMix(world, log, batchSize)),
    ),
    { numRuns: 15 },
  );
}, 180_000);

test('PR6: runners in two tabs lose no event and apply none twice', async () => {
  const labs = await Promise.all((await openConnections(2)).map((world, index) => labOver(world, index)));
  await append(labs[0]!, 'a', opened());
  for (let index = 0; index < 40; index += 1) await append(labs[0]!, 'a', moved(1));
  const runners = labs.map((lab, index) => projector(accounts, lab, { batchSize: index + 1 }));
  const results = await Promise.all(runners.map((runner) => runner.catchUp()));
  expect(results[0]!.handled + results[1]!.handled).toBe(41);
  expect(await runners[0]!.rows()).toEqual([{ owner: 'Kim', balance: 40, moves: 40 }]);
});
