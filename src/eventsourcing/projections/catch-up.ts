/** Brings a table up to the end of the log, batch by batch; rows and checkpoint of a batch go together. Rules: SPEC.md, PR4-PR8, PR10, PR11. */
import type { Event, Recorded } from '../event.ts';
import { handledBy, readIn, rowsTable, writeRows, writeSkipped, type Workplace } from './build.ts';
import { foldEvents, type Folded, type ProjectionMode } from './fold-events.ts';
import { stoppedAtRecorded } from './projection-stopped-error.ts';
import { buildOf, newReadModel, tableName } from './read-model.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import type { RowChange } from './row-change.ts';

/** What catching up came to. */
export type CatchUpResult = Readonly<{
  /** Position in the log up to which all is done. */
  checkpoint: number;
  /** How many events this call has given to `evolve`. */
  handled: number;
  /** How many events this call has skipped and written down. */
  skipped: number;
}>;

/** How to catch up. */
export type CatchUpOptions = Readonly<{
  mode: ProjectionMode;
  batchSize: number;
  onRow: (change: RowChange) => void;
  /** The build to fill; the one that counts when left out, whichever that is then. */
  build?: number;
}>;

/** A batch that was read: what is behind `from`, up to `to`. */
type Batch<E extends Event> = Readonly<{ events: readonly Recorded<E>[]; from: number; to: number }>;

/** Reads the log from the checkpoint on, and applies it until there is no more. */
export async function catchUp<Row, E extends Event>(
  place: Workplace<Row, E>,
  options: CatchUpOptions,
): Promise<CatchUpResult> {
  const { projection, eventStore, checkpoints, readModels } = place;
  let [handled, skipped] = [0, 0];
  for (;;) {
    const build = options.build ?? buildOf(await readModels.get(projection.name), projection.version);
    const from = await checkpoints.read(tableName(projection, build));
    const page = await eventStore.readAll({ after: from, maxCount: options.batchSize, types: projection.canHandle });
    if (page.safePosition === from) return { checkpoint: from, handled, skipped };
    const batch = { events: handledBy(projection, page.events, from), from, to: page.safePosition };
    const folded = await retryOnConflict(() => applyBatch(place, batch, build, options));
    // Someone else was first: from where they are, again.
    if (!folded) continue;
    handled += folded.handled;
    skipped += folded.skipped.length;
    // Not in the transaction: one that fails has changed no row.
    for (const change of folded.changes) options.onRow(change);
    if (folded.stoppedAt) throw stoppedAtRecorded(projection, folded.stoppedAt);
  }
}

/** One batch in one transaction: the rows, what was skipped, and the checkpoint. Null, and nothing written, where another runner was first. */
async function applyBatch<Row, E extends Event>(
  place: Workplace<Row, E>,
  { events, from, to }: Batch<E>,
  build: number,
  { mode, build: given }: CatchUpOptions,
): Promise<Folded<E> | null> {
  const { projection, database, checkpoints, readModels } = place;
  const processor = tableName(projection, build);
  const table = rowsTable(database, processor);
  return database.transaction(async (tx) => {
    const model = given === undefined ? await tx.get(readModels, projection.name) : undefined;
    if (given === undefined && buildOf(model, projection.version) !== build) return null;
    const folded = await foldEvents(projection, events, readIn(tx, table), { table: processor, mode });
    const reached = folded.stoppedAt ? Math.max(from, folded.stoppedAt.event.globalPosition - 1) : to;
    const result = await checkpoints.store(processor, from, reached, tx);
    // It is the same without another runner where the first event of all is the one that it stops at.
    if (result !== 'stored' && !(result === 'same' && from === reached)) return null;
    writeRows(tx, table, folded);
    writeSkipped(place, tx, processor, folded.skipped);
    if (given === undefined && !model) tx.put(readModels, newReadModel(projection));
    return folded;
  });
}
