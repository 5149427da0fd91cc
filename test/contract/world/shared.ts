/** Words that the cases of a world share. */
import type { Operation, StoredRow, WorldStorage, WriteContext, RowPage, RowQuery } from '#lab';

/** How writers of these cases sign. */
export const context = (epoch: number): WriteContext => ({ epoch, cell: 'cell.ts', runNumber: 3, time: 1_000 });

/** Does operations in the epoch that the world is in. */
export async function transact(world: WorldStorage, ...operations: readonly Operation[]) {
  return world.transact(operations, context((await world.readState()).epoch));
}

export const append = (streamName: string, count: number, expected: number | 'NO_CONCURRENCY_CHECK'): Operation => ({
  kind: 'append',
  streamName,
  expected,
  commit: {
    count,
    ids: Array.from({ length: count }, (_, index) => `${streamName}-${index}`).join(' '),
    types: ['A'],
    text: `[${Array.from({ length: count }, () => '{"type":"A","data":{}}').join(',')}]`,
    recordedAt: '2020-05-20T09:00:00.000Z',
  },
});

/** Takes events out of a stream: those before a position or, with null, all and those to come. */
export const cut = (streamName: string, before: number | null): Operation => ({
  kind: 'cut',
  streamName,
  expected: 'NO_CONCURRENCY_CHECK',
  truncateBefore: before ?? Number.MAX_SAFE_INTEGER,
  isTombstoned: before === null,
});

export const put = (id: string, value: unknown, expected?: number): Operation => ({
  kind: 'put',
  table: 'items',
  id,
  text: JSON.stringify({ id, value }),
  ...(expected === undefined ? {} : { expected }),
});

export const remove = (id: string, expected?: number): Operation => ({
  kind: 'delete',
  table: 'items',
  id,
  ...(expected === undefined ? {} : { expected }),
});

export const update = (id: string, change: object): Operation => ({
  kind: 'update',
  table: 'items',
  id,
  change: JSON.stringify(change),
});

export const expectRow = (id: string, version: number): Operation => ({
  kind: 'expect-row',
  table: 'items',
  id,
  version,
});

export const storedRow = (id: string, value: unknown, version: number): StoredRow => ({
  table: 'items',
  id,
  text: JSON.stringify({ id, value }),
  version,
});

const everything = { from: 1, to: Infinity, direction: 'forwards', wanted: Infinity } as const;

/** All rows of a table, fetched in pages of about `wanted`. */
export async function readTable(
  world: WorldStorage,
  table: string,
  property?: RowQuery['property'],
  wanted = Number.MAX_SAFE_INTEGER,
): Promise<readonly StoredRow[]> {
  const rows: StoredRow[] = [];
  let next: RowQuery | null = { table, property, wanted };
  while (next) {
    const page: RowPage = await world.readRows(next);
    rows.push(...page.rows);
    next = page.next;
  }
  return rows;
}

/** All that can be read of a world, but for its epoch. */
export async function readWorld(world: WorldStorage, streamNames: readonly string[]) {
  const { journalPosition, lastPosition } = await world.readState();
  const tableNames = await world.readTableNames();
  return {
    journalPosition,
    lastPosition,
    log: (await world.readAll({ after: 0, wanted: Infinity })).commits,
    streams: await Promise.all(
      streamNames.map(async (streamName) => {
        const { next: _, ...page } = await world.readStream({ streamName, ...everything });
        return { streamName, ...page };
      }),
    ),
    tables: await Promise.all(
      tableNames.map(async (name) => ({
        name,
        rows: await readTable(world, name),
        byValue: await readTable(world, name, { name: 'value', from: null, to: null }),
        count: await world.countRows(name),
      })),
    ),
    journal: await world.readJournal(0),
  };
}
