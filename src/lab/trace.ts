/** What has happened in a world, told from its journal in the words of the subject. Rules: README.md, TR. */
import type { Event, Message, Recorded } from '#eventsourcing';
import { toRecordedEvents } from '#eventsourcing/storage';
import { toDelivery, toPublished, type Delivery } from './kept-messages.ts';
import { isKeptTable, KEPT_DELIVERIES, KEPT_KEYS, KEPT_MESSAGES, KEPT_SNAPSHOTS } from './kept-tables.ts';
import type { AppendReference, JournalEntry, Key, RowChange, WorldStorage } from './storage.ts';
import { STREAM_CUTS, toCut } from './stream-cuts.ts';

/** One thing that a transaction did. */
export type TraceAct =
  /** `events` are the first of them, where there are many. */
  | Readonly<{ kind: 'appended'; streamName: string; count: number; events: readonly Recorded<Event>[] }>
  | Readonly<{ kind: 'truncated' | 'tombstoned'; streamName: string }>
  | Readonly<{ kind: 'published'; topic: string; number: number; message: Message }>
  | (Readonly<{ kind: 'delivered' | 'acknowledged' | 'refused' | 'parked' | 'replayed'; attempt: number }> &
      ForConsumer)
  | Readonly<{ kind: 'snapshot saved'; streamName: string }>
  | Readonly<{ kind: 'key made' | 'key erased'; subject: string }>
  | Readonly<{ kind: 'row inserted' | 'row changed' | 'row deleted'; table: string; id: Key }>;

/** A message, by its place in its topic, and who it is for. */
type ForConsumer = Readonly<{ topic: string; number: number; consumer: string }>;

/** One transaction. */
export type TraceStep = Readonly<{
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

/** Tells the last transactions of a world, `most` of them. */
export async function readTrace(world: TraceWorld, most: number): Promise<Trace> {
  const { journalPosition } = await world.readState();
  const earlier = Math.max(0, journalPosition - most);
  const entries = await world.readJournal(earlier, most);
  const steps = await Promise.all(entries.map((entry) => readStep(world, entry)));
  return { steps, earlier };
}

async function readStep(world: TraceWorld, { position, time, cell, appends, rows }: JournalEntry): Promise<TraceStep> {
  const appended = await Promise.all(appends.map((append) => readAppend(world, append)));
  const changed = rows.flatMap((change) => actsOf(change));
  return { journalPosition: position, at: time, cell, acts: [...appended, ...changed] };
}

async function readAppend(world: TraceWorld, append: AppendReference): Promise<TraceAct> {
  const { streamName, firstPosition, count } = append;
  const { commits } = await world.readAll({ after: firstPosition - 1, wanted: Math.min(count, EVENTS) });
  const events = commits
    .flatMap(toRecordedEvents)
    .filter(({ globalPosition }) => globalPosition < firstPosition + count);
  return { kind: 'appended', streamName, count, events: events.slice(0, EVENTS) };
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
