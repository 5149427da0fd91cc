/** Kinds of values to draw from: fast-check's, under names that say what they give. */
import {
  array,
  boolean,
  constantFrom,
  integer,
  oneof,
  record,
  string,
  subarray,
  tuple,
  type Arbitrary as Drawn,
} from 'fast-check';
import type { AnyValue } from './claims.ts';

/** Any order of `items`, made of exchanges: the fewer it takes to break a law, the better it shows why. */
function shuffled<Item>(items: readonly Item[]): Drawn<Item[]> {
  const at = integer({ min: 0, max: Math.max(0, items.length - 1) });
  return array(tuple(at, at), { maxLength: items.length * 2 }).map((exchanges) => {
    const order = [...items];
    for (const [one, other] of exchanges) [order[one], order[other]] = [order[other]!, order[one]!];
    return items.length > 0 ? order : [];
  });
}

export const any: AnyValue = Object.freeze({
  integer,
  boolean,
  string,
  of: (values) => constantFrom(...values),
  oneOf: (kinds) => oneof(...(kinds as readonly Drawn<never>[])),
  list: (item, length) => array(item as Drawn<never>, length),
  tuple: (...items) => tuple(...(items as readonly Drawn<never>[])) as never,
  record: (fields) => record(fields as Record<string, Drawn<never>>) as never,
  shuffled,
  some: (items) => subarray([...items]),
} satisfies AnyValue);
