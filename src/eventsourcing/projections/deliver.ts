/** Hands one event to a projection past its checkpoint, as a queue that delivers twice would. Rules: SPEC.md, PR9. */
import type { Event, Recorded } from '../event.ts';
import { handledBy, readIn, rowsTable, writeRows, type Workplace } from './build.ts';
import { foldEvents } from './fold-events.ts';
import { stoppedAtRecorded } from './projection-stopped-error.ts';
import { buildOf, tableName } from './read-model.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import type { RowChange } from './row-change.ts';

/** Applies `event` to its row, whether or not that has been done before. The checkpoint stays where it is. */
export async function deliver<Row, E extends Event>(
  { projection, database, readModels }: Workplace<Row, E>,
  event: Recorded<E>,
  onRow: (change: RowChange) => void,
): Promise<void> {
  const { changes } = await retryOnConflict(() =>
    database.transaction(async (tx) => {
      const name = tableName(projection, buildOf(await tx.get(readModels, projection.name), projection.version));
      const table = rowsTable(database, name);
      const events = handledBy(projection, [event]);
      const folded = await foldEvents(projection, events, readIn(tx, table), { table: name, mode: 'strict' });
      if (folded.stoppedAt) throw stoppedAtRecorded(projection, folded.stoppedAt);
      writeRows(tx, table, folded);
      return folded;
    }),
  );
  for (const change of changes) onRow(change);
}
