/** What one append leaves in the log: its events as one JSON text, with all that a store needs to know beside it. Rules: SPEC.md, ES9. */
import { InvalidInputError } from '../errors.ts';
import type { Event, Metadata, NewEvent, Recorded } from '../event.ts';
import { assertEventIds, describeValue } from '../input.ts';
import { toJsonText } from '../json-text.ts';
import { LIMITS } from '../limits.ts';

/** The events of one append, written as they are stored; the store adds the positions. */
export type NewCommit = Readonly<{
  /** How many events. */
  count: number;
  /** Their ids in order, with a space between two: one text is stored and sent in a fraction of the time that a list takes. */
  ids: string;
  /** The types among them, each once, so that a store can leave out a commit without parsing it. */
  types: readonly string[];
  /** A JSON list of `{ type, data, metadata? }`. A store passes it on and never parses it. */
  text: string;
  /** ISO 8601. */
  recordedAt: string;
}>;

/** A stored append. Its events have consecutive positions, both in the stream and in the log. */
export type Commit = NewCommit &
  Readonly<{
    /** Global position of its first event. */
    firstPosition: number;
    streamName: string;
    /** Stream position of its first event. */
    firstStreamPosition: number;
  }>;

/** The stream position of a commit's last event. */
export const lastStreamPosition = (commit: Commit): number => commit.firstStreamPosition + commit.count - 1;

/** The global position of a commit's last event. */
export const lastPosition = (commit: Commit): number => commit.firstPosition + commit.count - 1;

/** Writes events as a commit. Throws InvalidInputError for what cannot be stored; `events` must not be empty. */
export function toNewCommit(
  events: readonly NewEvent<Event>[],
  environment: Readonly<{ newId(): string; recordedAt: string; metadata?: Metadata | undefined }>,
): NewCommit {
  if (events.length > LIMITS.appendEvents) {
    throw new InvalidInputError('events.length', String(events.length), 'append-count', LIMITS.appendEvents);
  }
  const shared = toMetadata(environment.metadata, 'metadata');
  // Array.from looks at holes, which map would skip.
  const texts = Array.from(events, (event, index) => toEventText(event, `events[${index}]`, shared));
  assertEventIds(events.map(({ eventId }) => eventId));
  const text = `[${texts.join(',')}]`;
  if (text.length > LIMITS.appendCharacters) {
    throw new InvalidInputError('events', String(text.length), 'append-size', LIMITS.appendCharacters);
  }
  return {
    count: events.length,
    ids: events.map(({ eventId }) => eventId ?? newId(environment)).join(' '),
    types: [...new Set(events.map((event) => event.type))],
    text,
    recordedAt: environment.recordedAt,
  };
}

function newId(environment: Readonly<{ newId(): string }>): string {
  const id = environment.newId();
  if (id === '' || id.includes(' '))
    throw new TypeError(`An id is a text without spaces; this is ${describeValue(id)}.`);
  return id;
}

/** An event as it is stored, with the metadata that it shares with others. Throws InvalidInputError, which names `field`. */
export function toEventText(event: Event, field: string, shared: Metadata | null = null): string {
  if (typeof event !== 'object' || event === null) {
    throw new InvalidInputError(field, describeValue(event), 'event');
  }
  const most = LIMITS.eventTypeCharacters;
  if (typeof event.type !== 'string' || event.type === '' || event.type.length > most) {
    throw new InvalidInputError(`${field}.type`, describeValue(event.type), 'event-type', most);
  }
  const own = toMetadata(event.metadata, `${field}.metadata`);
  const metadata = shared || own ? { ...shared, ...own } : null;
  const data = event.data === undefined ? {} : event.data;
  const dataText = toJsonText(data, `${field}.data`);
  const metadataText = metadata === null ? '' : `,"metadata":${JSON.stringify(metadata)}`;
  const text = `{"type":${JSON.stringify(event.type)},"data":${dataText}${metadataText}}`;
  if (text.length > LIMITS.eventCharacters) {
    throw new InvalidInputError(field, String(text.length), 'event-size', LIMITS.eventCharacters);
  }
  return text;
}

/** Metadata as it is stored, without what is undefined: that would otherwise hide what the append says. */
export function toMetadata(metadata: unknown, field: string): Metadata | null {
  if (metadata === undefined) return null;
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) {
    throw new InvalidInputError(field, describeValue(metadata), 'metadata');
  }
  return JSON.parse(toJsonText(metadata, field)) as Metadata;
}

type Writable<Value> = { -readonly [Name in keyof Value]: Value[Name] };

/** The events of a commit as a reader gets them: fresh objects at each call, so that nobody can change what is stored. */
export function toRecordedEvents(commit: Commit): Recorded<Event>[] {
  const { streamName, recordedAt } = commit;
  const ids = commit.ids.split(' ');
  const events = JSON.parse(commit.text) as Writable<Recorded<Event>>[];
  // Property by property: a million events are read in one go, and Object.assign takes twice as long.
  for (const [index, event] of events.entries()) {
    event.eventId = ids[index]!;
    event.streamName = streamName;
    event.streamPosition = commit.firstStreamPosition + index;
    event.globalPosition = commit.firstPosition + index;
    event.recordedAt = recordedAt;
  }
  return events;
}
