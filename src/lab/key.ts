/** Keys of rows: which values can be one, and the order they stand in (the order of IndexedDB). */
import { InvalidInputError } from '#eventsourcing';
import { describeValue } from '#eventsourcing/storage';
import type { Key } from './storage.ts';

const KEY_CHARACTERS = 200;
/** Parts of a key, at most. */
export const KEY_PARTS = 8;

/** The key that `row` has by the properties named; throws InvalidInputError for what can be no key. */
export function keyOf(row: object, properties: readonly string[], table: string): Key {
  const parts = properties.map((property) =>
    toKeyPart((row as Record<string, unknown>)[property], `${table}.${property}`),
  );
  return parts.length === 1 ? parts[0]! : parts;
}

/** A key given by a caller; throws InvalidInputError for what can be no key. */
export function toKey(value: unknown, table: string): Key {
  if (!Array.isArray(value)) return toKeyPart(value, `${table}.key`);
  if (value.length === 0 || value.length > KEY_PARTS) throw noKey(`${table}.key`, value);
  const parts = Array.from(value, (part, index) => toKeyPart(part, `${table}.key[${index}]`));
  return parts.length === 1 ? parts[0]! : parts;
}

function toKeyPart(value: unknown, field: string): string | number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'string' && value.length <= KEY_CHARACTERS) return value;
  throw noKey(field, value);
}

const noKey = (field: string, value: unknown) =>
  new InvalidInputError(field, describeValue(value), 'key', KEY_CHARACTERS);

/** Numbers before strings before lists; lists part by part. */
export function compareKeys(a: Key, b: Key): number {
  const rank = (key: Key): number => (typeof key === 'number' ? 0 : typeof key === 'string' ? 1 : 2);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (typeof a === 'object' && typeof b === 'object') return compareLists(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareLists(a: (string | number)[], b: (string | number)[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const order = compareKeys(a[index]!, b[index]!);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
