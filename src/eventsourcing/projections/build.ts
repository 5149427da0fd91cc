/** One table of rows that a projection fills, with its checkpoint: what catches up, is rebuilt, is read. Rules: SPEC.md, PR4-PR12. */
import type { Event, Recorded } from '../event.ts';
import type { EventStore } from '../event-store.ts';
import { checkpointStore, type CheckpointStore } from './checkpoint-store.ts';
import type { ProjectionDatabase, ProjectionTable, ProjectionTransaction } from './database-port.ts';
import type { Folded } from './fold-events.ts';
import type { Projection } from './projection.ts';
import { readModelsOf, type ReadModel } from './read-model.ts';
import type { KeyedRow } from './row-change.ts';
import { skippedEventsOf, toSkippedEvent, type SkippedEvent } from './skipped-events.ts';

/** A projection in its world, with the tables that all builds of it share. */
export type Workplace<Row, E extends Event> = Readonly<{
  projection: Projection<Row, E>;
  eventStore: Pick<EventStore, 'readAll'>;
  database: ProjectionDatabase;
  checkpoints: CheckpointStore;
  readModels: ProjectionTable<ReadModel>;
  skippedEvents: ProjectionTable<SkippedEvent>;
}>;

/** The workplace of a projection. */
export const workplaceOf = <Row, E extends Event>(
  projection: Projection<Row, E>,
  { eventStore, database }: Readonly<{ eventStore: Pick<EventStore, 'readAll'>; database: ProjectionDatabase }>,
): Workplace<Row, E> => ({
  projection,
  eventStore,
  database,
  checkpoints: checkpointStore(database),
  readModels: readModelsOf(database),
  skippedEvents: skippedEventsOf(database),
});

/** The table with this name as one of rows with their keys. */
export const rowsTable = (database: ProjectionDatabase, table: string): ProjectionTable<KeyedRow> =>
  database.table<KeyedRow>(table, { key: 'key' });

/** Reads rows in a transaction, so that they are checked again at its end. */
export const readIn =
  (tx: ProjectionTransaction, table: ProjectionTable<KeyedRow>) =>
  async (key: string): Promise<KeyedRow | null> =>
    (await tx.get(table, key)) ?? null;

/** Writes the rows that events have changed. */
export function writeRows(
  tx: ProjectionTransaction,
  table: ProjectionTable<KeyedRow>,
  { rows, changes }: Pick<Folded<never>, 'rows' | 'changes'>,
): void {
  for (const key of new Set(changes.map((change) => change.key))) {
    const row = rows.get(key);
    if (row) tx.put(table, row);
    else tx.delete(table, key);
  }
}

/** Writes down what was skipped. */
export function writeSkipped<Row, E extends Event>(
  { skippedEvents }: Workplace<Row, E>,
  tx: ProjectionTransaction,
  table: string,
  skipped: Folded<E>['skipped'],
): void {
  for (const failed of skipped) tx.put(skippedEvents, toSkippedEvent(table, failed));
}

/** The events of a page that a projection looks at, each once and in order, behind a position: some sources give an event twice. */
export function handledBy<Row, E extends Event>(
  { canHandle }: Projection<Row, E>,
  events: readonly Recorded<Event>[],
  after = 0,
): readonly Recorded<E>[] {
  let last = after;
  return events.filter((event): event is Recorded<E> => {
    if (event.globalPosition <= last) return false;
    last = event.globalPosition;
    return (canHandle as readonly string[]).includes(event.type);
  });
}
