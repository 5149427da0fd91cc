/** Looks for a text in all that a world keeps, as whoever copies its storage could. Rules: README.md, W26. */
import type { Commit } from '#eventsourcing/storage';
import { KEPT_DELIVERIES, KEPT_KEYS, KEPT_MESSAGES, KEPT_SNAPSHOTS } from '../kept-tables.ts';
import type { Leak } from '../lab.ts';
import type { JournalEntry, RowQuery, StoredRow, WorldStorage } from '../storage.ts';
import { STREAM_CUTS } from '../stream-cuts.ts';

/** What is looked into. */
type Readable = Pick<WorldStorage, 'readAll' | 'readTableNames' | 'readRows' | 'readJournal'>;

/** Places that are told; where there are more, the text is anything but hidden. */
const MOST = 1_000;
/** What is read at a time. */
const ROWS = 200;
const EVENTS = 1_000;
const ENTRIES = 200;

const OF_THE_LAB: Readonly<Record<string, Leak['where']>> = {
  [KEPT_SNAPSHOTS]: 'snapshots',
  [KEPT_MESSAGES]: 'messages',
  [KEPT_DELIVERIES]: 'deliveries',
  [KEPT_KEYS]: 'keys',
  [STREAM_CUTS]: 'cuts',
};

/** Each place at which a text stands, letter by letter: the log first, then the tables, and the journal at last. */
export async function findText(world: Readable, text: string): Promise<readonly Leak[]> {
  // As it stands within a JSON text.
  const needle = JSON.stringify(text).slice(1, -1);
  const found: Leak[] = [];
  for await (const leak of places(world, needle)) {
    if (found.push(leak) === MOST) break;
  }
  return found;
}

async function* places(world: Readable, needle: string): AsyncGenerator<Leak> {
  for (let after: number | null = 0; after !== null;) {
    const page = await world.readAll({ after, wanted: EVENTS });
    for (const commit of page.commits) yield* inCommit(commit, needle);
    after = page.next?.after ?? null;
  }
  for (const table of await world.readTableNames()) {
    for (let next: RowQuery | null = { table, wanted: ROWS }; next;) {
      const page = await world.readRows(next);
      for (const row of page.rows) if (isInRow(row, needle)) yield { where: placeOf(table), place: row.id };
      next = page.next;
    }
  }
  for (let after = 0; ;) {
    const entries = await world.readJournal(after, ENTRIES);
    for (const entry of entries) if (isInEntry(entry, needle)) yield { where: 'journal', place: entry.position };
    if (entries.length < ENTRIES) return;
    after = entries.at(-1)!.position;
  }
}

const placeOf = (table: string): Leak['where'] => OF_THE_LAB[table] ?? `table ${table}`;

function inCommit({ streamName, firstStreamPosition, text, ids }: Commit, needle: string): Leak[] {
  const isInAll = has(streamName, needle);
  if (!isInAll && !text.includes(needle) && !has(ids, needle)) return [];
  const idOf = ids.split(' ');
  return (JSON.parse(text) as unknown[]).flatMap((event, index): Leak[] => {
    const isHere = isInAll || has(event, needle) || has(idOf[index], needle);
    return isHere ? [{ where: 'events', place: [streamName, firstStreamPosition + index] }] : [];
  });
}

const isInRow = ({ id, text }: StoredRow, needle: string): boolean => text.includes(needle) || has(id, needle);

const isInEntry = ({ appends, rows }: JournalEntry, needle: string): boolean =>
  appends.some(({ streamName }) => has(streamName, needle)) ||
  rows.some(
    ({ id, before, after }) => has(id, needle) || before?.text.includes(needle) || after?.text.includes(needle),
  );

const has = (value: unknown, needle: string): boolean => (JSON.stringify(value) ?? '').includes(needle);
