/** Values of a database as JSON that gives them back equal. Rule BK1. */

/** Marks what JSON alone would bend. */
const MARK = '$';

/** Numbers that JSON has no word for, by the word they get. */
const NUMBERS: Readonly<Record<string, number>> = { '-0': -0, Infinity, '-Infinity': -Infinity, NaN };

/** The value as JSON can carry it. Throws TypeError for what it cannot. */
export function encodeValue(value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (value === undefined) return { [MARK]: 'undefined' };
  if (typeof value === 'number') return encodeNumber(value);
  if (Array.isArray(value)) {
    // Else there are holes in it, or properties beside its items.
    if (Object.keys(value).length === value.length) return value.map(encodeValue);
  } else if (isPlain(value)) return encodeObject(value);
  throw new TypeError(`No line can carry ${Object.prototype.toString.call(value)}.`);
}

const encodeNumber = (value: number): unknown => {
  const word = Object.keys(NUMBERS).find((name) => Object.is(NUMBERS[name], value));
  return word === undefined ? value : { [MARK]: 'number', word };
};

function encodeObject(value: object): unknown {
  const entries = Object.entries(value).map(([name, one]) => [name, encodeValue(one)] as const);
  return Object.hasOwn(value, MARK) ? { [MARK]: 'object', entries } : Object.fromEntries(entries);
}

/** The value that was encoded. Throws TypeError for what is not the encoding of any. */
export function decodeValue(encoded: unknown): unknown {
  if (Array.isArray(encoded)) return encoded.map(decodeValue);
  if (typeof encoded !== 'object' || encoded === null) return encoded;
  if (!Object.hasOwn(encoded, MARK)) return toObject(Object.entries(encoded));
  const { [MARK]: kind, word, entries } = encoded as Record<string, unknown>;
  if (kind === 'undefined') return undefined;
  if (kind === 'number' && typeof word === 'string' && Object.hasOwn(NUMBERS, word)) return NUMBERS[word];
  if (kind === 'object' && Array.isArray(entries) && entries.every(isEntry)) return toObject(entries);
  throw new TypeError('No value is written like this.');
}

// `fromEntries` defines what it is given: also `__proto__` is a property like others.
const toObject = (entries: readonly (readonly [string, unknown])[]): unknown =>
  Object.fromEntries(entries.map(([name, one]) => [name, decodeValue(one)]));

const isEntry = (entry: unknown): entry is readonly [string, unknown] =>
  Array.isArray(entry) && entry.length === 2 && typeof entry[0] === 'string';

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
