/** The world in memory against the contracts of storage and of worlds. */
import { createMemoryWorld } from '#lab/in-memory';
import { storageOfWorld } from '../contract/event-storage-of.ts';
import { opened, runCases } from '../contract/run-cases.ts';
import { storageCases } from '../contract/storage-contract.ts';
import { worldCases } from '../contract/world-contract.ts';

runCases('world in memory', worldCases, () => opened(createMemoryWorld()));
runCases('storage of a world in memory', storageCases, () => opened(storageOfWorld(createMemoryWorld())));
