/** An event as it is known before it is stored: where it will stand in its stream, and not yet where in the log. Rules: SPEC.md, PR19. */
import type { Event, Metadata, Recorded } from '../event.ts';

/** The events of an append that follows version `version`, as JSON will give them back. */
export function toInlineEvents<E extends Event>(
  streamName: string,
  version: number,
  events: readonly E[],
  shared: Metadata | undefined,
): readonly Recorded<E>[] {
  return events.map((event, index) => {
    const { type, data = {}, metadata } = event;
    // What is undefined in an event's own metadata goes before the two are merged: it would hide what the append says.
    const merged = shared || metadata ? { metadata: { ...shared, ...copyOf(metadata ?? {}) } } : {};
    const known = copyOf({ type, data, ...merged, streamName, streamPosition: version + index + 1 });
    return Object.defineProperties(known, NOT_YET) as unknown as Recorded<E>;
  });
}

const copyOf = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

const NOT_YET: PropertyDescriptorMap = Object.fromEntries(
  ['globalPosition', 'eventId', 'recordedAt'].map((name) => [
    name,
    {
      get(): never {
        throw new TypeError(`An event has no ${name} before it is stored; an inline projection can do without.`);
      },
    },
  ]),
);
