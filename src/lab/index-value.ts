/** Values of a property that rows can be found by, as keys: what can be no key of its own is written as a list. */
import { compareKeys } from './key.ts';
import type { Key, RowQuery, StoredRow } from './storage.ts';

/** Characters of a string that count; what has the same beginning stands at the same place. */
const CHARACTERS = 200;

/** The place of a value among those of its property; null when rows with it are found by looking at all of them. */
export function toIndexValue(value: unknown): Key | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return value.slice(0, CHARACTERS);
  if (value === null) return [0];
  return typeof value === 'boolean' ? [value ? 2 : 1] : null;
}

/** The places that a row has in a table where these properties are indexed. */
export function placesOf(row: StoredRow | null, properties: readonly string[]): readonly (readonly [string, Key])[] {
  if (!row || properties.length === 0) return [];
  const values = JSON.parse(row.text) as Record<string, unknown>;
  return properties.flatMap((name) => {
    const value = Object.hasOwn(values, name) ? toIndexValue(values[name]) : null;
    return value === null ? [] : [[name, value] as const];
  });
}

/** Whether a value lies between the ends of a query's property. */
export const isBetween = (value: Key, { from, to }: NonNullable<RowQuery['property']>): boolean =>
  (from === null || compareKeys(value, from) >= 0) && (to === null || compareKeys(value, to) <= 0);
