/** Reads of a world, in pages: a page ends at a size that one message can carry. */
import type { IDBPIndex } from 'idb';
import {
  lastPosition,
  lastStreamPosition,
  type Commit,
  type LogPage,
  type LogQuery,
  type StreamPage,
  type StreamQuery,
} from '#eventsourcing/storage';
import type { JournalEntry } from '#lab';
import { headIn } from './stream-head.ts';
import type { WorldDatabase, WorldSchema } from './world-database.ts';
import { stateIn } from './world-stores.ts';

/** A page ends behind the commit that brings it to this many characters of event text. */
const PAGE_CHARACTERS = 1_048_576;
/** Commits fetched by the first request for a page, and by any: each may have 4 MiB, and most have less than one kB. */
const FIRST_COMMITS = 4;
const MOST_COMMITS = 1_024;
/** Entries of the journal fetched by one request. */
const ENTRIES_PER_REQUEST = 400;

type StreamIndex = IDBPIndex<WorldSchema, ('commits' | 'rows')[], 'commits', 'stream'>;

export async function readStream(database: WorldDatabase, query: StreamQuery): Promise<StreamPage> {
  const tx = database.transaction(['commits', 'rows']);
  const index = tx.objectStore('commits').index('stream');
  const head = await headIn(tx, query.streamName);
  const page = new Page(query.wanted);
  const readable = { ...query, from: Math.max(query.from, head.truncateBefore) };
  if (readable.from <= Math.min(query.to, head.streamVersion) && query.wanted > 0) {
    if (query.direction === 'forwards') await takeForwards(index, readable, page);
    else await takeBackwards(index, readable, page);
  }
  const last = page.isFull ? page.commits.at(-1) : undefined;
  const rest = last && without(query, last);
  return { commits: page.commits, ...head, next: rest && rest.from <= rest.to ? rest : null };
}

/** What is left of a query when everything up to `last`, in its direction, was read. */
const without = (query: StreamQuery, last: Commit): StreamQuery =>
  query.direction === 'forwards'
    ? { ...query, from: lastStreamPosition(last) + 1 }
    : { ...query, to: last.firstStreamPosition - 1 };

async function takeForwards(index: StreamIndex, { streamName, from, to }: StreamQuery, page: Page): Promise<void> {
  // The commit that holds position `from` begins at it or before it.
  const before = await index.openKeyCursor(IDBKeyRange.bound([streamName, 0], [streamName, from]), 'prev');
  let low = before ? before.key[1] : from;
  const high = Math.min(to, Number.MAX_SAFE_INTEGER);
  while (low <= high && !page.isFull) {
    const range = IDBKeyRange.bound([streamName, low], [streamName, high]);
    const asked = page.ask;
    const commits = await index.getAll(range, asked);
    for (const commit of commits) if (!page.isFull) page.take(commit);
    const last = commits.at(-1);
    if (!last || commits.length < asked) return;
    low = last.firstStreamPosition + 1;
  }
}

async function takeBackwards(index: StreamIndex, { streamName, from, to }: StreamQuery, page: Page): Promise<void> {
  const range = IDBKeyRange.bound([streamName, 0], [streamName, Math.min(to, Number.MAX_SAFE_INTEGER)]);
  let cursor = await index.openCursor(range, 'prev');
  while (cursor && !page.isFull && lastStreamPosition(cursor.value) >= from) {
    page.take(cursor.value);
    cursor = await cursor.continue();
  }
}

export async function readAll(database: WorldDatabase, { after, wanted }: LogQuery): Promise<LogPage> {
  const tx = database.transaction(['commits', 'meta', 'journal'], 'readonly');
  const state = await stateIn(tx);
  const page = new Page(wanted);
  const commits = tx.objectStore('commits');
  // The commit that holds position `after` may go on behind it.
  const before = await commits.openCursor(IDBKeyRange.upperBound(after), 'prev');
  if (before && wanted > 0 && lastPosition(before.value) > after) page.take(before.value);
  let low = after;
  while (!page.isFull) {
    const asked = page.ask;
    const found = await commits.getAll(IDBKeyRange.lowerBound(low, true), asked);
    for (const commit of found) if (!page.isFull) page.take(commit);
    const last = found.at(-1);
    if (!last || found.length < asked) break;
    low = last.firstPosition;
  }
  const last = page.isFull ? page.commits.at(-1) : undefined;
  const next = last ? { after: lastPosition(last), wanted } : null;
  return { commits: page.commits, lastPosition: state.lastPosition, next };
}

/** Entries of the journal behind a position, fetched in steps. */
export async function readJournal(
  database: WorldDatabase,
  after: number,
  wanted = Number.MAX_SAFE_INTEGER,
): Promise<JournalEntry[]> {
  const tx = database.transaction(['journal', 'changes']);
  const entries: JournalEntry[] = [];
  for (;;) {
    const from = entries.at(-1)?.position ?? after;
    const most = Math.min(ENTRIES_PER_REQUEST, wanted - entries.length);
    // To IndexedDB, none means all.
    const found = most > 0 ? await tx.objectStore('journal').getAll(IDBKeyRange.lowerBound(from, true), most) : [];
    const last = found.at(-1);
    if (!last) return entries;
    const changes = await tx.objectStore('changes').getAll(IDBKeyRange.bound(from, last.position, true));
    const rows = new Map(changes.map((change) => [change.position, change.rows]));
    for (const entry of found) entries.push({ ...entry, rows: rows.get(entry.position) ?? [] });
  }
}

/** Commits until there are enough: enough events, or enough text. */
class Page {
  readonly commits: Commit[] = [];
  readonly #wanted: number;
  #characters = 0;
  events = 0;

  constructor(wanted: number) {
    this.#wanted = wanted;
  }

  get isFull(): boolean {
    return this.#characters >= PAGE_CHARACTERS || this.events >= this.#wanted;
  }

  /** How many commits to fetch next: as many as fit, when they are like those before. */
  get ask(): number {
    const taken = this.commits.length;
    if (taken === 0) return FIRST_COMMITS;
    const fit = Math.ceil(((PAGE_CHARACTERS - this.#characters) * taken) / this.#characters);
    const needed = Math.ceil(((this.#wanted - this.events) * taken) / this.events);
    return Math.max(1, Math.min(fit, needed, MOST_COMMITS));
  }

  take(commit: Commit): void {
    this.commits.push(commit);
    this.#characters += commit.text.length;
    this.events += commit.count;
  }
}
