/** The world in memory against the contracts of storage and of worlds. */
import { expect, test } from 'vitest';
import { createMemoryWorld } from '#lab/in-memory';
import type { Operation, WriteContext } from '#lab';
import { storageOfWorld } from '../contract/event-storage-of.ts';
import { opened, runCases } from '../contract/run-cases.ts';
import { storageCases } from '../contract/storage-contract.ts';
import { worldCases } from '../contract/world-contract.ts';

runCases('world in memory', worldCases, () => opened(createMemoryWorld()));
runCases('storage of a world in memory', storageCases, () => opened(storageOfWorld(createMemoryWorld())));

test('what is refused is thrown at once by a write that is no promise, and nothing is written', async () => {
  const world = createMemoryWorld();
  const context: WriteContext = { epoch: 1, cell: 'a.ts', runNumber: 1, time: 0 };
  const first: Operation[] = [{ kind: 'put', table: 't', id: 1, text: '{}', expected: 0 }];
  world.write(first, context);
  expect(() => world.write(first, context)).toThrow();
  await expect(world.transact(first, context)).rejects.toThrow();
  expect(await world.readState()).toMatchObject({ journalPosition: 1 });
});
