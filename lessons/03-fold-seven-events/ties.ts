import type { Recorded } from 'eventsourcing';
import { eventStore } from 'lab';
import { lead, type LeadEvent } from './lead.ts';

const { events } = await eventStore.readStream<LeadEvent>('lead-12');
const at = (list: readonly LeadEvent[], version: number) =>
  list.slice(0, version).reduce(lead.evolve, lead.initialState());

type Row = Recorded<LeadEvent>;
const byTime = (one: Row, other: Row) =>
  Date.parse(one.recordedAt) - Date.parse(other.recordedAt);
const byPosition = (one: Row, other: Row) =>
  one.streamPosition - other.streamPosition;
const positions = (list: Row[]) =>
  list.map(({ streamPosition }) => streamPosition);

// Sorted by time, a list that is in order stays in order.
positions(events.toSorted(byTime));

// One that is not stays out of order wherever times are equal.
const [e1, e2, e3, e4, e5, e6, e7] = events;
const sorted = [e4, e6, e1, e7, e2, e5, e3].toSorted(byTime);
positions(sorted);

// The end of the story is the same …
at(events, 7);
at(sorted, 7);

// … and the moment before it is not.
at(events, 6).status;
export const sixth = at(sorted, 6).status;
sixth;

// Positions put it right.
positions(sorted.toSorted(byPosition));
at(sorted.toSorted(byPosition), 6).status;
