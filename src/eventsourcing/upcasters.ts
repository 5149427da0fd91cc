/** Turns events as they were written once into events as they are meant now; what is stored stays as it is. Rules: SPEC.md, UP. */
import { InvalidInputError } from './errors.ts';
import type { Event, Metadata, Recorded } from './event.ts';
import { assertCount, describeValue } from './input.ts';
import { LIMITS } from './limits.ts';

// An interface, so that its function may say more exactly which event it is given.
/** How events of one type, in one version of its shape, are read. */
export interface Upcaster {
  /** The type that was written. */
  readonly type: string;
  /** The `metadata.schemaVersion` that was written; 1 when left out, as in an event that has none. */
  readonly schemaVersion?: number;
  /**
   * The event in its new shape, or the events that it would be written as today: at least one. Pure, as `evolve` is, and given the
   * event as it was recorded. Without metadata of its own the new one keeps that of the old; with the same type it is of the next
   * schemaVersion.
   */
  upcast(event: Event): Event | readonly Event[];
}

/** The events that one recorded event is read as. All have its positions; the first has its id, the others that with `.2`, `.3` … */
export type Upcast = (event: Recorded<Event>) => Recorded<Event>[];

// Who remembers the ids it has handled would otherwise take the second part for the first one, delivered again.
const partId = ({ eventId }: Recorded<Event>, index: number): string => `${eventId}.${index + 1}`;

const versionOf = ({ metadata }: Event): number => metadata?.schemaVersion ?? 1;
const keyOf = (type: string, version: number): string => `${type} ${version}`;

/**
 * One function out of many upcasters: each event goes through one after the other until there is none for it. In which order they
 * are listed makes no difference. Throws InvalidInputError for two of the same type and schemaVersion; the function throws it when
 * upcasters go round in a circle, and when one gives something else than events.
 */
export function upcasters(list: readonly Upcaster[]): Upcast {
  const byKey = toMap(list);

  const upcast = (event: Recorded<Event>, path: readonly string[]): Recorded<Event>[] => {
    const version = versionOf(event);
    const upcaster = byKey.get(keyOf(event.type, version));
    if (!upcaster) return [event];
    const step = keyOf(event.type, version);
    if (path.includes(step)) {
      throw new InvalidInputError('upcasters', [...path, step].join(' → '), 'upcaster-chain');
    }
    const { metadata } = event;
    return resultOf(upcaster, event).flatMap((result) =>
      upcast(recordedAs(event, { type: event.type, version, metadata }, result), [...path, step]),
    );
  };
  return (event) =>
    upcast(event, []).map((each, index) => (index === 0 ? each : { ...each, eventId: partId(each, index) }));
}

function toMap(list: readonly Upcaster[]): ReadonlyMap<string, Upcaster> {
  const byKey = new Map<string, Upcaster>();
  for (const [index, upcaster] of list.entries()) {
    const { type, schemaVersion = 1 } = upcaster;
    if (typeof type !== 'string') {
      throw new InvalidInputError(
        `upcasters[${index}].type`,
        describeValue(type),
        'event-type',
        LIMITS.eventTypeCharacters,
      );
    }
    assertCount(`upcasters[${index}].schemaVersion`, schemaVersion);
    if (typeof upcaster.upcast !== 'function') {
      throw new InvalidInputError(`upcasters[${index}].upcast`, describeValue(upcaster.upcast), 'function');
    }
    const key = keyOf(type, schemaVersion);
    if (byKey.has(key)) throw new InvalidInputError(`upcasters[${index}]`, key, 'one-upcaster');
    byKey.set(key, upcaster);
  }
  return byKey;
}

/** What an upcaster makes of an event. None at all would be a fact that is gone: a fold can leave it aside instead. */
function resultOf(upcaster: Upcaster, event: Recorded<Event>): readonly Event[] {
  const result: unknown = upcaster.upcast(event);
  const events = Array.isArray(result) ? (result as unknown[]) : [result];
  const field = `upcast of ${keyOf(upcaster.type, upcaster.schemaVersion ?? 1)}`;
  if (events.length === 0) throw new InvalidInputError(field, describeValue(result), 'event');
  for (const each of events) {
    const type: unknown = typeof each === 'object' && each !== null ? (each as Partial<Event>).type : undefined;
    if (typeof type !== 'string') throw new InvalidInputError(field, describeValue(each), 'event');
  }
  return events as Event[];
}

type Old = Readonly<{ type: string; version: number; metadata: Metadata | undefined }>;

/** The new event in the place of the old one. What an upcaster did to the event it was given is in `result`, not in `old`. */
function recordedAs(place: Recorded<Event>, old: Old, result: Event): Recorded<Event> {
  const { eventId, streamName, streamPosition, globalPosition, recordedAt } = place;
  const { type, data = {} } = result;
  const metadata = metadataOf(old, result);
  const event = metadata === undefined ? { type, data } : { type, data, metadata };
  return { ...event, eventId, streamName, streamPosition, globalPosition, recordedAt };
}

function metadataOf(old: Old, result: Event): Metadata | undefined {
  if (result.type === old.type) {
    const next = Math.max(old.version + 1, versionOf(result));
    return { ...(result.metadata ?? old.metadata), schemaVersion: next };
  }
  if (result.metadata ?? !old.metadata) return result.metadata;
  // The version was one of the other type's shape.
  const { schemaVersion: _, ...rest } = old.metadata;
  return rest;
}
