/** Events by the thousand: made and appended in slices, so that the page stays quick and a person sees how far it is. Rules: ../README.md, G. */
import { InvalidInputError, type AppendResult, type Event } from '#eventsourcing';
import { assertCount, assertStreamName, describeValue, LIMITS, prepareAppend } from '#eventsourcing/storage';
import { tookTooLong } from '../errors.ts';
import type { Lab } from '../lab.ts';
import type { LabStorage, Operation } from '../storage.ts';

/** What making events needs. */
export type GenerateEnvironment = Readonly<{
  newId(): string;
  now(): string;
  /** Real milliseconds, from whenever. */
  realNow(): number;
  /** Lets other work go on, while the world's time stands still. */
  breathe(): Promise<void>;
  /** Tells how far a stream is. */
  progress(streamName: string, done: number, of: number): void;
}>;

/** Real milliseconds after which no further slice is made. */
const DEADLINE = 60_000;
/** Real milliseconds of making events without a breath. */
const BREATH = 50;
/** Events of the first slice: it tells how large they are. */
const FIRST_SLICE = 10;
/** Characters of a slice, about. */
const SLICE_CHARACTERS = LIMITS.appendCharacters / 4;
/** Slices on their way at a time: one is made while others are written. */
const IN_FLIGHT = 4;
/** How often progress is told, at most. */
const TOLD = 100;

/** `generate` over a storage port. */
export function createGenerate(
  storage: Pick<LabStorage, 'transact'>,
  environment: GenerateEnvironment,
): Lab['generate'] {
  return async (streamName, count, make) => {
    assertStreamName(streamName);
    assertCount('count', count);
    if (typeof make !== 'function') throw new InvalidInputError('make', describeValue(make), 'function');
    const start = environment.realNow();
    let lastBreath = start;
    const tell = atMost(TOLD, count, (done) => environment.progress(streamName, done, count));
    const writer = new SliceWriter(storage, environment, streamName);
    let made = 0;
    let size = FIRST_SLICE;
    while (made < count) {
      const slice: Event[] = [];
      while (slice.length < size && made + slice.length < count) {
        const now = environment.realNow();
        if (now - start > DEADLINE) {
          await writer.finish();
          throw tookTooLong(streamName, made, count, DEADLINE / 1_000);
        }
        if (now - lastBreath > BREATH) {
          await environment.breathe();
          lastBreath = environment.realNow();
        }
        slice.push(make(made + slice.length + 1));
      }
      const characters = await writer.append(slice);
      made += slice.length;
      size = Math.max(1, Math.min(LIMITS.appendEvents, Math.floor((SLICE_CHARACTERS * slice.length) / characters)));
      tell(made);
    }
    return await writer.finish();
  };
}

/** Calls `tell` at the end, and before it not more often than `times`. */
function atMost(times: number, end: number, tell: (done: number) => void): (done: number) => void {
  let told = 0;
  return (done) => {
    if (done < end && done - told < end / times) return;
    told = done;
    tell(done);
  };
}

/** Appends slices one behind the other, several on their way at a time. Someone else's append in between is a conflict. */
class SliceWriter {
  readonly #storage: Pick<LabStorage, 'transact'>;
  readonly #environment: GenerateEnvironment;
  readonly #streamName: string;
  readonly #sent: Promise<AppendResult>[] = [];
  /** Version of the stream behind all that was sent; null until the first slice has arrived. */
  #version: number | null = null;
  #createdNewStream = false;
  #last!: AppendResult;

  constructor(storage: Pick<LabStorage, 'transact'>, environment: GenerateEnvironment, streamName: string) {
    this.#storage = storage;
    this.#environment = environment;
    this.#streamName = streamName;
  }

  /** Sends a slice, and waits when too many are on their way. Resolves to its characters. */
  async append(events: readonly Event[]): Promise<number> {
    const expectedStreamVersion = this.#version ?? 'NO_CONCURRENCY_CHECK';
    const prepared = prepareAppend(this.#environment, this.#streamName, events, { expectedStreamVersion });
    const commit = prepared.commit!;
    const written = this.#write({ kind: 'append', streamName: this.#streamName, expected: prepared.expected, commit });
    // Whoever awaits it hears of it.
    written.catch(() => {});
    this.#sent.push(written);
    if (this.#version === null) {
      await this.#settle();
      this.#version = this.#last.nextExpectedStreamVersion;
      this.#createdNewStream = this.#last.createdNewStream;
    } else {
      this.#version += events.length;
      if (this.#sent.length >= IN_FLIGHT) await this.#settle();
    }
    return commit.text.length;
  }

  /** Waits for all slices; resolves to what one append of all events would have given. */
  async finish(): Promise<AppendResult> {
    while (this.#sent.length > 0) await this.#settle();
    return { ...this.#last, createdNewStream: this.#createdNewStream };
  }

  async #settle(): Promise<void> {
    this.#last = await this.#sent.shift()!;
  }

  async #write(operation: Extract<Operation, { kind: 'append' }>): Promise<AppendResult> {
    const { appends } = await this.#storage.transact([operation]);
    const { firstPosition, firstStreamPosition } = appends[0]!;
    const { count } = operation.commit;
    return {
      streamName: operation.streamName,
      nextExpectedStreamVersion: firstStreamPosition + count - 1,
      createdNewStream: firstStreamPosition === 1,
      lastGlobalPosition: firstPosition + count - 1,
      deduplicated: false,
    };
  }
}
