/** Words that the cases of the event store share. */
import type { Event, EventStore, ExpectedStreamVersion } from '#eventsourcing';

/** What a case of the event store is run against. */
export type StorePort = Readonly<{ eventStore: EventStore }>;

/** An event of which only the type matters. */
export const named = (type: string): Event => ({ type, data: {} });

export type Counted = Event<'Counted', { number: number }>;

/** So many events, numbered in their data. */
export const numbered = (count: number, first = 1): Counted[] =>
  Array.from({ length: count }, (_, index) => ({ type: 'Counted', data: { number: first + index } }));

export const expectVersion = (expectedStreamVersion: ExpectedStreamVersion) => ({ expectedStreamVersion });

/** The expectation of whoever starts a stream. */
export const created = expectVersion('STREAM_DOES_NOT_EXIST');

/** The expectation of whoever does not care. */
export const unchecked = expectVersion('NO_CONCURRENCY_CHECK');
