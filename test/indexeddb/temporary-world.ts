/** Worlds in databases of their own, gone when the test is over. */
import { deleteDB } from 'idb';
import { onTestFinished } from 'vitest';
import type { WorldStorage } from '#lab';
import { openWorld, type OpenWorld, type StoredMark } from '#indexeddb';
import type { Opened } from '../contract/run-cases.ts';

/** A name that no other test uses. */
export const temporaryName = (): string => `replaybook-test-${crypto.randomUUID()}`;

/** A world of its own for a contract case. */
export async function openTemporaryWorld(): Promise<Opened<WorldStorage>> {
  const name = temporaryName();
  const world = await openWorld(name);
  return {
    port: world,
    async close() {
      world.close();
      await deleteDB(name);
    },
  };
}

/** Connections to one new world; closed and deleted when the test is over. */
export async function openConnections(count: number, name = temporaryName()): Promise<OpenWorld<StoredMark>[]> {
  const worlds = await Promise.all(Array.from({ length: count }, () => openWorld(name)));
  onTestFinished(async () => {
    for (const world of worlds) world.close();
    await deleteDB(name);
  });
  return worlds;
}
