/** Tables and transactions over the storage port: rows as JSON text, writes collected and done in one step. Rules: README.md, T. */
import { InvalidInputError } from '#eventsourcing';
import {
  createEventStore,
  describeValue,
  LIMITS,
  toJsonText,
  type Append,
  type EventStorage,
  type StoreEnvironment,
} from '#eventsourcing/storage';
import { keyOf, toKey } from './key.ts';
import type { Database, RowKey, Table, Transaction } from './lab.ts';
import type { Key, LabStorage, Operation } from './storage.ts';

const TABLE_NAME = /^[A-Za-z_$][\w$-]{0,99}$/;

/** A table as this file knows it: the learner's handle, and how its rows are found. */
type Definition = Readonly<{ name: string; key: readonly string[] }>;

/** The database of a world. */
export function createDatabase(storage: LabStorage, environment: StoreEnvironment): Database {
  const definitions = new WeakMap<object, Definition>();
  return {
    table<Row>(name: string, options: { key: keyof Row | readonly (keyof Row)[] }): Table<Row> {
      const definition = define(name, options);
      const table = createTable<Row>(storage, definition);
      definitions.set(table, definition);
      return table;
    },
    async transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
      const find = (table: object): Definition => {
        const definition = definitions.get(table);
        if (!definition) throw new InvalidInputError('table', describeValue(table), 'table');
        return definition;
      };
      const { tx, finish } = openTransaction(storage, environment, find);
      const result = await work(tx);
      const operations = await finish();
      if (operations.length > 0) await storage.transact(operations);
      return result;
    },
  };
}

function define(name: unknown, options: unknown): Definition {
  if (typeof name !== 'string' || !TABLE_NAME.test(name)) {
    throw new InvalidInputError('database.table name', describeValue(name), 'table-name');
  }
  const key = (options as { key?: unknown } | undefined)?.key;
  const properties = Array.isArray(key) ? (key as unknown[]) : [key];
  if (properties.length === 0 || !properties.every((property) => typeof property === 'string')) {
    throw new InvalidInputError(`${name}.key`, describeValue(key), 'table-key');
  }
  return { name, key: properties };
}

const parse = <Row>(text: string): Row => JSON.parse(text) as Row;

function rowText({ name }: Definition, row: unknown): string {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    throw new InvalidInputError(name, describeValue(row), 'row');
  }
  const text = toJsonText(row, name);
  if (text.length > LIMITS.rowCharacters) {
    throw new InvalidInputError(name, String(text.length), 'row-size', LIMITS.rowCharacters);
  }
  return text;
}

/** A row, ready to be written. Throws before anything is sent. */
function toPut(definition: Definition, row: unknown, expected?: number): Operation {
  const text = rowText(definition, row);
  const id = keyOf(row as object, definition.key, definition.name);
  return { kind: 'put', table: definition.name, id, text, ...(expected === undefined ? {} : { expected }) };
}

function createTable<Row>(storage: LabStorage, definition: Definition): Table<Row> {
  const table = definition.name;
  const write = async (operation: Operation): Promise<void> => void (await storage.transact([operation]));
  return {
    async get(key) {
      const row = await storage.readRow(table, toKey(key, table));
      return row ? parse<Row>(row.text) : undefined;
    },
    async all() {
      return (await storage.readRows(table)).map((row) => parse<Row>(row.text));
    },
    async where(values) {
      const wanted = Object.entries(values);
      const rows = (await storage.readRows(table)).map((row) => parse<Row>(row.text));
      return rows.filter((row) =>
        wanted.every(([name, value]) => isSame((row as Record<string, unknown>)[name], value)),
      );
    },
    insert: async (row) => write(toPut(definition, row, 0)),
    put: async (row) => write(toPut(definition, row)),
    async update(key, change) {
      const id = toKey(key, table);
      for (const property of definition.key) {
        if (Object.hasOwn(change, property)) {
          throw new InvalidInputError(
            `${table}.${property}`,
            describeValue(change[property as keyof Row]),
            'no-key-change',
          );
        }
      }
      return write({ kind: 'update', table, id, change: rowText(definition, change) });
    },
    delete: async (key) => write({ kind: 'delete', table, id: toKey(key, table) }),
  };
}

const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

function openTransaction(storage: LabStorage, environment: StoreEnvironment, find: (table: object) => Definition) {
  const expectations: Operation[] = [];
  const writes: Operation[] = [];
  const appends: Promise<unknown>[] = [];
  const read = async (table: string, id: Key) => {
    const row = await storage.readRow(table, id);
    expectations.push({ kind: 'expect-row', table, id, version: row?.version ?? 0 });
    return row;
  };
  const collect: EventStorage = {
    ...storage,
    append: async (append: Append) => {
      writes.push({ kind: 'append', ...append });
      return { firstPosition: 1, firstStreamPosition: 1 };
    },
  };
  const eventStore = createEventStore(collect, environment);
  const tx: Transaction = {
    appendToStream(...args) {
      const append = eventStore.appendToStream(...args);
      appends.push(append);
      // What it throws is thrown at the end of the transaction.
      append.catch(() => {});
    },
    async get<Row>(table: Table<Row>, key: RowKey) {
      const { name } = find(table);
      const row = await read(name, toKey(key, name));
      return row ? parse<Row>(row.text) : undefined;
    },
    insert: (table, row) => void writes.push(toPut(find(table), row, 0)),
    async insertIfAbsent(table, row) {
      const definition = find(table);
      const operation = toPut(definition, row, 0);
      const existing = await read(definition.name, keyOf(row as object, definition.key, definition.name));
      if (existing) return false;
      writes.push(operation);
      return true;
    },
    put: (table, row) => void writes.push(toPut(find(table), row)),
    delete(table, key) {
      const { name } = find(table);
      writes.push({ kind: 'delete', table: name, id: toKey(key, name) });
    },
  };
  return {
    tx,
    /** Everything that was asked for, what was read first. */
    async finish(): Promise<Operation[]> {
      await Promise.all(appends);
      return [...expectations, ...writes];
    },
  };
}
