/** A subscription to the log: what is there, then what comes. Rules: SPEC.md, ES24-ES27. */
import { toRecordedEvents, type Commit } from './commit.ts';
import type { Event, Recorded } from '../event.ts';
import type { EventStorage } from './event-storage.ts';

/** The events behind a place in the log, without end. A generator answers pulls one after the other, and each of them once. */
export async function* subscribe(
  storage: Pick<EventStorage, 'readAll' | 'whenBehind'>,
  after: number | 'BEGINNING' | 'END',
): AsyncGenerator<Recorded<Event>, never, void> {
  let position = typeof after === 'number' ? after : 0;
  if (after === 'END') {
    ({ lastPosition: position } = await storage.readAll({ after: Number.MAX_SAFE_INTEGER, wanted: 0 }));
  }
  for (;;) {
    const { commits, lastPosition, next } = await storage.readAll({ after: position, wanted: Infinity });
    for (const event of eventsOf(commits, position)) {
      position = event.globalPosition;
      yield event;
    }
    // Not behind `position`: where that is ahead of the log, nobody could say when it will be reached.
    if (!next) await storage.whenBehind(lastPosition);
  }
}

/** The events of commits that are behind a position; a commit is not parsed before it is its turn. */
function* eventsOf(commits: readonly Commit[], position: number) {
  for (const commit of commits) {
    for (const event of toRecordedEvents(commit)) if (event.globalPosition > position) yield event;
  }
}
