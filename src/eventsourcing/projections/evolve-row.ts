/** Brings one row up to date with one event, and refuses what no table can hold. Rules: SPEC.md, PR1-PR3. */
import { InvalidInputError } from '../errors.ts';
import type { Event, Recorded } from '../event.ts';
import { describeValue } from '../input.ts';
import { toJsonText } from '../json-text.ts';
import { LIMITS } from '../limits.ts';
import type { Projection } from './projection.ts';
import type { KeyedRow } from './row-change.ts';

const KEY_CHARACTERS = 200;

/** The key of the row that an event belongs to. Throws what the projection throws, and InvalidInputError for what can be no key. */
export function keyOf<Row, E extends Event>(projection: Projection<Row, E>, event: Recorded<E>): string {
  const key: unknown = projection.key ? projection.key(event) : event.streamName;
  if (typeof key === 'string' && key !== '' && key.length <= KEY_CHARACTERS) return key;
  throw new InvalidInputError(`${projection.name}.key`, describeValue(key), 'key', KEY_CHARACTERS);
}

/** The row after one more event, as reading it back from a table would give it. Throws what `evolve` throws. */
export function evolveRow<Row, E extends Event>(
  projection: Projection<Row, E>,
  key: string,
  before: KeyedRow | null,
  event: Recorded<E>,
): KeyedRow | null {
  const after: unknown = projection.evolve(before && withoutKey<Row>(before), event);
  return after === null ? null : toKeyedRow(projection.name, key, after);
}

/** The projection's own part of a row: a copy, so that nobody changes what is stored. */
export function withoutKey<Row>(row: KeyedRow): Row {
  const { key: _, ...own } = structuredCopy(row);
  return own as Row;
}

function toKeyedRow(name: string, key: string, row: unknown): KeyedRow {
  // Most of all undefined, from a switch that has no case for an event.
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    throw new InvalidInputError(name, describeValue(row), 'row');
  }
  if (Object.hasOwn(row, 'key')) {
    throw new TypeError(`A row of ${name} has a property "key": the table keeps the row's key under that name.`);
  }
  const own = JSON.parse(toJsonText(row, name)) as Record<string, unknown>;
  const keyed = { key, ...own };
  const characters = JSON.stringify(keyed).length;
  if (characters > LIMITS.rowCharacters) {
    throw new InvalidInputError(name, String(characters), 'row-size', LIMITS.rowCharacters);
  }
  return keyed;
}

const structuredCopy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;
