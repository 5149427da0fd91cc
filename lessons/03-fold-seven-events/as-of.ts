import { eventStore } from 'lab';
import { lead, type LeadEvent } from './lead.ts';

const { events } = await eventStore.readStream<LeadEvent>('lead-12');
const { initialState, evolve } = lead;
const fold = (some: readonly LeadEvent[]) =>
  some.reduce(evolve, initialState());

// Now: all seven.
fold(events);

// As of a version: the first so many events.
const atVersion = (version: number) => fold(events.slice(0, version));
atVersion(2).lastName;
atVersion(3).phone;
atVersion(4).phone;
events[3].streamPosition;

// As of an instant: at the version that the stream had by then.
const versionAt = (instant: string) =>
  events.findLast(({ recordedAt }) =>
    Date.parse(recordedAt) <= Date.parse(instant))?.streamPosition ?? 0;
const atTime = (instant: string) => atVersion(versionAt(instant));
atTime('2020-05-20T12:32:08.23Z').phone;
atTime('2020-05-20T12:32:08.24Z').phone;

// The store folds up to a version, too, and reads no event behind it.
const past = await eventStore.aggregateStream('lead-12', {
  ...lead,
  read: { to: 3 },
});
past.state;
past.eventsRead;
past.currentStreamVersion;
