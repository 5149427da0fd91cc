/** What a file of all the work holds, and by which names it is known. Rules: README.md, BK. */

export const FORMAT = 'replaybook';

/** Counts the form of the file together with the stores it holds. */
export const VERSION = 1;

/** Bytes that a file may have: more would not fit into the memory of a telephone. */
export const MOST_BYTES = 64 * 1_048_576;

/** Databases that a file may have: no course has as many lessons, and a small file could have a browser make a million. */
export const MOST_DATABASES = 1_000;

/** A record of a store; `key` only where it does not stand in the value. */
export type StoredRecord = Readonly<{ key?: unknown; value: unknown }>;

/** A database by its name, with the records of each of its stores. */
export type StoredDatabase = Readonly<{ name: string; stores: ReadonlyMap<string, readonly StoredRecord[]> }>;

/** All the work, as it was at a time: ISO 8601. */
export type Backup = Readonly<{ at: string; databases: readonly StoredDatabase[] }>;

/** How every file of ours begins, of whichever version. */
export const BEGINNING = `{"format":"${FORMAT}",`;

/** The last line. */
export const checksumLine = (checksum: number): string =>
  `{"checksum":"crc32:${checksum.toString(16).padStart(8, '0')}"}\n`;
