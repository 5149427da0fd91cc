/** A lab over the world in memory, against the contracts of what cells import. */
import { createMemoryWorld } from '#lab/in-memory';
import { databaseCases } from '../contract/database-contract.ts';
import { eventStoreCases } from '../contract/event-store-contract.ts';
import { labOver } from '../contract/lab-over-world.ts';
import { messageCases } from '../contract/messages-contract.ts';
import { projectionCases } from '../contract/projections-contract.ts';
import { opened, runCases } from '../contract/run-cases.ts';
import { snapshotStoreCases } from '../contract/snapshot-store-contract.ts';

const open = async () => opened(await labOver(createMemoryWorld()));

runCases('event store over a world in memory', eventStoreCases, open);
runCases('database over a world in memory', databaseCases, open);
runCases('snapshots over a world in memory', snapshotStoreCases, async () => opened((await open()).port.snapshots));
runCases('projections over a world in memory', projectionCases, open);
runCases('messages over a world in memory', messageCases, open);
