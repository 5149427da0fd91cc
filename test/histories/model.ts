/** What a log has to hold after each operation, said as simply as can be: one list. */
import type { Event, ExpectedStreamVersion } from '#eventsourcing';

export type Kept = Readonly<{ streamName: string; streamPosition: number; eventId: string | null; event: Event }>;

/** What an append has to come to: it is known when its events stand behind version `at` already. */
export type Verdict = Readonly<{ kind: 'appends' | 'conflict' | 'tombstoned' } | { kind: 'is known'; at: number }>;

export class Model {
  readonly log: Kept[] = [];
  readonly #before = new Map<string, number>();
  readonly #tombstones = new Set<string>();

  stream(streamName: string): readonly Kept[] {
    return this.log.filter((kept) => kept.streamName === streamName);
  }

  /** What is left of a stream for its readers. */
  readable(streamName: string): readonly Kept[] {
    return this.stream(streamName).filter(({ streamPosition }) => streamPosition >= this.#cutAt(streamName));
  }

  /** Takes events out of a stream; null: all, and those to come. */
  cut(streamName: string, before: number | null): void {
    const end = this.version(streamName) + 1;
    this.#before.set(streamName, Math.max(this.#cutAt(streamName), Math.min(before ?? end, end)));
    if (before === null) this.#tombstones.add(streamName);
  }

  #cutAt(streamName: string): number {
    return this.#before.get(streamName) ?? 1;
  }

  version(streamName: string): number {
    return this.stream(streamName).length;
  }

  /** What an append of events with these ids has to come to now; `ids` is null where not every event has one. */
  judge(streamName: string, expected: ExpectedStreamVersion, count: number, ids: readonly string[] | null): Verdict {
    if (this.#tombstones.has(streamName)) return { kind: 'tombstoned' };
    const stream = this.stream(streamName);
    const exists = this.readable(streamName).length > 0;
    const first = this.#cutAt(streamName) - 1;
    const known = (at: number): boolean =>
      ids !== null && count > 0 && at >= first && ids.every((id, index) => stream[at + index]?.eventId === id);
    if (expected === 'STREAM_EXISTS' || expected === 'NO_CONCURRENCY_CHECK') {
      const at = stream.length - count;
      if (known(at)) return { kind: 'is known', at };
      return { kind: expected === 'STREAM_EXISTS' && !exists ? 'conflict' : 'appends' };
    }
    const at = expected === 'STREAM_DOES_NOT_EXIST' ? first : expected;
    if (expected === 'STREAM_DOES_NOT_EXIST' ? !exists : expected === stream.length) return { kind: 'appends' };
    return known(at) ? { kind: 'is known', at } : { kind: 'conflict' };
  }

  add(streamName: string, events: readonly (Event & { eventId?: string })[]): void {
    for (const { eventId, ...event } of events) {
      const streamPosition = this.version(streamName) + 1;
      this.log.push({ streamName, streamPosition, eventId: eventId ?? null, event });
    }
  }
}
