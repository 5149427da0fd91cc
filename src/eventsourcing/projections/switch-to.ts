/** Makes a version of a projection the one that is read: blue and green side by side, and one step between them. Rules: SPEC.md, PR16. */
import type { Event } from '../event.ts';
import type { Workplace } from './build.ts';
import { buildOf, newReadModel, tableName } from './read-model.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

/** What a switch came to; `from` is null where no version was read before. */
export type SwitchResult = Readonly<{ from: number | null; to: number }>;

/** Catches up until this version is as far as the one that is read, then has it read instead. */
export async function switchTo<Row, E extends Event>(
  { projection, database, checkpoints, readModels }: Workplace<Row, E>,
  catchUp: () => Promise<unknown>,
): Promise<SwitchResult> {
  for (;;) {
    await catchUp();
    const result = await retryOnConflict(() =>
      database.transaction(async (tx): Promise<SwitchResult | null> => {
        const model = await tx.get(readModels, projection.name);
        const positionOf = (version: number): Promise<number> =>
          checkpoints.read(tableName({ name: projection.name, version }, buildOf(model, version)), tx);
        const to = projection.version;
        // Readers would go back in time.
        if (model && (await positionOf(to)) < (await positionOf(model.version))) return null;
        tx.put(readModels, { ...(model ?? newReadModel(projection)), version: to });
        return { from: model?.version ?? null, to };
      }),
    );
    if (result) return result;
  }
}
