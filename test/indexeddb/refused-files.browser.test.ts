/** Files that home refuses: each is told with its cause and a way out, and no database of the browser is touched. */
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { MOST_BYTES, writeBackup, type Refusal } from '#backup';
import { en } from '#i18n';
import { createBackups } from '#indexeddb/backup';
import { crc32 } from '../../src/backup/crc32.ts';
import { checksumLine } from '../../src/backup/format.ts';
import { KeepWork } from '../../src/ui/home/keep-work.ts';
import { refusalText } from '../../src/ui/home/refusal-text.ts';
import { doWork, wipe } from './any-work.ts';
import { dumpAll, type DumpedDatabase } from './dump-database.ts';

const backups = createBackups({ lessons: [], now: () => '2026-11-30T04:05:06.000Z' });
let file = '';
let before: DumpedDatabase[];

// There is work, and something was brought in before: every database that there can be is there.
beforeAll(async () => {
  await wipe();
  await doWork('first');
  const backup = await backups.read();
  file = new TextDecoder().decode(writeBackup(backup));
  await backups.replace(backup);
  before = await dumpAll();
});
afterAll(wipe);

/** Lines with the checksum that is right for them. */
function sealed(lines: readonly string[]): BlobPart[] {
  const body = lines.map((line) => `${line}\n`).join('');
  return [body, checksumLine(crc32(new TextEncoder().encode(body)))];
}

/** The first line of a file that says it has these databases. */
const headOf = (databases: unknown): string =>
  JSON.stringify({ format: 'replaybook', version: 1, at: '2026-11-30T04:05:06.000Z', databases });
const drafts = (count: number): string => headOf([{ name: 'replaybook', stores: { drafts: count } }]);
const many = Array.from({ length: 20_000 }, (_, at) => ({ name: `replaybook-lesson-a${at}`, stores: {} }));

/** The file with its second line twice. */
function withDuplicate(): BlobPart[] {
  const lines = file.split('\n').slice(0, -2);
  return sealed(lines.toSpliced(1, 0, lines[1]!));
}

/** A file of so many bytes that begins as ours do. */
const large = (bytes: number): BlobPart[] => {
  const head = `${drafts(1)}\n`;
  return [head, new Uint8Array(bytes - head.length)];
};

test.each<[string, () => BlobPart[], Refusal]>([
  ['breaks off', () => [file.slice(0, file.length / 2)], { why: 'cut-short' }],
  ['has another checksum', () => [file.replace('"first"', '"other"')], { why: 'damaged' }],
  ['is of a newer format', () => [file.replace('"version":1', '"version":2')], { why: 'newer' }],
  ['brings a text twice', withDuplicate, { why: 'duplicate', line: 3 }],
  ['is of another program', () => ['{"format":"other","version":1}\n'], { why: 'foreign' }],
  [
    'is of another workbook',
    () => sealed([headOf([{ name: 'other', stores: {} }])]),
    { why: 'unknown-store', line: 1, name: 'other' },
  ],
  ['has 50 MB and no end', () => large(50_000_000), { why: 'cut-short' }],
  [
    'has more bytes than any may have',
    () => large(MOST_BYTES + 1),
    { why: 'too-large', bytes: MOST_BYTES + 1, most: MOST_BYTES },
  ],
  ['is nested a million times', () => sealed([drafts(1), '['.repeat(1_000_000)]), { why: 'misshapen', line: 2 }],
  ['says that it has no end', () => sealed([drafts(Number.MAX_SAFE_INTEGER)]), { why: 'misshapen', line: 1 }],
  ['would make 20,000 databases', () => sealed([headOf(many)]), { why: 'misshapen', line: 1 }],
])('BK3: a file that %s is refused with its cause and a way out, and no database is touched', async (_, make, why) => {
  const home = await openHome();
  const root = home.shadowRoot!;
  choose(root.querySelector('input')!, make());
  const { what, next } = refusalText(why, en.backup.refusals);
  const said = (): string | undefined => root.querySelector('[role="status"]')?.textContent;
  await vi.waitFor(() => expect(said()).toBe(`${what} ${next}`), { timeout: 10_000 });
  expect(root.querySelector('dialog')!.open).toBe(false);
  expect(await dumpAll()).toEqual(before);
});

/** The place on home at which files are brought in. */
async function openHome(): Promise<KeepWork> {
  const home = new KeepWork();
  Object.assign(home, { texts: en.backup, backups });
  document.body.append(home);
  onTestFinished(() => home.remove());
  await home.updateComplete;
  return home;
}

function choose(input: HTMLInputElement, parts: BlobPart[]): void {
  const chosen = new DataTransfer();
  chosen.items.add(new File(parts, 'work.jsonl'));
  input.files = chosen.files;
  input.dispatchEvent(new Event('change'));
}
