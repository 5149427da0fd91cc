/** Pages as short as they can be: one commit each, and the query for the rest. */
import {
  lastPosition,
  lastStreamPosition,
  type LogPage,
  type LogQuery,
  type StreamPage,
  type StreamQuery,
} from '#eventsourcing/storage';

/** The first commit of a page of a stream. */
export function firstOfStream(query: StreamQuery, { commits, next, ...head }: StreamPage): StreamPage {
  const [commit] = commits;
  if (!commit || query.wanted === 0) return { commits: [], ...head, next: null };
  const rest =
    query.direction === 'forwards'
      ? { ...query, from: lastStreamPosition(commit) + 1 }
      : { ...query, to: commit.firstStreamPosition - 1 };
  return { commits: [commit], ...head, next: commits.length > 1 || next ? rest : null };
}

/** The first commit of a page of the log. */
export function firstOfLog(query: LogQuery, { commits, lastPosition: end, next }: LogPage): LogPage {
  const [commit] = commits;
  if (!commit || query.wanted === 0) return { commits: [], lastPosition: end, next: null };
  const rest = { ...query, after: lastPosition(commit) };
  return { commits: [commit], lastPosition: end, next: commits.length > 1 || next ? rest : null };
}
