/** Rows of a world's tables, and where they stand in the order of a property. Rules: ../lab/README.md, W12 and W16. */
import { unwrap } from 'idb';
import {
  compareKeys,
  placesOf,
  type Key,
  type RowChange,
  type RowPage,
  type RowPlace,
  type RowQuery,
  type StoredRow,
} from '#lab';
import type { IndexedRow, WorldDatabase } from './world-database.ts';
import { REQUESTS_AT_ONCE, STORES, type WorldTransaction } from './world-stores.ts';
import { leave, write } from './write.ts';

/** A page of rows ends with the row that brings it to this many characters. */
const PAGE_CHARACTERS = 1_048_576;
/** Rows fetched by one request; each is at most 1 MiB. */
const ROWS_PER_REQUEST = 200;

/** Keys of all rows of a table: the next possible name of a table ends the range. */
const rowsOf = (table: string, after?: Key): IDBKeyRange =>
  IDBKeyRange.bound(after === undefined ? [table] : [table, after], [`${table}\u0000`], after !== undefined, true);

/** Writes one row of a change, and where it stands. Gives the last request: when it is done, all of them are. */
export function storeRow(
  tx: Pick<WorldTransaction, 'objectStore'>,
  { table, id, before, after }: RowChange,
  names: readonly string[],
): IDBRequest {
  // Without promises, which nobody would wait for: when a request fails, its transaction does.
  const [rows, index] = [unwrap(tx.objectStore('rows')), unwrap(tx.objectStore('rowIndex'))];
  for (const [name, value] of placesOf(before, names)) index.delete([table, name, value, id]);
  for (const [name, value] of placesOf(after, names)) index.put({ table, name, value, id });
  return after ? rows.put(after) : rows.delete([table, id]);
}

/** Takes away rows that changes have added. Where nothing else stands between some of them, that is one request. */
export async function deleteRows(
  tx: Pick<WorldTransaction, 'objectStore'>,
  table: string,
  added: readonly RowChange[],
  names: readonly string[],
): Promise<void> {
  const [rows, index] = [unwrap(tx.objectStore('rows')), unwrap(tx.objectStore('rowIndex'))];
  for (const { id, after } of added) {
    for (const [name, value] of placesOf(after, names)) index.delete([table, name, value, id]);
  }
  const ids = added.map(({ id }) => id).toSorted(compareKeys);
  const between = IDBKeyRange.bound([table, ids[0]!], [table, ids.at(-1)!]);
  const most = ids.length * 2;
  const there = await tx.objectStore('rows').getAllKeys(between, most + 1);
  // Among many others it is quicker to look for each.
  if (there.length > most) for (const id of ids) rows.delete([table, id]);
  else for (const run of runsOf(there, ids)) rows.delete(run);
}

/** Ranges that hold the keys with these ids and no others; `keys` are all that there are between the first and the last of them. */
function runsOf(keys: readonly [string, Key][], ids: readonly Key[]): IDBKeyRange[] {
  const wanted = new Set(ids.map((id) => JSON.stringify(id)));
  const runs: IDBKeyRange[] = [];
  let first: [string, Key] | null = null;
  for (const [index, key] of keys.entries()) {
    if (!wanted.has(JSON.stringify(key[1]))) continue;
    first ??= key;
    const next = keys[index + 1];
    if (next && wanted.has(JSON.stringify(next[1]))) continue;
    runs.push(IDBKeyRange.bound(first, key));
    first = null;
  }
  return runs;
}

