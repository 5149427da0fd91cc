/** An event store whose readers get old events in their new shape. Rules: SPEC.md, UP. */
import type { Fold } from './decider.ts';
import type { Event, Recorded } from './event.ts';
import type { AggregateStreamOptions, EventStore, ReadAllOptions, ReadAllResult } from './event-store.ts';
import { upcasters, type Upcast, type Upcaster } from './upcasters.ts';

/**
 * The same store, read through upcasters. It appends as before and changes nothing that is stored. Positions, versions, `maxCount`
 * and `eventsRead` are those of stored events; `types` are those after upcasting. Throws as `upcasters` does.
 */
export function withUpcasters(eventStore: EventStore, list: readonly Upcaster[]): EventStore {
  const upcast = upcasters(list);
  const sources = list.map(({ type }) => type);
  return {
    appendToStream: (...given) => eventStore.appendToStream(...given),
    truncateBefore: (...given) => eventStore.truncateBefore(...given),
    deleteStream: (...given) => eventStore.deleteStream(...given),
    tombstoneStream: (...given) => eventStore.tombstoneStream(...given),

    async readStream<E extends Event>(...given: Parameters<EventStore['readStream']>) {
      const { events, ...rest } = await eventStore.readStream(...given);
      const isBackwards = given[1]?.direction === 'backwards';
      const read = events.flatMap((event) => (isBackwards ? upcast(event).toReversed() : upcast(event)));
      return { events: read as Recorded<E>[], ...rest };
    },

    aggregateStream<State, E extends Event>(streamName: string, fold: Fold<State, E> & AggregateStreamOptions<State>) {
      const { read, snapshot } = fold;
      return eventStore.aggregateStream<State, Recorded<Event>>(streamName, {
        initialState: () => fold.initialState(),
        evolve: (before, event) =>
          upcast(event).reduce((state, each) => fold.evolve(state, each as Recorded<E>), before),
        ...(read === undefined ? {} : { read }),
        ...(snapshot === undefined ? {} : { snapshot }),
      });
    },

    async readAll(options: ReadAllOptions = {}) {
      if (Array.isArray(options.types)) return readTypes(eventStore, upcast, sources, options);
      const { events, safePosition } = await eventStore.readAll(options);
      return { events: events.flatMap(upcast), safePosition };
    },

    subscribeToAll(options) {
      // Asked for at once, so that a wrong place is refused by the call itself.
      const events = eventStore.subscribeToAll(options);
      return (async function* () {
        for await (const event of events) yield* upcast(event);
      })();
    },
  };
}

/** What is read as one of `types` was written as one of them, or as something that has an upcaster. */
async function readTypes(
  eventStore: EventStore,
  upcast: Upcast,
  sources: readonly string[],
  { types = [], maxCount, ...options }: ReadAllOptions,
): Promise<ReadAllResult> {
  const written = { ...options, types: [...types, ...sources], ...(maxCount === undefined ? {} : { maxCount }) };
  const found: Recorded<Event>[] = [];
  let count = 0;
  for (;;) {
    const { events, safePosition } = await eventStore.readAll(written);
    for (const event of events) {
      const wanted = upcast(event).filter(({ type }) => types.includes(type));
      found.push(...wanted);
      if (wanted.length > 0) count += 1;
      if (count === maxCount) return { events: found, safePosition: event.globalPosition };
    }
    // Fewer than were asked for: the log has no more of them.
    if (maxCount === undefined || events.length < maxCount) return { events: found, safePosition };
    written.after = safePosition;
  }
}
