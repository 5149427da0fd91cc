/** The world in IndexedDB against the contracts of storage and of worlds. */
import type { EventStorage } from '#eventsourcing/storage';
import { storageOfWorld } from '../contract/event-storage-of.ts';
import { runCases, type Opened } from '../contract/run-cases.ts';
import { storageCases } from '../contract/storage-contract.ts';
import { worldCases } from '../contract/world-contract.ts';
import { openTemporaryWorld } from './temporary-world.ts';

runCases('world in IndexedDB', worldCases, openTemporaryWorld);

runCases('storage of a world in IndexedDB', storageCases, async (): Promise<Opened<EventStorage>> => {
  const { port, close } = await openTemporaryWorld();
  return { port: storageOfWorld(port), close };
});
