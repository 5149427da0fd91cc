/** Makes all rows of a version anew, beside those that are read, and puts them in their place in one step. Rules: SPEC.md, PR13, PR14. */
import type { Event } from '../event.ts';
import { rowsTable, type Workplace } from './build.ts';
import { catchUp, type CatchUpResult } from './catch-up.ts';
import type { ProjectionTable } from './database-port.ts';
import { buildOf, newReadModel, tableName } from './read-model.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

/** Rows that are deleted in one transaction. */
const SLICE = 500;

/** Builds a new table from the beginning of the log, then makes it the one that counts. Strict, and without `onRow`: nobody is told twice. */
export async function rebuild<Row, E extends Event>(
  place: Workplace<Row, E>,
  batchSize: number,
): Promise<CatchUpResult> {
  const build = await beginBuild(place);
  try {
    let handled = 0;
    for (;;) {
      const result = await catchUp(place, { mode: 'strict', batchSize, onRow: () => {}, build });
      handled += result.handled;
      const replaced = await putInPlace(place, build);
      if (replaced === 'behind') continue;
      await clearBuild(place, replaced);
      return { ...result, handled };
    }
  } catch (error) {
    await clearBuild(place, build);
    throw error;
  }
}

/** A number that no other build of this projection has: two that rebuild at the same time do not meet. */
const beginBuild = <Row, E extends Event>({ projection, database, readModels }: Workplace<Row, E>): Promise<number> =>
  retryOnConflict(() =>
    database.transaction(async (tx) => {
      const model = (await tx.get(readModels, projection.name)) ?? newReadModel(projection);
      const lastBuild = model.lastBuild + 1;
      tx.put(readModels, { ...model, lastBuild });
      return lastBuild;
    }),
  );

/**
 * The switch: from one moment to the next the new table is the one that counts. Gives the build that nobody needs any more: the one
 * before, or this one where a later rebuild is in place already; or says that this one is not as far yet as the one before.
 */
const putInPlace = <Row, E extends Event>(
  { projection, database, checkpoints, readModels }: Workplace<Row, E>,
  build: number,
): Promise<number | 'behind'> =>
  retryOnConflict(() =>
    database.transaction(async (tx) => {
      const model = (await tx.get(readModels, projection.name)) ?? newReadModel(projection);
      const current = buildOf(model, projection.version);
      if (current > build) return build;
      const before = await checkpoints.read(tableName(projection, current), tx);
      if ((await checkpoints.read(tableName(projection, build), tx)) < before) return 'behind';
      tx.put(readModels, { ...model, builds: { ...model.builds, [projection.version]: build } });
      return current;
    }),
  );

/** Takes away the rows of a build, its checkpoint and what it has skipped. */
async function clearBuild<Row, E extends Event>(place: Workplace<Row, E>, build: number): Promise<void> {
  const name = tableName(place.projection, build);
  const { database, checkpoints, skippedEvents } = place;
  const table = rowsTable(database, name);
  await deleteAll(
    place,
    table,
    (await table.all()).map(({ key }) => key),
  );
  const skipped = (await skippedEvents.all()).filter(({ processor }) => processor === name);
  await deleteAll(
    place,
    skippedEvents,
    skipped.map(({ processor, position }) => [processor, position]),
  );
  await database.transaction(async (tx) => checkpoints.remove(name, tx));
}

async function deleteAll<Row, E extends Event, Each>(
  { database }: Workplace<Row, E>,
  table: ProjectionTable<Each>,
  keys: readonly (string | readonly (string | number)[])[],
): Promise<void> {
  for (let index = 0; index < keys.length; index += SLICE) {
    await database.transaction(async (tx) => {
      for (const key of keys.slice(index, index + SLICE)) tx.delete(table, key);
    });
  }
}
