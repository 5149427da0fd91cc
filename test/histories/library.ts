/** The library as a history uses it: the project's own, or a copy of it with a mistake in it. */
import * as eventsourcing from '#eventsourcing';
import * as storage from '#eventsourcing/storage';
import type { EventStorage } from '#eventsourcing/storage';

export type Library = Pick<
  typeof eventsourcing,
  'commandHandler' | 'isExpectedVersionConflictError' | 'isIllegalStateError' | 'isStreamTombstonedError'
> &
  Pick<typeof storage, 'CommitLog' | 'createEventStore'>;

export const ours: Library = { ...eventsourcing, ...storage };

/** A new storage in memory. */
export function storageInMemory({ CommitLog }: Pick<Library, 'CommitLog'>): EventStorage {
  const log = new CommitLog();
  return {
    append: async (append) => log.append(append),
    cut: async (cut) => log.cut(cut),
    readStream: async (query) => log.readStream(query),
    readAll: async (query) => log.readAll(query),
    whenBehind: (position) => log.whenBehind(position),
  };
}
