/** Reads a file of all the work, or says why it is not one that can be brought in. Rules: README.md, BK1 to BK3. */
import { crc32 } from './crc32.ts';
import { decodeValue, encodeValue } from './encode-value.ts';
import {
  BEGINNING,
  checksumLine,
  FORMAT,
  MOST_BYTES,
  MOST_DATABASES,
  VERSION,
  type Backup,
  type StoredDatabase,
  type StoredRecord,
} from './format.ts';
import { isNestedDeeper } from './nesting.ts';
import { count, isObject, listOf, object, text } from './shape.ts';
import { storesOf, type StoreKind } from './stores.ts';

/** Why a file is refused; lines are counted from 1. */
export type Refusal = Readonly<
  | { why: 'too-large'; bytes: number; most: number }
  | { why: 'empty' | 'foreign' | 'newer' | 'cut-short' | 'damaged' | 'miscounted' }
  | { why: 'unknown-store'; line: number; name: string }
  | { why: 'duplicate' | 'misshapen'; line: number }
>;

export type ReadBackup = Readonly<{ kind: 'read'; backup: Backup } | { kind: 'refused'; refusal: Refusal }>;

/** A file too large to be read at all is refused by its size; null for one that can be. */
export const refuseSize = (bytes: number, most: number = MOST_BYTES): Refusal | null =>
  bytes > most ? { why: 'too-large', bytes, most } : null;

/** Looks at a whole file. What this browser has written for itself is given back whatever is in it: it was here before. */
export function readBackup(bytes: Uint8Array, whose: 'anybody' | 'ours' = 'anybody'): ReadBackup {
  try {
    refuseDamage(bytes);
    return { kind: 'read', backup: readLines(linesOf(bytes), whose === 'ours') };
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', refusal: error.refusal };
    throw error;
  }
}

class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.why);
    this.refusal = refusal;
  }
}

const LAST_LINE = /^\{"checksum":"crc32:[0-9a-f]{8}"\}\n$/;
const LAST_LENGTH = checksumLine(0).length;
const NEW_LINE = 10;

/** In this order: another program's file has no checksum of ours, and a newer version may have another one. */
function refuseDamage(bytes: Uint8Array): void {
  const refuse = (why: 'empty' | 'foreign' | 'newer' | 'cut-short' | 'damaged'): never => {
    throw new Refused({ why });
  };
  if (bytes.length === 0) refuse('empty');
  if (toText(bytes.subarray(0, BEGINNING.length)) !== BEGINNING) refuse('foreign');
  if (versionOf(bytes) > VERSION) refuse('newer');
  const end = bytes.length - LAST_LENGTH;
  const last = toText(bytes.subarray(Math.max(0, end)));
  if (!LAST_LINE.test(last) || bytes[end - 1] !== NEW_LINE) refuse('cut-short');
  if (last !== checksumLine(crc32(bytes.subarray(0, end)))) refuse('damaged');
}

/** The version that the first line names; 0 where that cannot be read. */
function versionOf(bytes: Uint8Array): number {
  const end = bytes.indexOf(NEW_LINE);
  const header = toJson(toText(end === -1 ? bytes : bytes.subarray(0, end)));
  return isObject(header) && count(header['version']) ? (header['version'] as number) : 0;
}

/** The lines but for the last, which the checksum has already spoken for. One at a time: all of a file of nothing but line ends would be forty times as large. */
function* linesOf(bytes: Uint8Array): Generator<string> {
  const end = bytes.length - LAST_LENGTH;
  for (let from = 0; from < end;) {
    const to = bytes.indexOf(NEW_LINE, from);
    yield toText(bytes.subarray(from, to));
    from = to + 1;
  }
}

type Header = Readonly<{ at: string; databases: readonly { name: string; stores: Record<string, number> }[] }>;

const header = object({
  format: (value) => value === FORMAT,
  version: (value) => value === VERSION,
  at: (value) => text(value) && !Number.isNaN(Date.parse(value as string)),
  databases: (value) => databases(value) && (value as unknown[]).length <= MOST_DATABASES,
});

const databases = listOf(
  object({ name: text, stores: (value) => isObject(value) && Object.values(value).every(count) }),
);

