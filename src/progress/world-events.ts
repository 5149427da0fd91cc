/** A world's log as the storage of an event store, for who writes in it from the page and not from a cell. */
import type { EventStorage } from '#eventsourcing/storage';
import type { Operation, TransactionReceipt, WorldStorage } from '#lab';

/** `now` gives real milliseconds since 1970. */
export function eventsOf(world: WorldStorage, now: () => number): EventStorage {
  const transact = async (operation: Operation): Promise<TransactionReceipt> => {
    const { epoch } = await world.readState();
    return await world.transact([operation], { epoch, cell: '', runNumber: 0, time: now() });
  };
  return {
    append: async (append) => (await transact({ kind: 'append', ...append })).appends[0]!,
    cut: async (cut) => void (await transact({ kind: 'cut', ...cut })),
    readStream: (query) => world.readStream(query),
    readAll: (query) => world.readAll(query),
    whenBehind: async (position) => world.whenBehind(position, (await world.readState()).epoch),
  };
}
