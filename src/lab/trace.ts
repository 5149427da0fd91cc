/** What has happened in a world, told from its journal in the words of the subject. Rules: README.md, TR. */
import type { Event, Message, Recorded } from '#eventsourcing';
import { toRecordedEvents } from '#eventsourcing/storage';
import { toDelivery, toPublished, type Delivery } from './kept-messages.ts';
import { isKeptTable, KEPT_DELIVERIES, KEPT_KEYS, KEPT_MESSAGES, KEPT_SNAPSHOTS } from './kept-tables.ts';
import type { AppendReference, JournalEntry, Key, RowChange, WorldStorage } from './storage.ts';
import { STREAM_CUTS, toCut } from './stream-cuts.ts';

/** One thing that a transaction did, or that was asked and left nothing. */
export type TraceAct =
  | AskedAct
  /** `events` are the first of them, where there are many. */
  | Readonly<{ kind: 'appended'; streamName: string; count: number; events: readonly Recorded<Event>[] }>
  | Readonly<{ kind: 'truncated' | 'tombstoned'; streamName: string }>
  | Readonly<{ kind: 'published'; topic: string; number: number; message: Message }>
  | (Readonly<{ kind: 'delivered' | 'acknowledged' | 'refused' | 'parked' | 'replayed'; attempt: number }> &
      ForConsumer)
  | Readonly<{ kind: 'snapshot saved'; streamName: string }>
  | Readonly<{ kind: 'key made' | 'key erased'; subject: string }>
  | Readonly<{ kind: 'row inserted' | 'row changed' | 'row deleted'; table: string; id: Key }>;

/** What leaves nothing in the journal. */
export type AskedAct =
  | Readonly<{ kind: 'stream read'; streamName: string; times: number }>
  | Readonly<{ kind: 'log read' | 'text sought'; times: number }>
  | Readonly<{ kind: 'table read'; table: string; times: number }>
  | Readonly<{ kind: 'row read'; table: string; id: Key; times: number }>
  /** Somebody else was first: `events` are those that were to be appended. */
  | Readonly<{ kind: 'conflict'; streamName: string; events: readonly Event[] }>
  | Readonly<{ kind: 'row conflict'; table: string; id: Key }>
  /** What went wrong as it was set to, and with which step. */
  | Readonly<{ kind: 'fault'; reason: string }>
  /** A run that did not end well; `reason` is what a rule of the domain said, or the step that was never done. */
  | Readonly<{ kind: 'run refused' | 'run in conflict' | 'run crashed' | 'run failed'; reason: string }>;

/** A message, by its place in its topic, and who it is for. */
type ForConsumer = Readonly<{ topic: string; number: number; consumer: string }>;

/** One transaction, or something that was asked and left nothing. */
export type TraceStep = Readonly<{
  /** Of what left nothing, the position behind which it was asked. */
  journalPosition: number;
  /** Virtual milliseconds since 1970. */
  at: number;
  /** File of the cell that ran. */
  cell: string;
  acts: readonly TraceAct[];
}>;

/** What has happened last, oldest first. */
export type Trace = Readonly<{
  steps: readonly TraceStep[];
  /** How many transactions were before these. */
  earlier: number;
}>;

/** What is read. */
export type TraceWorld = Pick<WorldStorage, 'readState' | 'readJournal' | 'readAll'>;

/** Events of one append that are told; the others are counted. */
const EVENTS = 20;
/** Events that are read in one go; where there are more, each append is read by itself. */
const EVENTS_AT_ONCE = 1_000;

/** The steps of a trace with those between them that left nothing, each in the order in which it came. */
export function withAsked({ steps, earlier }: Trace, asked: readonly TraceStep[]): Trace {
  const behind = (position: number, next: number): readonly TraceStep[] =>
    asked.filter(({ journalPosition }) => journalPosition >= position && journalPosition < next);
  const first = behind(earlier, steps[0]?.journalPosition ?? Infinity);
  const later = steps.flatMap((step, index) => [
    step,
    ...behind(step.journalPosition, steps[index + 1]?.journalPosition ?? Infinity),
  ]);
  return { steps: [...first, ...later], earlier };
}