function readLines(lines: Iterator<string>, isOurs: boolean): Backup {
  const head = toJson(lines.next().value);
  if (!header(head)) throw new Refused({ why: 'misshapen', line: 1 });
  const { at, databases: expected } = head as Header;
  const reading = new Reading(expected, isOurs);
  let line = 2;
  for (let next = lines.next(); !next.done; next = lines.next()) {
    reading.take(next.value, line);
    line += 1;
  }
  return { at, databases: reading.end() };
}

/** The records of the lines so far. */
class Reading {
  readonly #expected: Header['databases'];
  readonly #found = new Map<string, Map<string, StoredRecord[]>>();
  readonly #keys = new Set<string>();
  readonly #isOurs: boolean;

  constructor(expected: Header['databases'], isOurs: boolean) {
    this.#expected = expected;
    this.#isOurs = isOurs;
    for (const { name, stores } of expected) {
      const kinds = storesOf(name);
      if (!kinds) throw new Refused({ why: 'unknown-store', line: 1, name });
      const unknown = Object.keys(stores).find((store) => !Object.hasOwn(kinds, store));
      if (unknown !== undefined) throw new Refused({ why: 'unknown-store', line: 1, name: `${name}/${unknown}` });
      if (this.#found.has(name)) throw new Refused({ why: 'duplicate', line: 1 });
      this.#found.set(name, new Map(Object.keys(kinds).map((store) => [store, []])));
    }
  }

  take(written: string, line: number): void {
    const { database, store, ...encoded } = toRecordLine(written, line);
    const name = `${database}/${store}`;
    const records = this.#found.get(database)?.get(store);
    const kind = storesOf(database)?.[store];
    if (!records || !kind) throw new Refused({ why: 'unknown-store', line, name });
    const record = decodeRecord(encoded, line);
    if (!this.#isOurs && !fits(record, kind)) throw new Refused({ why: 'misshapen', line });
    for (const key of keysOf(record, kind)) {
      const known = JSON.stringify([name, key]);
      if (this.#keys.has(known)) throw new Refused({ why: 'duplicate', line });
      this.#keys.add(known);
    }
    records.push(record);
  }

  end(): StoredDatabase[] {
    for (const { name, stores } of this.#expected) {
      for (const [store, records] of this.#found.get(name)!)
        if (records.length !== (stores[store] ?? 0)) throw new Refused({ why: 'miscounted' });
    }
    return [...this.#found].map(([name, stores]) => ({ name, stores }));
  }
}

type RecordLine = Readonly<{ database: string; store: string; value: unknown; key?: unknown }>;

const recordLine = object({ database: text, store: text, value: () => true }, { key: () => true });

function toRecordLine(written: string, line: number): RecordLine {
  const found = toJson(written);
  if (!recordLine(found)) throw new Refused({ why: 'misshapen', line });
  return found as RecordLine;
}

function decodeRecord({ key, value }: Pick<RecordLine, 'key' | 'value'>, line: number): StoredRecord {
  try {
    return { ...(key === undefined ? {} : { key: decodeValue(key) }), value: decodeValue(value) };
  } catch {
    // Of no value, or nested so deeply that nothing of ours wrote it.
    throw new Refused({ why: 'misshapen', line });
  }
}

/** True when the store could have written it. */
const fits = ({ key, value }: StoredRecord, { keyPath, shape }: StoreKind): boolean =>
  shape(value) && (keyPath === null ? text(key) : key === undefined);

/** All that no other record of the store may have, in a form that is the same for the same. */
function keysOf({ key, value }: StoredRecord, { keyPath, unique }: StoreKind): unknown[] {
  const properties = value as Record<string, unknown>;
  const part = (path: string | readonly string[]): unknown =>
    typeof path === 'string' ? properties[path] : path.map((name) => properties[name]);
  const keys = keyPath === null ? [key] : [part(keyPath)];
  if (unique) keys.push(['unique', ...(part(unique) as unknown[])]);
  return keys.map((one) => encodeValue(asKey(one)));
}

/** To a database 0 and -0 are one key. */
const asKey = (key: unknown): unknown => (Array.isArray(key) ? key.map(asKey) : key === 0 ? 0 : key);

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What is no UTF-8 has characters in it that no line of ours begins or ends with, and a checksum that is not right. */
const toText = (bytes: Uint8Array): string => decoder.decode(bytes);

/** Levels of nesting in a line: what is stored has less than ten, and each is at most an object in a list. */
const LINE_DEPTH = 50;

function toJson(line: string): unknown {
  if (isNestedDeeper(line, LINE_DEPTH)) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
