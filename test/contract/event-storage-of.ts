/** The storage of an event store, over the other things that keep commits. */
import type { CommitLog, EventStorage } from '#eventsourcing/storage';
import type { Operation, WorldStorage } from '#lab';

/** Over a log in memory. */
export const storageOfLog = (log: CommitLog): EventStorage => ({
  append: async (append) => log.append(append),
  cut: async (cut) => log.cut(cut),
  readStream: async (query) => log.readStream(query),
  readAll: async (query) => log.readAll(query),
  whenBehind: (position) => log.whenBehind(position),
});

/** Over a world. */
export const storageOfWorld = (world: WorldStorage): EventStorage => ({
  append: async (append) => (await transact(world, { kind: 'append', ...append })).appends[0]!,
  cut: async (cut) => void (await transact(world, { kind: 'cut', ...cut })),
  readStream: (query) => world.readStream(query),
  readAll: (query) => world.readAll(query),
  whenBehind: async (position) => world.whenBehind(position, (await world.readState()).epoch),
});

async function transact(world: WorldStorage, operation: Operation) {
  const { epoch } = await world.readState();
  return world.transact([operation], { epoch, cell: 'cell.ts', runNumber: 1, time: 0 });
}
