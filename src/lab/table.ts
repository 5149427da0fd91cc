/** One table: its name and key, its rows as JSON text, and what can be done with them one by one. Rules: README.md, T. */
import { InvalidInputError } from '#eventsourcing';
import { describeValue, LIMITS, toJsonText } from '#eventsourcing/storage';
import { KEY_PARTS, keyOf, toKey } from './key.ts';
import type { Table } from './lab.ts';
import { toIndexValue } from './index-value.ts';
import type { Key, LabStorage, Operation, RowPage, RowQuery } from './storage.ts';

const TABLE_NAME = /^[A-Za-z_$][\w$-]{0,99}$/;

/** How the rows of a table are found: its name, the properties that make the key, and others that rows are often asked for by. */
export type Definition = Readonly<{ name: string; key: readonly string[]; index: readonly string[] }>;

const PROPERTY_CHARACTERS = 200;
/** Rows asked for at a time. */
const ROWS_PER_PAGE = 1_000;

/** True for the name of a learner's table; the lab keeps things of its own in tables that no learner can name. */
export const isTableName = (name: unknown): name is string => typeof name === 'string' && TABLE_NAME.test(name);

/** A definition from what a caller gave; throws InvalidInputError. */
export function toDefinition(name: unknown, options: unknown): Definition {
  if (!isTableName(name)) {
    throw new InvalidInputError('database.table name', describeValue(name), 'table-name');
  }
  const key = (options as { key?: unknown } | undefined)?.key;
  const properties = Array.isArray(key) ? Array.from(key as unknown[]) : [key];
  const isKey = properties.length > 0 && properties.length <= KEY_PARTS;
  if (!isKey || !properties.every((property) => typeof property === 'string')) {
    throw new InvalidInputError(`${name}.key`, describeValue(key), 'table-key');
  }
  const index = (options as { index?: unknown }).index ?? [];
  if (!Array.isArray(index) || index.length > KEY_PARTS || !index.every(isPropertyName)) {
    throw new InvalidInputError(`${name}.index`, describeValue(index), 'table-index', KEY_PARTS);
  }
  return { name, key: properties, index: [...(index as string[])] };
}

const isPropertyName = (name: unknown): boolean => typeof name === 'string' && name.length <= PROPERTY_CHARACTERS;

/** A row from its text. */
export const toRow = <Row>(text: string): Row => JSON.parse(text) as Row;

/** The key of a row that is to be written. */
export const keyOfRow = ({ name, key }: Definition, row: unknown): Key => keyOf(row as object, key, name);

/** A row, ready to be written. Throws before anything is sent. */
export function toPut(definition: Definition, row: unknown, expected?: number): Operation {
  const text = rowText(definition.name, row);
  const id = keyOfRow(definition, row);
  return { kind: 'put', table: definition.name, id, text, ...(expected === undefined ? {} : { expected }) };
}

function rowText(table: string, row: unknown): string {
  const text = objectText(table, row);
  if (text.length > LIMITS.rowCharacters) {
    throw new InvalidInputError(table, String(text.length), 'row-size', LIMITS.rowCharacters);
  }
  return text;
}

function objectText(table: string, value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidInputError(table, describeValue(value), 'row');
  }
  return toJsonText(value, table);
}

/** The learner's handle of a table. */
export function createTable<Row>(storage: LabStorage, definition: Definition): Table<Row> {
  const table = definition.name;
  const write = async (operation: Operation): Promise<void> => void (await storage.transact([operation]));
  const rows = async (property?: RowQuery['property']): Promise<Row[]> => {
    const found: Row[] = [];
    let next: RowQuery | null = { table, wanted: ROWS_PER_PAGE, ...(property ? { property } : {}) };
    while (next) {
      const page: RowPage = await storage.readRows(next);
      for (const { text } of page.rows) found.push(toRow<Row>(text));
      next = page.next;
    }
    return found;
  };
  /** Where an index says that the rows are; undefined when none does. */
  const placeOf = (values: Record<string, unknown>): RowQuery['property'] => {
    for (const name of definition.index) {
      const value = Object.hasOwn(values, name) ? toIndexValue(values[name]) : null;
      if (value !== null) return { name, from: value, to: value };
    }
    return undefined;
  };
  return {
    async get(key) {
      const row = await storage.readRow(table, toKey(key, table));
      return row ? toRow<Row>(row.text) : undefined;
    },
    all: async () => rows(),
    async where(values) {
      // Values are compared as they would be stored; `undefined` finds rows that lack the property.
      const stored = JSON.parse(objectText(table, values)) as Record<string, unknown>;
      const names = Object.keys(values);
      return (await rows(placeOf(stored))).filter((row) =>
        names.every((name) => isSame((row as Record<string, unknown>)[name], stored[name])),
      );
    },
    insert: async (row) => write(toPut(definition, row, 0)),
    put: async (row) => write(toPut(definition, row)),
    async update(key, change) {
      const id = toKey(key, table);
      const text = rowText(table, change);
      for (const property of definition.key) {
        if (Object.hasOwn(change, property)) {
          const found = describeValue(change[property as keyof Row]);
          throw new InvalidInputError(`${table}.${property}`, found, 'no-key-change');
        }
      }
      return write({ kind: 'update', table, id, change: text });
    },
    delete: async (key) => write({ kind: 'delete', table, id: toKey(key, table) }),
  };
}

/** Whether two values from JSON are equal; the order of properties does not count. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a, b] as [Record<string, unknown>, Record<string, unknown>];
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isSame(left[name], right[name]))
  );
}
