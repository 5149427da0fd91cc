/** An event store that forgets everything when the program ends: for tests, and for taking home. */
import { CommitLog } from './storage/commit-log.ts';
import { createEventStore, type StoreEnvironment } from './storage/create-event-store.ts';
import type { EventStore } from './event-store.ts';

/** A new, empty store. Ids count up and time stands still unless `environment` says otherwise. */
export function inMemoryEventStore(environment: Partial<StoreEnvironment> = {}): EventStore {
  const log = new CommitLog();
  let ids = 0;
  const storage = {
    append: async (append: Parameters<CommitLog['append']>[0]) => log.append(append),
    cut: async (cut: Parameters<CommitLog['cut']>[0]) => log.cut(cut),
    readStream: async (query: Parameters<CommitLog['readStream']>[0]) => log.readStream(query),
    readAll: async (query: Parameters<CommitLog['readAll']>[0]) => log.readAll(query),
    whenBehind: (position: number) => log.whenBehind(position),
  };
  return createEventStore(storage, {
    newId: environment.newId ?? (() => `event-${(ids += 1)}`),
    now: environment.now ?? (() => '2020-05-20T09:00:00.000Z'),
  });
}
