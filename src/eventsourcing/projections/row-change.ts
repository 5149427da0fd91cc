/** A change of one row, and the SQL that would have done the same. Rules: SPEC.md, PR18. */

/** A row as its table has it: the projection's own, with its key. */
export type KeyedRow = Readonly<Record<string, unknown>> & Readonly<{ key: string }>;

/** What one event did to one row. */
export type RowChange = Readonly<{
  /** The table, e.g. `passbook_v1`. */
  table: string;
  key: string;
  /** The row before; null when there was none. */
  before: KeyedRow | null;
  /** The row after; null when it was taken away. */
  after: KeyedRow | null;
  /** The same in SQL, e.g. `UPDATE carts_v1 SET total = 5 WHERE key = 'cart-1'`. To be read: nothing runs it. */
  sql: string;
}>;

/** The change from one row to another; null when they are the same. */
export function rowChange(
  table: string,
  key: string,
  before: KeyedRow | null,
  after: KeyedRow | null,
): RowChange | null {
  const sql = toSql(table, key, before, after);
  return sql === null ? null : { table, key, before, after, sql };
}

/**
 * The statement that turns a row into another: INSERT where there was none, DELETE where none is left, else UPDATE of the columns that
 * differ. Null when nothing does.
 */
export function toSql(table: string, key: string, before: KeyedRow | null, after: KeyedRow | null): string | null {
  const where = `WHERE key = ${literal(key)}`;
  if (!after) return before && `DELETE FROM ${word(table)} ${where}`;
  if (!before) {
    const columns = Object.keys(after);
    const values = columns.map((column) => literal(after[column]));
    return `INSERT INTO ${word(table)} (${columns.map(word).join(', ')}) VALUES (${values.join(', ')})`;
  }
  const columns = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const sets = columns
    .filter((column) => JSON.stringify(before[column]) !== JSON.stringify(after[column]))
    .map((column) => `${word(column)} = ${literal(after[column])}`);
  return sets.length === 0 ? null : `UPDATE ${word(table)} SET ${sets.join(', ')} ${where}`;
}

const WORD = /^[A-Za-z_]\w*$/;

const word = (name: string): string => (WORD.test(name) ? name : `"${name.replaceAll('"', '""')}"`);

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `'${text.replaceAll("'", "''")}'`;
}
