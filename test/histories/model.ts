/** What a log has to hold after each operation, said as simply as can be: one list. */
import type { Event, ExpectedStreamVersion } from '#eventsourcing';

export type Kept = Readonly<{ streamName: string; streamPosition: number; eventId: string | null; event: Event }>;

/** What an append has to come to: it is known when its events stand behind version `at` already. */
export type Verdict = Readonly<{ kind: 'appends' | 'conflict' } | { kind: 'is known'; at: number }>;

export class Model {
  readonly log: Kept[] = [];

  stream(streamName: string): readonly Kept[] {
    return this.log.filter((kept) => kept.streamName === streamName);
  }

  version(streamName: string): number {
    return this.stream(streamName).length;
  }

  /** What an append of events with these ids has to come to now; `ids` is null where not every event has one. */
  judge(streamName: string, expected: ExpectedStreamVersion, count: number, ids: readonly string[] | null): Verdict {
    const stream = this.stream(streamName);
    const version = expected === 'STREAM_DOES_NOT_EXIST' ? 0 : expected;
    const known = (at: number): boolean =>
      ids !== null && count > 0 && at >= 0 && ids.every((id, index) => stream[at + index]?.eventId === id);
    if (typeof version === 'string') {
      const at = stream.length - count;
      if (known(at)) return { kind: 'is known', at };
      return { kind: version === 'STREAM_EXISTS' && stream.length === 0 ? 'conflict' : 'appends' };
    }
    if (version === stream.length) return { kind: 'appends' };
    return known(version) ? { kind: 'is known', at: version } : { kind: 'conflict' };
  }

  add(streamName: string, events: readonly (Event & { eventId?: string })[]): void {
    for (const { eventId, ...event } of events) {
      const streamPosition = this.version(streamName) + 1;
      this.log.push({ streamName, streamPosition, eventId: eventId ?? null, event });
    }
  }
}
