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
import type { WorldDatabase, WorldSchema } from './world-database.ts';

/** A page ends behind the commit that brings it to this many characters of event text. */
const PAGE_CHARACTERS = 1_048_576;
/** Commits fetched by one request; each is at most 4 MiB. */
const COMMITS_PER_REQUEST = 64;

type StreamIndex = IDBPIndex<WorldSchema, ['commits', 'streams'], 'commits', 'stream'>;

/** Keys of all rows of a table: the next possible name of a table ends the range. */
export const rowsOf = (table: string): IDBKeyRange => IDBKeyRange.bound([table], [`${table}\u0000`], false, true);

export async function readStream(database: WorldDatabase, query: StreamQuery): Promise<StreamPage> {
  const tx = database.transaction(['commits', 'streams'], 'readonly');
  const streamVersion = (await tx.objectStore('streams').get(query.streamName))?.version ?? 0;
  const page = new Page(query.wanted);
  if (query.from <= Math.min(query.to, streamVersion) && query.wanted > 0) {
    const index = tx.objectStore('commits').index('stream');
    if (query.direction === 'forwards') await takeForwards(index, query, page);
    else await takeBackwards(index, query, page);
  }
  const last = page.isFull ? page.commits.at(-1) : undefined;
  const rest = last && without(query, last);
  return { commits: page.commits, streamVersion, next: rest && rest.from <= rest.to ? rest : null };
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
    const commits = await index.getAll(range, COMMITS_PER_REQUEST);
    for (const commit of commits) if (!page.isFull) page.take(commit);
    const last = commits.at(-1);
    if (!last || commits.length < COMMITS_PER_REQUEST) return;
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
  const tx = database.transaction(['commits', 'meta'], 'readonly');
  const state = await tx.objectStore('meta').get('state');
  const page = new Page(wanted);
  const commits = tx.objectStore('commits');
  // The commit that holds position `after` may go on behind it.
  const before = await commits.openCursor(IDBKeyRange.upperBound(after), 'prev');
  if (before && wanted > 0 && lastPosition(before.value) > after) page.take(before.value);
  let low = after;
  while (!page.isFull) {
    const found = await commits.getAll(IDBKeyRange.lowerBound(low, true), COMMITS_PER_REQUEST);
    for (const commit of found) if (!page.isFull) page.take(commit);
    const last = found.at(-1);
    if (!last || found.length < COMMITS_PER_REQUEST) break;
    low = last.firstPosition;
  }
  const last = page.isFull ? page.commits.at(-1) : undefined;
  const next = last ? { after: lastPosition(last), wanted } : null;
  return { commits: page.commits, lastPosition: state?.lastPosition ?? 0, next };
}

/** The names of all tables that have rows: a walk that jumps from the first row of a table to the first of the next. */
export async function readTableNames(database: WorldDatabase): Promise<string[]> {
  const names: string[] = [];
  let cursor = await database.transaction('rows').store.openKeyCursor();
  while (cursor) {
    const [table] = cursor.key;
    names.push(table);
    cursor = await cursor.continue([`${table}\u0000`, 0]);
  }
  return names;
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

  take(commit: Commit): void {
    this.commits.push(commit);
    this.#characters += commit.text.length;
    this.events += commit.count;
  }
}
