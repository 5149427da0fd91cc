/** The storage of an event store, over the other things that keep commits. */
import type { CommitLog, EventStorage } from '#eventsourcing/storage';
import type { WorldStorage } from '#lab';

/** Over a log in memory. */
export const storageOfLog = (log: CommitLog): EventStorage => ({
  append: async (append) => log.append(append),
  readStream: async (query) => log.readStream(query),
  readAll: async (query) => log.readAll(query),
  whenBehind: (position) => log.whenBehind(position),
});

/** Over a world. */
export const storageOfWorld = (world: WorldStorage): EventStorage => ({
  async append(append) {
    const { epoch } = await world.readState();
    const context = { epoch, cell: 'cell.ts', runNumber: 1, time: 0 };
    return (await world.transact([{ kind: 'append', ...append }], context)).appends[0]!;
  },
  readStream: (query) => world.readStream(query),
  readAll: (query) => world.readAll(query),
  whenBehind: async (position) => world.whenBehind(position, (await world.readState()).epoch),
});
