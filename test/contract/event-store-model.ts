/** Random programs of an event store, whose every answer is compared with that of two plain lists. */
import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { Event, EventStore, Recorded } from '#eventsourcing';

const STREAMS = ['s', 't', 'u'];
const TYPES = ['A', 'B', 'C'];
const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const position = (min: number) => fc.integer({ min, max: 14 });

const anyAppend = (largest: number) =>
  fc.record({
    streamName: fc.constantFrom(...STREAMS),
    types: fc.array(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 4 }),
    padding: fc.constantFrom(0, 0, 0, largest),
  });

const anyRead = fc.record({
  streamName: fc.constantFrom(...STREAMS, 'nobody'),
  from: optional(position(1)),
  to: optional(position(0)),
  maxCount: optional(position(1)),
  direction: optional(fc.constantFrom('forwards' as const, 'backwards' as const)),
});

const anyReadAll = fc.record({
  after: optional(position(0)),
  maxCount: optional(position(1)),
  types: optional(fc.subarray(TYPES)),
});

/** Some appends, and then many reads; one append in four has events of `largest` characters each. */
export const anyProgram = (largest: number) =>
  fc.record({
    appends: fc.array(anyAppend(largest), { maxLength: 8 }),
    reads: fc.array(anyRead, { minLength: 10, maxLength: 20 }),
    logReads: fc.array(anyReadAll, { minLength: 10, maxLength: 20 }),
  });

type Program = ReturnType<typeof anyProgram> extends fc.Arbitrary<infer Value> ? Value : never;

/** What tells one event from another. */
const keyOf = ({ streamName, streamPosition, globalPosition, type }: Recorded<Event>): string =>
  `${globalPosition} ${streamName} ${streamPosition} ${type}`;

/** Properties that are undefined are left out: an option that is there but undefined is not what a caller writes. */
const given = <Options extends object>(options: Options): never =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never;

/** What a plain list would answer. */
class Model {
  readonly log: string[] = [];
  readonly #streams = new Map<string, string[]>();

  stream(streamName: string): readonly string[] {
    return this.#streams.get(streamName) ?? [];
  }

  append(streamName: string, types: readonly string[]): void {
    const stream = this.#streams.get(streamName) ?? [];
    for (const type of types) {
      const key = `${this.log.length + 1} ${streamName} ${stream.length + 1} ${type}`;
      this.log.push(key);
      stream.push(key);
    }
    this.#streams.set(streamName, stream);
  }

  read({ streamName, from = 1, to = Infinity, maxCount = Infinity, direction = 'forwards' }: Program['reads'][number]) {
    const inside = this.stream(streamName).filter((_, index) => index + 1 >= from && index + 1 <= to);
    return (direction === 'forwards' ? inside : inside.toReversed()).slice(0, maxCount);
  }

  readAll({ after = 0, maxCount = Infinity, types = TYPES }: Program['logReads'][number]) {
    const matching = this.log.slice(after).filter((key) => types.includes(key.split(' ')[3]!));
    const keys = matching.slice(0, maxCount);
    const isCut = keys.length === maxCount;
    return { keys, safePosition: isCut ? Number(keys.at(-1)!.split(' ')[0]) : Math.max(after, this.log.length) };
  }
}

/** Runs a program against an empty store; fails at the first answer that is not the model's. */
export async function expectLikeModel(store: EventStore, { appends, reads, logReads }: Program): Promise<void> {
  const model = new Model();
  for (const { streamName, types, padding } of appends) {
    const version = model.stream(streamName).length;
    const events = types.map((type) => ({ type, data: { padding: 'x'.repeat(padding) } }));
    const result = await store.appendToStream(streamName, events, { expectedStreamVersion: version });
    model.append(streamName, types);
    expect(result).toEqual({
      streamName,
      nextExpectedStreamVersion: model.stream(streamName).length,
      createdNewStream: version === 0,
      lastGlobalPosition: model.log.length,
      deduplicated: false,
    });
  }
  for (const read of reads) {
    const { streamName, ...options } = read;
    const { events, ...rest } = await store.readStream(streamName, given(options));
    expect(events.map(keyOf), JSON.stringify(read)).toEqual(model.read(read));
    const version = model.stream(streamName).length;
    expect(rest).toEqual({ currentStreamVersion: version, streamExists: version > 0 });
  }
  for (const options of logReads) {
    const { events, safePosition } = await store.readAll(given(options));
    expect({ keys: events.map(keyOf), safePosition }, JSON.stringify(options)).toEqual(model.readAll(options));
  }
}
