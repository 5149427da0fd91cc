// Caught by whole-appends: stops at the first event of that instant, in the middle of an append.
import { lead, type Lead } from './lead.ts';
import { rows, type Row } from './rows.ts';

/** The lead as of a version; version 0 is before the first event. */
export function asOf(list: readonly Row[], version: number): Lead {
  return list
    .filter(({ streamPosition }) => streamPosition <= version)
    .toSorted((one, other) => one.streamPosition - other.streamPosition)
    .reduce(lead.evolve, lead.initialState());
}

/** The lead as of an instant: at the version that the stream had by then. */
export function asOfTime(list: readonly Row[], instant: string): Lead {
  const inOrder = list.toSorted((one, other) => one.streamPosition - other.streamPosition);
  const last =
    inOrder.find(({ recordedAt }) => Date.parse(recordedAt) === Date.parse(instant)) ??
    inOrder.findLast(({ recordedAt }) => Date.parse(recordedAt) < Date.parse(instant));
  return asOf(list, last?.streamPosition ?? 0);
}

/** What did the agent see on 27 May 2020 at 12:01 UTC? */
export const seen: Lead = asOfTime(rows, '2020-05-27T12:01:00Z');

asOf(rows, 2);
asOfTime(rows, '2020-05-20T12:32:08.24Z');
seen;
