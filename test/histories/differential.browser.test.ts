/** The same histories in memory and in IndexedDB: the log is the same to the letter. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventStorage } from '#eventsourcing/storage';
import type { WorldStorage } from '#lab';
import { openConnections } from '../indexeddb/temporary-world.ts';
import { historyOf } from './history.ts';
import { ours } from './library.ts';
import { live } from './live.ts';
import { UncertainStorage } from './uncertain-storage.ts';

const HISTORIES = 500;
const OPERATIONS = 6;

/** A task of its own: answers of IndexedDB come between two. */
const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });

/** The events of a world, emptied before. */
async function storageOf(world: WorldStorage): Promise<EventStorage> {
  const { epoch } = await world.reset();
  const context = { epoch, cell: 'history.ts', runNumber: 1, time: 0 };
  return {
    append: async (append) => (await world.transact([{ kind: 'append', ...append }], context)).appends[0]!,
    cut: async (cut) => void (await world.transact([{ kind: 'cut', ...cut }], context)),
    readStream: (query) => world.readStream(query),
    readAll: (query) => world.readAll(query),
    // Whoever still waits when the world is emptied hears that it is, and that is the end of it.
    whenBehind: (position) => world.whenBehind(position, epoch).catch(() => new Promise(() => {})),
  };
}

test(`P1-P9: ${HISTORIES} histories come to the same log in memory and in IndexedDB`, async () => {
  const [world] = await openConnections(1);
  let events = 0;
  await fc.assert(
    fc.asyncProperty(historyOf(OPERATIONS), async (history) => {
      const inMemory = await live(history, ours);
      const inIndexedDB = await live(history, ours, new UncertainStorage(await storageOf(world!), nextTask));
      expect(inIndexedDB.log).toEqual(inMemory.log);
      events += inMemory.log.length;
    }),
    { numRuns: HISTORIES, seed: 20_200_520 },
  );
  expect(events).toBeGreaterThan(HISTORIES);
}, 240_000);
