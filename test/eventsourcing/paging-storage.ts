/** A storage that hands over one commit a page, and notes what it was asked. */
import {
  CommitLog,
  lastPosition,
  lastStreamPosition,
  type EventStorage,
  type LogQuery,
  type StreamQuery,
} from '#eventsourcing/storage';

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
    async readStream(query) {
      if (asked.includes('readStream')) between.call();
      asked.push('readStream');
      const { commits, streamVersion } = log.readStream(query);
      const [commit] = commits;
      if (!commit) return { commits: [], streamVersion, next: null };
      const next: StreamQuery =
        query.direction === 'forwards'
          ? { ...query, from: lastStreamPosition(commit) + 1 }
          : { ...query, to: commit.firstStreamPosition - 1 };
      return { commits: [commit], streamVersion, next: commits.length > 1 ? next : null };
    },
    async readAll(query) {
      asked.push('readAll');
      const page = log.readAll(query);
      const [commit] = page.commits;
      const next: LogQuery | null = commit ? { ...query, after: lastPosition(commit) } : null;
      return { commits: commit ? [commit] : [], lastPosition: page.lastPosition, next };
    },
    whenBehind: (position) => log.whenBehind(position),
  };
}
