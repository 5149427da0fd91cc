/** Files of all the work as a test needs them: sealed with the right checksum whatever is in them, and changed in one place. */
import { expect } from 'vitest';
import { readBackup, writeBackup, type Backup, type Refusal } from '#backup';
import { crc32 } from '../../src/backup/crc32.ts';
import { checksumLine } from '../../src/backup/format.ts';
import { SOME } from './any-backup.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Lines with a checksum that is right for them. */
export function sealed(lines: readonly string[]): Uint8Array {
  const body = lines.map((line) => `${line}\n`).join('');
  return encoder.encode(body + checksumLine(crc32(encoder.encode(body))));
}

/** The lines of a file but for the last. */
export const linesOf = (backup: Backup): string[] => decoder.decode(writeBackup(backup)).split('\n').slice(0, -2);

/** Why a file is refused; null for one that is read. */
export function refusalOf(bytes: Uint8Array): Refusal | null {
  const read = readBackup(bytes);
  return read.kind === 'refused' ? read.refusal : null;
}

/** A file in which one text has taken the place of another, with the right checksum. */
export function changed(from: string | RegExp, to: string): Uint8Array {
  const lines = linesOf(SOME);
  const at = lines.findIndex((line) => (typeof from === 'string' ? line.includes(from) : from.test(line)));
  expect(at).toBeGreaterThanOrEqual(0);
  return sealed(lines.with(at, lines[at]!.replace(from, to)));
}
