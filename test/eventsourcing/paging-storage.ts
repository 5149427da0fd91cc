/** A storage that hands over one commit a page, and notes what it was asked. */
import { CommitLog, type EventStorage } from '#eventsourcing/storage';
import { firstOfLog, firstOfStream } from './one-commit-a-page.ts';

export type PagingStorage = EventStorage &
  Readonly<{
    asked: readonly string[];
    /** Called before each page but the first; for what others do meanwhile. */
    between: { call(): void };
    log: CommitLog;
  }>;

/** A new, empty one. */
export function createPagingStorage(): PagingStorage {
  const log = new CommitLog();
  const asked: string[] = [];
  const between = { call: () => {} };
  return {
    asked,
    between,
    log,
    async append(append) {
      asked.push('append');
      return log.append(append);
    },
    async cut(cut) {
      asked.push('cut');
      log.cut(cut);
    },
    async readStream(query) {
      if (asked.includes('readStream')) between.call();
      asked.push('readStream');
      return firstOfStream(query, log.readStream(query));
    },
    async readAll(query) {
      asked.push('readAll');
      return firstOfLog(query, log.readAll(query));
    },
    whenBehind: (position) => log.whenBehind(position),
  };
}