/** Tells the last transactions of a world, `most` of them. */
export async function readTrace(world: TraceWorld, most: number): Promise<Trace> {
  const { journalPosition } = await world.readState();
  const earlier = Math.max(0, journalPosition - most);
  const entries = await world.readJournal(earlier, most);
  const read = await readerOf(
    world,
    entries.flatMap(({ appends }) => appends),
  );
  const steps = await Promise.all(entries.map((entry) => readStep(entry, read)));
  return { steps, earlier };
}

/** Gives events behind a position, so many at most. */
type ReadEvents = (after: number, wanted: number) => Promise<readonly Recorded<Event>[]>;

/** Reads all events of appends in one go, if they are not too many. */
async function readerOf(world: TraceWorld, appends: readonly AppendReference[]): Promise<ReadEvents> {
  const read: ReadEvents = async (after, wanted) =>
    (await world.readAll({ after, wanted })).commits.flatMap(toRecordedEvents);
  const [first, last] = [appends[0], appends.at(-1)];
  const all = first && last ? last.firstPosition + last.count - first.firstPosition : 0;
  if (!first || all > EVENTS_AT_ONCE) return read;
  const events = await read(first.firstPosition - 1, all);
  return async (after, wanted) =>
    events.slice(after + 1 - first.firstPosition, after + 1 - first.firstPosition + wanted);
}

async function readStep({ position, time, cell, appends, rows }: JournalEntry, read: ReadEvents): Promise<TraceStep> {
  const appended = await Promise.all(appends.map((append) => readAppend(append, read)));
  const changed = rows.flatMap((change) => actsOf(change));
  return { journalPosition: position, at: time, cell, acts: [...appended, ...changed] };
}

async function readAppend({ streamName, firstPosition, count }: AppendReference, read: ReadEvents): Promise<TraceAct> {
  const wanted = Math.min(count, EVENTS);
  return { kind: 'appended', streamName, count, events: (await read(firstPosition - 1, wanted)).slice(0, wanted) };
}

function actsOf(change: RowChange): TraceAct[] {
  const { table, id, before, after } = change;
  switch (table) {
    case KEPT_MESSAGES:
      return after ? [{ kind: 'published', ...withoutTime(toPublished(after)) }] : [];
    case KEPT_DELIVERIES:
      return after ? [ofDelivery(before && toDelivery(before), toDelivery(after))] : [];
    case KEPT_SNAPSHOTS:
      return [{ kind: 'snapshot saved', streamName: (id as string[])[0]! }];
    case KEPT_KEYS:
      // That a key was made is forgotten with it.
      return [{ kind: after ? 'key made' : 'key erased', subject: id as string }];
    case STREAM_CUTS:
      return [{ kind: toCut(after).isTombstoned ? 'tombstoned' : 'truncated', streamName: id as string }];
    default:
      // What was inserted and deleted in one transaction was never there.
      return isKeptTable(table) || !(before || after) ? [] : [{ kind: ofRow(before, after), table, id }];
  }
}

const withoutTime = ({ topic, number, message }: ReturnType<typeof toPublished>) => ({ topic, number, message });

function ofDelivery(before: Delivery | null, { topic, number, consumer, state, attempts }: Delivery): TraceAct {
  const kind = before?.state === 'parked' ? 'replayed' : state === 'out' ? 'delivered' : state;
  return { kind, topic, number, consumer, attempt: attempts };
}

const ofRow = (
  before: RowChange['before'],
  after: RowChange['after'],
): 'row inserted' | 'row changed' | 'row deleted' => (!before ? 'row inserted' : after ? 'row changed' : 'row deleted');
