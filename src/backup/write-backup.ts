/** Writes all the work into one file. Rules: README.md, BK1 and BK2. */
import { crc32 } from './crc32.ts';
import { encodeValue } from './encode-value.ts';
import { checksumLine, FORMAT, VERSION, type Backup, type StoredDatabase, type StoredRecord } from './format.ts';

/** The bytes of the file. Throws TypeError for a value that no line can carry. */
export function writeBackup({ at, databases }: Backup): Uint8Array<ArrayBuffer> {
  const header = { format: FORMAT, version: VERSION, at, databases: databases.map(toCounts) };
  const lines = [JSON.stringify(header), ...databases.flatMap(toLines), ''];
  const body = lines.join('\n');
  const encoder = new TextEncoder();
  const bytes = encoder.encode(body);
  const last = encoder.encode(checksumLine(crc32(bytes)));
  const all = new Uint8Array(bytes.length + last.length);
  all.set(bytes);
  all.set(last, bytes.length);
  return all;
}

const toCounts = ({ name, stores }: StoredDatabase) => ({
  name,
  stores: Object.fromEntries([...stores].map(([store, records]) => [store, records.length])),
});

const toLines = ({ name, stores }: StoredDatabase): string[] =>
  [...stores].flatMap(([store, records]) => records.map((record) => toLine(name, store, record)));

function toLine(database: string, store: string, { key, value }: StoredRecord): string {
  return JSON.stringify({
    database,
    store,
    ...(key === undefined ? {} : { key: encodeValue(key) }),
    value: encodeValue(value),
  });
}
