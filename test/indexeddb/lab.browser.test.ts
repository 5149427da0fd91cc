/** A lab over a world in IndexedDB, against the contracts of what cells import. */
import type { Lab } from '#lab';
import { databaseCases } from '../contract/database-contract.ts';
import { eventStoreCases } from '../contract/event-store-contract.ts';
import { labOver } from '../contract/lab-over-world.ts';
import { messageCases } from '../contract/messages-contract.ts';
import { projectionCases } from '../contract/projections-contract.ts';
import { runCases, type Opened } from '../contract/run-cases.ts';
import { snapshotStoreCases } from '../contract/snapshot-store-contract.ts';
import { openTemporaryWorld } from './temporary-world.ts';

async function open(): Promise<Opened<Lab>> {
  const { port, close } = await openTemporaryWorld();
  return { port: await labOver(port), close };
}

runCases('event store over a world in IndexedDB', eventStoreCases, open);
runCases('database over a world in IndexedDB', databaseCases, open);
runCases('snapshots over a world in IndexedDB', snapshotStoreCases, async () => {
  const { port, close } = await open();
  return { port: port.snapshots, close };
});
runCases('projections over a world in IndexedDB', projectionCases, open);
runCases('messages over a world in IndexedDB', messageCases, open);
