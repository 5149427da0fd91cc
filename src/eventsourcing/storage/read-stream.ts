/** Reads a stream through its pages, so that what comes out was there at one moment. Rules: SPEC.md, ES16-ES18, ES23, SL7. */
import { lastStreamPosition, toRecordedEvents, type Commit } from './commit.ts';
import type { Event, Recorded } from '../event.ts';
import type { EventStorage, StreamPage, StreamQuery } from './event-storage.ts';
import type { StreamHead } from '../stream-head.ts';

/** Where the events of a read go. */
export type Reader<E extends Event> = Readonly<{
  /** The read begins; again, when the stream was cut meanwhile: what was taken before is void. */
  begin(): void;
  /** Takes the next events; false when it needs no more. */
  take(events: readonly Recorded<E>[]): boolean;
}>;

/**
 * Hands on the events that were asked for and can be read; gives where the stream stood.
 * When others append between two pages, that is the page that holds the stream's end: a version that counts events which the
 * reader was not given would let them append as if they had seen those. A cut between two pages would leave a hole: then all is
 * read again, as often as the stream is cut.
 */
export async function readStreamWhole<E extends Event>(
  storage: Pick<EventStorage, 'readStream'>,
  query: StreamQuery,
  reader: Reader<E>,
): Promise<StreamHead> {
  for (;;) {
    reader.begin();
    const head = await readOnce(storage, query, reader);
    if (head) return head;
  }
}

/** Where a stream stands. */
export async function readHead(storage: Pick<EventStorage, 'readStream'>, streamName: string): Promise<StreamHead> {
  return storage.readStream({ streamName, from: 1, to: 0, direction: 'forwards', wanted: 0 });
}

/** One try; null when the stream was cut before it was over. */
async function readOnce<E extends Event>(
  storage: Pick<EventStorage, 'readStream'>,
  query: StreamQuery,
  { take }: Reader<E>,
): Promise<StreamHead | null> {
  let next: StreamQuery | null = query;
  let coming: Promise<StreamPage> | null = null;
  let head: StreamHead | null = null;
  while (next) {
    const page: StreamPage = await (coming ?? storage.readStream(next));
    // Where all is wanted, the next page is on its way while this one is taken.
    coming = page.next && query.wanted === Infinity ? storage.readStream(page.next) : null;
    coming?.catch(() => {});
    const { truncateBefore } = page;
    if (head && head.truncateBefore !== truncateBefore) return null;
    if (!head || query.direction === 'forwards') head = page;
    const range = { ...query, from: Math.max(query.from, truncateBefore) };
    next = page.commits.every((commit) => take(selected<E>(commit, range))) ? page.next : null;
  }
  return head;
}

/** The events of a commit that were asked for, in the direction asked for. */
function selected<E extends Event>(commit: Commit, { from, to, direction }: StreamQuery): Recorded<E>[] {
  const all = toRecordedEvents(commit) as Recorded<E>[];
  const isWhole = commit.firstStreamPosition >= from && lastStreamPosition(commit) <= to;
  const events = isWhole ? all : all.filter(({ streamPosition }) => streamPosition >= from && streamPosition <= to);
  return direction === 'forwards' ? events : events.toReversed();
}
