/** Appends events and brings their rows up to date in the same transaction: rows that are never behind. Rules: SPEC.md, PR19. */
import type { AppendOptions, AppendResult } from '../event-store.ts';
import type { Event, Metadata } from '../event.ts';
import { assertCount, assertStreamName } from '../input.ts';
import { readIn, rowsTable, writeRows } from './build.ts';
import type { ProjectionDatabase, ProjectionTransaction } from './database-port.ts';
import { withoutKey } from './evolve-row.ts';
import { foldEvents } from './fold-events.ts';
import { toInlineEvents } from './inline-event.ts';
import { versionOf } from './inline-version.ts';
import { ProjectionStoppedError } from './projection-stopped-error.ts';
import type { Projection } from './projection.ts';
import { tableName } from './read-model.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import type { RowChange } from './row-change.ts';

/** A database whose transactions can append to the log as well, as the lab's do. */
export interface AppendingDatabase extends ProjectionDatabase {
  transaction<Result>(work: (tx: AppendingTransaction) => Promise<Result>): Promise<Result>;
}

/** What an inline projection does inside a transaction. */
export interface AppendingTransaction extends ProjectionTransaction {
  appendToStream(streamName: string, events: readonly Event[], options: AppendOptions): void;
}

/** How an inline append is done: the exact version is needed, because it says which positions the events will have. */
export type InlineAppendOptions = Readonly<{
  expectedStreamVersion: number | 'STREAM_DOES_NOT_EXIST';
  metadata?: Metadata;
}>;

/** A projection whose rows change together with the log. */
export interface InlineProjector<Row, E extends Event> {
  /**
   * Appends all events and changes their rows, or neither. What `key` and `evolve` get has no `globalPosition`, `eventId` or `recordedAt`
   * yet: these are given when the transaction ends, and asking for one throws. Throws ExpectedVersionConflictError as any append does,
   * and ProjectionStoppedError, with the position in the stream, at an event that the projection throws on.
   */
  appendToStream(
    streamName: string,
    events: readonly E[],
    options: InlineAppendOptions,
  ): Promise<Pick<AppendResult, 'streamName' | 'nextExpectedStreamVersion'>>;
  /** All rows, ordered by key. */
  rows(): Promise<Row[]>;
}

/** An inline projector; its rows are in a table of their own, e.g. `passbook_v1_inline`. It knows only what is appended through it. */
export function inlineProjector<Row, E extends Event>(
  projection: Projection<Row, E>,
  { database }: Readonly<{ database: AppendingDatabase }>,
  { onRow = () => {} }: Readonly<{ onRow?: (change: RowChange) => void }> = {},
): InlineProjector<Row, E> {
  assertCount('version', projection.version);
  const name = `${tableName(projection, 1)}_inline`;
  const table = rowsTable(database, name);
  return {
    async appendToStream(streamName, events, options) {
      assertStreamName(streamName);
      // A stream that was deleted does not exist, but its positions go on: only a number says which ones the events will have.
      const version = versionOf(options?.expectedStreamVersion);
      const { changes } = await retryOnConflict(() =>
        database.transaction(async (tx) => {
          // First: it refuses what is no event.
          tx.appendToStream(streamName, events, { ...options, expectedStreamVersion: version });
          const inline = toInlineEvents<E>(streamName, version, events, options.metadata);
          const handled = inline.filter(({ type }) => projection.canHandle.includes(type));
          const folded = await foldEvents(projection, handled, readIn(tx, table), { table: name, mode: 'strict' });
          if (folded.stoppedAt) {
            const { event, cause } = folded.stoppedAt;
            throw new ProjectionStoppedError(projection, event.type, event.streamPosition, cause);
          }
          writeRows(tx, table, folded);
          return folded;
        }),
      );
      for (const change of changes) onRow(change);
      return { streamName, nextExpectedStreamVersion: version + events.length };
    },
    rows: async () => (await table.all()).map(withoutKey<Row>),
  };
}
