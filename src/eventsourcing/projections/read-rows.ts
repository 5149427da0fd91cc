/** Reads the rows of a read model as they were at one moment. Rules: SPEC.md, PR12, PR15. */
import type { Event } from '../event.ts';
import { rowsTable, type Workplace } from './build.ts';
import { withoutKey } from './evolve-row.ts';
import { buildOf, tableName } from './read-model.ts';

/** What a read model shows: which version it is, and its rows. */
export type Served = Readonly<{
  /** The version that is read; null before any has begun. */
  version: number | null;
  rows: readonly unknown[];
}>;

/** The rows of this version of the projection. */
export async function readRows<Row, E extends Event>(place: Workplace<Row, E>): Promise<Row[]> {
  return (await readServed<Row, E>(place, () => place.projection.version)).rows;
}

/** The rows of the version that is read. */
export const readServedRows = <Row, E extends Event>(place: Workplace<Row, E>): Promise<Served> =>
  readServed<unknown, E>(place, (read) => read);

async function readServed<Row, E extends Event>(
  { projection: { name }, database, checkpoints, readModels }: Workplace<Row, E>,
  choose: (read: number | null) => number | null,
): Promise<{ version: number | null; rows: Row[] }> {
  /** Where the rows are, and how far they have come. */
  const look = async () => {
    const model = await readModels.get(name);
    const version = choose(model?.version ?? null);
    const table = version === null ? null : tableName({ name, version }, buildOf(model, version));
    return { version, table, position: table === null ? 0 : await checkpoints.read(table) };
  };
  for (let before = await look(); ;) {
    const { version, table, position } = before;
    const rows = table === null ? [] : await rowsTable(database, table).all();
    const after = await look();
    // Many rows come in pages: a batch, or a switch, may have come in between. Each further lap means that one has.
    if (after.table === table && after.position === position) return { version, rows: rows.map(withoutKey<Row>) };
    before = after;
  }
}