/** For each table that changes touch, the properties that it is indexed by. */
export async function indexedNames(
  tx: Pick<WorldTransaction, 'objectStore'>,
  changes: readonly RowChange[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const tables = [...new Set(changes.map(({ table }) => table))];
  const found = await Promise.all(tables.map((table) => tx.objectStore('tables').get(table)));
  return new Map(found.flatMap((one): [string, readonly string[]][] => (one ? [[one.table, one.names]] : [])));
}

/** One page of rows. The first query by a property makes its index. */
export async function readRows(database: WorldDatabase, query: RowQuery): Promise<RowPage> {
  const { table, property } = query;
  if (!property) return readByKey(database, query);
  const indexed = await database.get('tables', table);
  if (!indexed?.names.includes(property.name)) await makeIndex(database, table, property.name);
  return readByProperty(database, query, property);
}

async function readByKey(database: WorldDatabase, query: RowQuery): Promise<RowPage> {
  const page = new RowPageMaker(query);
  const store = database.transaction('rows').store;
  let after = query.after?.id;
  while (!page.isFull) {
    const rows = await store.getAll(rowsOf(query.table, after), page.ask);
    for (const row of rows) page.take(row, { id: row.id });
    if (rows.length < page.asked) return page.end({ isLast: true });
    after = rows.at(-1)!.id;
  }
  return page.end({ isLast: false });
}

async function readByProperty(
  database: WorldDatabase,
  query: RowQuery,
  { name, from, to }: NonNullable<RowQuery['property']>,
): Promise<RowPage> {
  const { table } = query;
  if (from !== null && to !== null && compareKeys(from, to) > 0) return { rows: [], next: null };
  const tx = database.transaction(['rows', 'rowIndex']);
  const page = new RowPageMaker(query);
  let after: RowPlace | undefined = query.after;
  const low = from === null ? [table, name] : [table, name, from];
  const high = to === null ? [table, `${name}\u0000`] : [table, name, to, AFTER_ALL_KEYS];
  while (!page.isFull) {
    const start: Key[] = after ? [table, name, after.value!, after.id] : low;
    const range = IDBKeyRange.bound(start, high, after !== undefined, true);
    const places: IndexedRow[] = await tx.objectStore('rowIndex').getAll(range, page.ask);
    const rows = await Promise.all(places.map(({ id }) => tx.objectStore('rows').get([table, id])));
    for (const [index, { value, id }] of places.entries()) page.take(rows[index]!, { value, id });
    if (places.length < page.asked) return page.end({ isLast: true });
    after = places.at(-1)!;
  }
  return page.end({ isLast: false });
}

/** Sorts behind every key that a row can have: a list in a list, which no key is. */
const AFTER_ALL_KEYS: Key = [[[]]] as unknown as Key;

/** Writes down where all rows of a table stand by a property; from then on every write of a row does. */
function makeIndex(database: WorldDatabase, table: string, name: string): Promise<void> {
  return write(database, STORES, async (tx) => {
    const names = (await tx.objectStore('tables').get(table))?.names ?? [];
    // Another tab may have been quicker.
    if (names.includes(name)) return;
    leave(tx.objectStore('tables').put({ table, names: [...names, name] }));
    let after: Key | undefined;
    for (;;) {
      const rows: StoredRow[] = await tx.objectStore('rows').getAll(rowsOf(table, after), REQUESTS_AT_ONCE);
      for (const row of rows) {
        for (const [, value] of placesOf(row, [name]))
          leave(tx.objectStore('rowIndex').put({ table, name, value, id: row.id }));
      }
      if (rows.length < REQUESTS_AT_ONCE) return;
      after = rows.at(-1)!.id;
    }
  });
}

export const countRows = (database: WorldDatabase, table: string): Promise<number> =>
  database.count('rows', rowsOf(table));

/** The names of all tables that have rows: a walk that jumps from the first row of a table to the first of the next. */
export async function readTableNames(database: WorldDatabase): Promise<string[]> {
  const names: string[] = [];
  let cursor = await database.transaction('rows').store.openKeyCursor();
  while (cursor) {
    const [table] = cursor.key;
    names.push(table);
    cursor = await cursor.continue([`${table}\u0000`, 0]);
  }
  return names;
}

/** Rows until there are enough: enough rows, or enough text. */
class RowPageMaker {
  readonly #query: RowQuery;
  readonly #rows: StoredRow[] = [];
  #characters = 0;
  #last: RowPlace | null = null;
  /** Rows that the last request asked for. */
  asked = 0;
  #left = false;

  constructor(query: RowQuery) {
    this.#query = query;
  }

  get isFull(): boolean {
    return this.#rows.length >= this.#query.wanted || this.#characters >= PAGE_CHARACTERS;
  }

  /** How many rows to ask for next: one more than are wanted, so that the last page knows that it is. */
  get ask(): number {
    this.asked = Math.min(ROWS_PER_REQUEST, this.#query.wanted - this.#rows.length + 1);
    return this.asked;
  }

  take(row: StoredRow, place: RowPlace): void {
    if (this.isFull) {
      this.#left = true;
      return;
    }
    this.#rows.push(row);
    this.#characters += row.text.length;
    this.#last = place;
  }

  /** The page; `isLast` says that the last request has found the end of the table. */
  end({ isLast }: { isLast: boolean }): RowPage {
    const isOver = !this.#last || (isLast && !this.#left);
    return { rows: this.#rows, next: isOver ? null : { ...this.#query, after: this.#last! } };
  }
}
