/** Random lives of projections over a world in memory. */
import * as fc from 'fast-check';
import { test } from 'vitest';
import { createMemoryWorld } from '#lab/in-memory';
import {
  anyDuplicates,
  anyLife,
  anyLog,
  expectDuplicatesUnseen,
  expectNoMix,
  expectRowsLikeCheckpoint,
  expectSameFromZero,
} from '../contract/projection-properties.ts';

test('PR5: whoever runs and wherever they end, rows are the fold of the events up to the checkpoint', async () => {
  await fc.assert(
    fc.asyncProperty(anyLife, (life) => expectRowsLikeCheckpoint(createMemoryWorld(), life)),
    { numRuns: 300 },
  );
}, 60_000);

test('PR7: rows that were kept up to date are those that are made from the beginning', async () => {
  await fc.assert(fc.asyncProperty(anyLog, (log) => expectSameFromZero(createMemoryWorld(), log)));
}, 60_000);

test('PR8: however often a source gives an event again, in order, the rows are the same', async () => {
  await fc.assert(
    fc.asyncProperty(anyLog, anyDuplicates, (log, duplicates) =>
      expectDuplicatesUnseen(createMemoryWorld(), log, duplicates),
    ),
    { numRuns: 300 },
  );
}, 60_000);

test('PR13: in whatever moment of a rebuild one reads, rows are all old or all new', async () => {
  await fc.assert(
    fc.asyncProperty(anyLog, fc.integer({ min: 1, max: 5 }), (log, batchSize) =>
      expectNoMix(createMemoryWorld(), log, batchSize),
    ),
  );
}, 60_000);
