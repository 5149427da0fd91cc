/** Recognises an append that was made before, by the ids its events came with. Rules: SPEC.md, ES28-ES31. */
import { toRecordedEvents } from './commit.ts';
import type { EventStorage } from './event-storage.ts';
import type { AppendResult } from '../event-store.ts';
import type { ExpectedStreamVersion } from '../expected-stream-version.ts';

/** Where in its stream an append has to stand if it was made before: behind this version. */
export type Place = Readonly<{ streamName: string; version: number }>;

/** The version behind which an append was to be written; null where its expectation names none. */
export const versionExpected = (expected: ExpectedStreamVersion): number | null =>
  expected === 'STREAM_DOES_NOT_EXIST' ? 0 : typeof expected === 'number' ? expected : null;

/** The result of an append whose events, all of them and in this order, stand behind a version already; null when they do not. */
export async function findSameAppend(
  storage: Pick<EventStorage, 'readStream'>,
  { streamName, version }: Place,
  ids: readonly string[],
): Promise<AppendResult | null> {
  const from = version + 1;
  const to = version + ids.length;
  let next: Parameters<EventStorage['readStream']>[0] | null = {
    streamName,
    from,
    to,
    direction: 'forwards',
    wanted: ids.length,
  };
  let known = 0;
  let lastGlobalPosition = 0;
  while (next) {
    const page: Awaited<ReturnType<EventStorage['readStream']>> = await storage.readStream(next);
    for (const { eventId, streamPosition, globalPosition } of page.commits.flatMap(toRecordedEvents)) {
      if (streamPosition < from || streamPosition > to) continue;
      if (eventId !== ids[streamPosition - from]) return null;
      known += 1;
      lastGlobalPosition = globalPosition;
    }
    next = page.next;
  }
  if (known < ids.length) return null;
  return {
    streamName,
    nextExpectedStreamVersion: to,
    createdNewStream: false,
    lastGlobalPosition,
    deduplicated: true,
  };
}

/** The same at the end of a stream, where an append without a version would stand if nobody has written since. */
export async function findSameAppendAtEnd(
  storage: Pick<EventStorage, 'readStream'>,
  streamName: string,
  ids: readonly string[],
): Promise<AppendResult | null> {
  const nothing = { streamName, from: 1, to: 0, direction: 'forwards', wanted: 0 } as const;
  const { streamVersion } = await storage.readStream(nothing);
  const version = streamVersion - ids.length;
  return version < 0 ? null : findSameAppend(storage, { streamName, version }, ids);
}
