/** An outbox: what others are to be told is written down in the transaction of the append, so that both are there or neither. Rules: ../SPEC.md, OB. */
import type { AppendResult } from '../event-store.ts';
import type { Event } from '../event.ts';
import { assertStreamName } from '../input.ts';
import { toInlineEvents } from '../projections/inline-event.ts';
import type { AppendingDatabase, InlineAppendOptions } from '../projections/inline-projector.ts';
import { versionOf } from '../projections/inline-version.ts';
import { messageOf, type Message, type ToMessage } from './message.ts';

/** A message that waits. Rows of one stream come in the order of its events. */
export type OutboxRow = Readonly<{
  streamName: string;
  streamPosition: number;
  message: Message;
  isPublished: boolean;
}>;

export interface Outbox<E extends Event> {
  /** Appends all events and writes down what others are told of them, or neither. Throws as any append does. */
  appendToStream(
    streamName: string,
    events: readonly E[],
    options: InlineAppendOptions,
  ): Promise<Pick<AppendResult, 'streamName' | 'nextExpectedStreamVersion'>>;
  /** What waits, stream by stream. */
  waiting(): Promise<OutboxRow[]>;
  /** Takes a message away that has been published. */
  remove(row: OutboxRow): Promise<void>;
  /** Marks a message as published, and keeps it. */
  mark(row: OutboxRow): Promise<void>;
}

/** An outbox in a table of its own, `outbox` where nothing else is said. */
export function outbox<E extends Event>(
  database: AppendingDatabase,
  toMessage: ToMessage<E>,
  name = 'outbox',
): Outbox<E> {
  const table = database.table<OutboxRow>(name, { key: ['streamName', 'streamPosition'] });
  return {
    async appendToStream(streamName, events, options) {
      assertStreamName(streamName);
      const version = versionOf(options?.expectedStreamVersion);
      await database.transaction(async (tx) => {
        // First: it refuses what is no event.
        tx.appendToStream(streamName, events, { ...options, expectedStreamVersion: version });
        for (const event of toInlineEvents<E>(streamName, version, events, options.metadata)) {
          const told = toMessage(event);
          if (!told) continue;
          const { streamPosition } = event;
          tx.put(table, { streamName, streamPosition, message: messageOf(event, told), isPublished: false });
        }
      });
      return { streamName, nextExpectedStreamVersion: version + events.length };
    },
    waiting: async () => (await table.all()).filter(({ isPublished }) => !isPublished),
    remove: ({ streamName, streamPosition }) =>
      database.transaction(async (tx) => tx.delete(table, [streamName, streamPosition])),
    mark: (row) => database.transaction(async (tx) => tx.put(table, { ...row, isPublished: true })),
  };
}
