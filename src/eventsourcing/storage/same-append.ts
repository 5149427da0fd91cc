/** Recognises an append that was made before, by the ids its events came with. Rules: SPEC.md, ES28-ES31, SL8. */
import type { EventStorage } from './event-storage.ts';
import { readHead, readStreamWhole } from './read-stream.ts';
import type { Event } from '../event.ts';
import type { AppendResult } from '../event-store.ts';
import type { ExpectedStreamVersion } from '../expected-stream-version.ts';

type Reading = Pick<EventStorage, 'readStream'>;

/** Expectations that say where an append has to stand if it was made before. */
type NamingPlace = number | 'STREAM_DOES_NOT_EXIST';

/** True for an expectation that says at which place of its stream an append is to be written. */
export const namesPlace = (expected: ExpectedStreamVersion): expected is NamingPlace =>
  expected === 'STREAM_DOES_NOT_EXIST' || typeof expected === 'number';

/** The result of an append whose events, all of them and in this order, stand where they were to go; null when they do not. */
export async function findSameAppend(
  storage: Reading,
  { streamName, expected }: Readonly<{ streamName: string; expected: NamingPlace }>,
  ids: readonly string[],
): Promise<AppendResult | null> {
  // A stream that did not exist may have been deleted: it goes on behind what was taken from it.
  const version = typeof expected === 'number' ? expected : (await readHead(storage, streamName)).truncateBefore - 1;
  return findBehind(storage, streamName, version, ids);
}

/** The same at the end of a stream, where an append without a version would stand if nobody has written since. */
export async function findSameAppendAtEnd(
  storage: Reading,
  streamName: string,
  ids: readonly string[],
): Promise<AppendResult | null> {
  const { streamVersion } = await readHead(storage, streamName);
  const version = streamVersion - ids.length;
  return version < 0 ? null : findBehind(storage, streamName, version, ids);
}

async function findBehind(
  storage: Reading,
  streamName: string,
  version: number,
  ids: readonly string[],
): Promise<AppendResult | null> {
  const from = version + 1;
  const to = version + ids.length;
  const range = { streamName, from, to, direction: 'forwards', wanted: ids.length } as const;
  let known = 0;
  let lastGlobalPosition = 0;
  await readStreamWhole<Event>(storage, range, {
    begin: () => (known = 0),
    take(events) {
      known += events.filter(({ eventId, streamPosition }) => eventId === ids[streamPosition - from]).length;
      lastGlobalPosition = events.at(-1)?.globalPosition ?? lastGlobalPosition;
      return known < ids.length;
    },
  });
  if (known < ids.length) return null;
  return { streamName, nextExpectedStreamVersion: to, createdNewStream: false, lastGlobalPosition, deduplicated: true };
}
