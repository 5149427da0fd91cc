/** An outbox: what others are to be told is written down in the transaction of the append, so that both are there or neither. Rules: ../SPEC.md, OB. */
import type { AppendResult, EventStore } from '../event-store.ts';
import type { Event, NewEvent } from '../event.ts';
import { isExpectedVersionConflictError } from '../errors.ts';
import { assertStreamName } from '../input.ts';
import type { ProjectionDatabase, ProjectionTransaction } from '../projections/database-port.ts';
import { toInlineEvents } from '../projections/inline-event.ts';
import type { AppendingDatabase, InlineAppendOptions } from '../projections/inline-projector.ts';
import { versionOf } from '../projections/inline-version.ts';
import { retryOnConflict } from '../projections/retry-on-conflict.ts';
import { messageOf, type Message, type ToMessage } from './message.ts';

/** A message that waits. Numbers grow in the order in which messages were committed. */
export type OutboxRow = Readonly<{
  number: number;
  streamName: string;
  streamPosition: number;
  message: Message;
  isPublished: boolean;
}>;

/** An append to a version that is known. */
type Exact = InlineAppendOptions & Readonly<{ expectedStreamVersion: number }>;

/** A row of the table `outbox_numbers`: the number of an outbox that was given last. Its rows may be gone. */
type LastNumber = Readonly<{ outbox: string; last: number }>;

export type OutboxOptions = Readonly<{
  /** The name of its table. `outbox` when left out. */
  name?: string;
  /** The store of the same log: with it an append is known again by the ids that its events came with, as the store does. */
  eventStore?: Pick<EventStore, 'appendToStream'>;
}>;

export interface Outbox<E extends Event> {
  /**
   * Appends all events and writes down what others are told of them, or neither. Throws as any append does; where the outbox has an
   * event store, an append whose events came with ids may be made again: it writes nothing then, and the result says so.
   */
  appendToStream(
    streamName: string,
    events: readonly NewEvent<E>[],
    options: InlineAppendOptions,
  ): Promise<Pick<AppendResult, 'streamName' | 'nextExpectedStreamVersion' | 'deduplicated'>>;
  /** What waits, in the order in which it was committed. */
  waiting(): Promise<OutboxRow[]>;
  /** Takes a message away that has been published. */
  remove(row: OutboxRow): Promise<void>;
  /** Marks a message as published, and keeps it. */
  mark(row: OutboxRow): Promise<void>;
}

/** An outbox in a table of its own. */
export function outbox<E extends Event>(
  database: AppendingDatabase,
  toMessage: ToMessage<E>,
  { name = 'outbox', eventStore }: OutboxOptions = {},
): Outbox<E> {
  const table = database.table<OutboxRow>(name, { key: 'number' });
  const numbers = numbersOf(database, name);
  const append = (streamName: string, events: readonly NewEvent<E>[], options: Exact): Promise<void> =>
    retryOnConflict(() =>
      database.transaction(async (tx) => {
        // First: it refuses what is no event.
        tx.appendToStream(streamName, events, options);
        const { expectedStreamVersion: version, metadata } = options;
        const rows: Omit<OutboxRow, 'number'>[] = [];
        for (const event of toInlineEvents<E>(streamName, version, events, metadata)) {
          const told = toMessage(event);
          if (!told) continue;
          const { streamPosition } = event;
          rows.push({ streamName, streamPosition, message: messageOf(event, told), isPublished: false });
        }
        if (rows.length === 0) return;
        const first = await numbers.take(tx, rows.length);
        for (const [index, row] of rows.entries()) tx.put(table, { number: first + index, ...row });
      }),
    );
  return {
    async appendToStream(streamName, events, options) {
      assertStreamName(streamName);
      const version = versionOf(options?.expectedStreamVersion);
      const exact = { ...options, expectedStreamVersion: version };
      try {
        await append(streamName, events, exact);
      } catch (error) {
        // A stream that is further never comes back: all that the store can do with such an append is to know it.
        const isFurther = isExpectedVersionConflictError(error) && error.data.actual > version;
        if (!eventStore || !isFurther || !events.every(({ eventId }) => eventId !== undefined)) throw error;
        return eventStore.appendToStream(streamName, events, exact);
      }
      return { streamName, nextExpectedStreamVersion: version + events.length, deduplicated: false };
    },
    waiting: async () => (await table.all()).filter(({ isPublished }) => !isPublished),
    remove: ({ number }) => database.transaction(async (tx) => tx.delete(table, number)),
    mark: (row) => database.transaction(async (tx) => tx.put(table, { ...row, isPublished: true })),
  };
}

/** The numbers of an outbox, taken in the transaction of whoever needs some. */
function numbersOf(database: ProjectionDatabase, outboxName: string) {
  const table = database.table<LastNumber>('outbox_numbers', { key: 'outbox' });
  return {
    /** The first of so many. */
    async take(tx: ProjectionTransaction, count: number): Promise<number> {
      const last = (await tx.get(table, outboxName))?.last ?? 0;
      tx.put(table, { outbox: outboxName, last: last + count });
      return last + 1;
    },
  };
}
