/** Tables, and transactions over them and the log: writes are collected and done in one step. Rules: README.md, T. */
import { InvalidInputError } from '#eventsourcing';
import { describeValue, prepareAppend, type StoreEnvironment } from '#eventsourcing/storage';
import { transactionEnded } from './errors.ts';
import { toKey } from './key.ts';
import type { Database, RowKey, Table, Transaction } from './lab.ts';
import type { Key, LabStorage, Operation, StoredRow } from './storage.ts';
import { createTable, keyOfRow, toDefinition, toPut, toRow, type Definition } from './table.ts';

/** Reads and writes of one transaction, at most: it goes out as one message. */
const OPERATIONS = 1_000;

/** The database of a world. */
export function createDatabase(storage: LabStorage, environment: StoreEnvironment): Database {
  const definitions = new WeakMap<object, Definition>();
  const find = (table: object): Definition => {
    const definition = definitions.get(table);
    if (!definition) throw new InvalidInputError('table', describeValue(table), 'table');
    return definition;
  };
  return {
    table<Row>(...[name, options]: Parameters<Database['table']>): Table<Row> {
      const definition = toDefinition(name, options);
      const table = createTable<Row>(storage, definition);
      definitions.set(table, definition);
      return table;
    },
    async transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
      const { tx, finish } = openTransaction(storage, environment, find);
      let operations: Operation[];
      let result: Result;
      try {
        result = await work(tx);
      } finally {
        operations = finish();
      }
      if (operations.length > OPERATIONS) {
        throw new InvalidInputError('transaction', String(operations.length), 'operation-count', OPERATIONS);
      }
      if (operations.length > 0) await storage.transact(operations);
      return result;
    },
  };
}

function openTransaction(storage: LabStorage, environment: StoreEnvironment, find: (table: object) => Definition) {
  const expectations: Operation[] = [];
  const writes: Operation[] = [];
  let hasEnded = false;
  const assertOpen = (): void => {
    if (hasEnded) throw transactionEnded();
  };
  const add = (operation: Operation): void => {
    assertOpen();
    writes.push(operation);
  };
  const read = async (table: string, id: Key): Promise<StoredRow | null> => {
    assertOpen();
    const row = await storage.readRow(table, id);
    assertOpen();
    expectations.push({ kind: 'expect-row', table, id, version: row?.version ?? 0 });
    return row;
  };
  const tx: Transaction = {
    appendToStream(streamName, events, options) {
      const { expected, commit } = prepareAppend(environment, streamName, events, options);
      if (commit) add({ kind: 'append', streamName, expected, commit });
      else add({ kind: 'expect-stream', streamName, expected });
    },
    async get<Row>(table: Table<Row>, key: RowKey) {
      const { name } = find(table);
      const row = await read(name, toKey(key, name));
      return row ? toRow<Row>(row.text) : undefined;
    },
    insert: (table, row) => add(toPut(find(table), row, 0)),
    async insertIfAbsent(table, row) {
      const definition = find(table);
      const operation = toPut(definition, row, 0);
      if (await read(definition.name, keyOfRow(definition, row))) return false;
      add(operation);
      return true;
    },
    put: (table, row) => add(toPut(find(table), row)),
    delete(table, key) {
      const { name } = find(table);
      add({ kind: 'delete', table: name, id: toKey(key, name) });
    },
  };
  return {
    tx,
    /** Everything that was asked for, what was read first; from here on nothing more can be. */
    finish(): Operation[] {
      hasEnded = true;
      return [...expectations, ...writes];
    },
  };
}
