// Caught by any-order-of-time: folds what has an earlier time, and leaves a hole where a clock was behind.
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
  return list
    .filter(({ recordedAt }) => Date.parse(recordedAt) <= Date.parse(instant))
    .toSorted((one, other) => one.streamPosition - other.streamPosition)
    .reduce(lead.evolve, lead.initialState());
}

/** What did the agent see on 27 May 2020 at 12:01 UTC? */
export const seen: Lead = asOfTime(rows, '2020-05-27T12:01:00Z');

asOf(rows, 2);
asOfTime(rows, '2020-05-20T12:32:08.24Z');
seen;
