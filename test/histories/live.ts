/** Lives through a history and throws at the first thing that is not as it has to be. */
import { expect } from 'vitest';
import type { Event, EventStore, ExpectedStreamVersion, NewEvent, Recorded } from '#eventsourcing';
import { account, askFor, type AccountEvent } from '../eventsourcing/account.ts';
import { nameOf, type Append, type History, type Operation } from './history.ts';
import type { Happening } from './happenings.ts';
import { storageInMemory, type Library } from './library.ts';
import { Model } from './model.ts';
import { Readers } from './readers.ts';
import { soon } from './soon.ts';
import { AnswerLost, UncertainStorage } from './uncertain-storage.ts';

type NamedAppend = Readonly<{
  streamName: string;
  events: readonly NewEvent<Event>[];
  expected: ExpectedStreamVersion;
}>;

/** What came of a life: what happened in it, and the log at its end, each event as text. */
export type Lived = Readonly<{ happened: ReadonlySet<Happening>; log: readonly string[] }>;

export async function live(
  { operations, listensAfter }: History,
  library: Library,
  storage = new UncertainStorage(storageInMemory(library)),
): Promise<Lived> {
  const life = new Life(library, storage);
  const listening = life.listen(listensAfter);
  for (const operation of operations) {
    await life.do(operation);
    await life.look();
  }
  await life.judgeAll(listening);
  return life;
}

class Life {
  readonly happened = new Set<Happening>();
  readonly #library: Library;
  readonly #storage: UncertainStorage;
  readonly #store: EventStore;
  readonly #model = new Model();
  /** Every event as it was when it was first seen, as text. */
  readonly log: string[] = [];
  readonly #named: NamedAppend[] = [];
  readonly #tombstones = [0, 0, 0];
  readonly #readers: Readers;
  #ids = 0;

  constructor(library: Library, storage: UncertainStorage) {
    this.#library = library;
    this.#storage = storage;
    let made = 0;
    this.#store = library.createEventStore(this.#storage, {
      newId: () => `made-${(made += 1)}`,
      now: () => '2020-05-20T09:00:00.000Z',
    });
    this.#readers = new Readers(this.#store, this.#model, this.happened);
  }

  async do(operation: Operation): Promise<void> {
    switch (operation.kind) {
      case 'append':
        return this.#append(operation);
      case 'append again':
        return this.#appendAgain(operation);
      case 'commands':
        return this.#commands(operation);
      case 'command':
        return this.#command(operation);
      case 'read':
        return this.#readers.read(this.#nameOf(operation.stream), operation);
      case 'fold':
        return this.#readers.fold(this.#nameOf(operation.stream), operation);
      case 'cut':
        return this.#cut(operation);
      case 'read all':
        return this.#readers.readAll(operation);
    }
  }

  /** What is new in the log is what the model has, and what was there is as it was. */
  async look(): Promise<void> {
    const { events } = await this.#store.readAll({ after: this.log.length });
    for (const event of events) {
      this.log.push(JSON.stringify(event));
      this.#expectKept(event);
    }
    expect(this.log.length, 'events in the log').toBe(this.#model.log.length);
  }

  async judgeAll(listening: AsyncIterator<Recorded<Event>> & { after: number }): Promise<void> {
    const { events } = await this.#store.readAll();
    // P6: byte for byte what it was; P2: in one order without holes.
    expect(events.map((event) => JSON.stringify(event))).toEqual(this.log);
    expect(events.map(({ globalPosition }) => globalPosition)).toEqual(events.map((_, index) => index + 1));
    const heard: number[] = [];
    for (let left = events.length - listening.after; left > 0; left -= 1) {
      heard.push((await soon(listening.next())).value.globalPosition);
    }
    expect(heard, 'what was heard').toEqual(events.slice(listening.after).map(({ globalPosition }) => globalPosition));
    if (listening.after > 0 && heard.length > 0) this.happened.add('listened behind the end of the log');
  }

  /** Begins to listen, and pulls already, so that it waits where there is nothing yet. */
  listen(after: number): AsyncIterator<Recorded<Event>> & { after: number } {
    const events = this.#store.subscribeToAll({ after })[Symbol.asyncIterator]();
    const first = events.next();
    let isFirst = true;
    const next = (): ReturnType<typeof events.next> => {
      const pulled = isFirst ? first : events.next();
      isFirst = false;
      return pulled;
    };
    return { after, next };
  }

  #expectKept(event: Recorded<Event>): void {
    const kept = this.#model.log[event.globalPosition - 1];
    expect(kept, `the event at ${event.globalPosition}`).toBeDefined();
    const { eventId, streamName, streamPosition, type, data } = event;
    expect({ streamName, streamPosition, event: { type, data } }).toEqual({
      streamName: kept!.streamName,
      streamPosition: kept!.streamPosition,
      event: kept!.event,
    });
    if (kept!.eventId !== null) expect(eventId).toBe(kept!.eventId);
  }

  async #append({ stream, count, seen, isNamed, answer }: Append): Promise<void> {
    const streamName = this.#nameOf(stream);
    const events = Array.from({ length: count }, (): NewEvent<AccountEvent> => {
      const event: AccountEvent = { type: 'MoneyDeposited', data: { amount: (this.#ids += 1) } };
      return isNamed ? { ...event, eventId: `id-${this.#ids}` } : event;
    });
    const append = { streamName, events, expected: this.#expectation(streamName, seen) };
    if (count === 0) this.happened.add('an append of nothing');
    if (isNamed && count > 0) this.#named.push(append);
    // Without ids nobody may try again: that would be another append.
    const isLost = answer !== 'comes' && isNamed && count > 0;
    if (isLost && this.#verdict(append).kind === 'appends') return this.#appendUncertain(append, answer);
    return this.#expectAppend(append);
  }

  async #appendUncertain(append: NamedAppend, answer: 'lost before' | 'lost after'): Promise<void> {
    this.#storage.next = answer;
    await expect(this.#call(append)).rejects.toThrow(AnswerLost);
    if (answer === 'lost after') this.#model.add(append.streamName, append.events);
    this.happened.add(
      answer === 'lost before'
        ? 'an answer was lost before it was written, and the append made again'
        : 'an answer was lost after it was written, and the append known again',
    );
    await this.#expectAppend(append);
  }

  async #appendAgain({ which, isChanged }: Extract<Operation, { kind: 'append again' }>): Promise<void> {
    const append = this.#named[which % Math.max(1, this.#named.length)];
    if (!append) return;
    const { events } = append;
    const changed = [...events.slice(0, -1), { ...events.at(-1)!, eventId: `other-${(this.#ids += 1)}` }];
    if (isChanged && events.length > 1) {
      const known = new Set(this.#model.log.map(({ eventId }) => eventId));
      const { kind } = this.#verdict({ ...append, events: changed });
      if (kind === 'conflict' && known.has(events[0]!.eventId!)) this.happened.add('some ids were known: a conflict');
    }
    return this.#expectAppend(isChanged ? { ...append, events: changed } : append);
  }

  #nameOf(stream: number): string {
    return nameOf(stream, this.#tombstones[stream]!);
  }

  #expectation(streamName: string, seen: Append['seen']): ExpectedStreamVersion {
    const version = this.#model.version(streamName);
    if (seen === 'now') return version;
    if (seen === 'behind') return Math.max(0, version - 1);
    return seen === 'ahead' ? version + 1 : seen;
  }

  #verdict({ streamName, events, expected }: NamedAppend) {
    const ids = events.flatMap(({ eventId }) => eventId ?? []);
    return this.#model.judge(streamName, expected, events.length, ids.length === events.length ? ids : null);
  }

  #call({ streamName, events, expected }: NamedAppend) {
    return this.#store.appendToStream(streamName, events, { expectedStreamVersion: expected });
  }

  /** Makes an append and holds its end against the model's. */
  async #expectAppend(append: NamedAppend): Promise<void> {
    const { streamName, events } = append;
    const verdict = this.#verdict(append);
    const version = this.#model.version(streamName);
    if (verdict.kind === 'conflict') {
      await this.#expectConflict(append, this.#call(append));
      this.happened.add('a conflict');
      return;
    }
    if (verdict.kind === 'tombstoned') {
      await expect(this.#call(append)).rejects.toSatisfy(this.#library.isStreamTombstonedError);
      this.happened.add('a tombstone refused an append');
      return;
    }
    const isLeft = this.#model.readable(streamName).length > 0;
    const result = await this.#call(append);
    if (verdict.kind === 'is known') {
      const last = verdict.at + events.length;
      expect([result.deduplicated, result.createdNewStream, result.nextExpectedStreamVersion]).toEqual([
        true,
        false,
        last,
      ]);
      this.happened.add(last === version ? 'known again' : 'known again behind what others wrote');
      return;
    }
    this.#model.add(streamName, events);
    if (version > 0 && !isLeft && events.length > 0) {
      this.happened.add('a deleted stream went on behind its last position');
    }
    expect(result).toEqual({
      streamName,
      nextExpectedStreamVersion: version + events.length,
      createdNewStream: version === 0 && events.length > 0,
      lastGlobalPosition: this.#model.log.length,
      deduplicated: false,
    });
    if (events.length > 0) this.happened.add('an append went through');
  }

  async #expectConflict(
    { streamName, expected }: Pick<NamedAppend, 'streamName' | 'expected'>,
    call: Promise<unknown>,
  ): Promise<void> {
    const [end] = await Promise.allSettled([call]);
    const error: unknown = end.status === 'rejected' ? end.reason : null;
    expect(this.#library.isExpectedVersionConflictError(error), `a conflict, and not ${String(error)}`).toBe(true);
    const actual = this.#model.version(streamName);
    expect((error as { data: object }).data).toEqual({ streamName, expected, actual });
  }

  async #cut({ stream, how, before, seen }: Extract<Operation, { kind: 'cut' }>): Promise<void> {
    const streamName = this.#nameOf(stream);
    const expected = this.#expectation(streamName, seen);
    const options = { expectedStreamVersion: expected };
    const call = (): Promise<void> => {
      if (how === 'truncate') return this.#store.truncateBefore(streamName, before, options);
      return how === 'delete'
        ? this.#store.deleteStream(streamName, options)
        : this.#store.tombstoneStream(streamName, options);
    };
    if (this.#model.judge(streamName, expected, 0, null).kind === 'conflict') {
      await this.#expectConflict({ streamName, expected }, call());
      this.happened.add('a cut was a conflict');
      return;
    }
    await call();
    this.#model.cut(streamName, { truncate: before, delete: Infinity, tombstone: null }[how]);
    if (how === 'tombstone') {
      await this.#expectAppend({ streamName, events: [{ type: 'A', data: {} }], expected: 'NO_CONCURRENCY_CHECK' });
      this.#tombstones[stream]! += 1;
    } else {
      this.happened.add(how === 'delete' ? 'a stream was deleted' : 'a stream was truncated');
    }
    const whole = { from: 1, to: 60, most: 60, isBackwards: before % 2 === 0 };
    await this.#readers.read(this.#nameOf(stream), whole);
  }

  async #commands({ stream, amounts, retries, turns }: Extract<Operation, { kind: 'commands' }>): Promise<void> {
    const { commandHandler, isIllegalStateError, isExpectedVersionConflictError } = this.#library;
    const handle = commandHandler(account, { retries });
    const streamName = this.#nameOf(stream);
    const before = this.#model.version(streamName);
    const ends = await this.#storage.inTurns(turns, () =>
      Promise.allSettled(amounts.map((amount) => handle(this.#store, streamName, askFor(amount)))),
    );
    const { events } = await this.#store.readStream<AccountEvent>(streamName, { from: before + 1 });
    this.#model.add(
      streamName,
      events.map(({ type, data }) => ({ type, data })),
    );
    // P8: what was not accepted has left nothing.
    const accepted = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
    expect(events.length, 'events of accepted commands').toBe(accepted.flatMap(({ newEvents }) => newEvents).length);
    for (const { newEvents, newState, nextExpectedStreamVersion, attempts } of accepted) {
      this.happened.add('a command was accepted');
      if (attempts > 1) this.happened.add('a command was decided again');
      expect(attempts).toBeLessThanOrEqual(retries + 1);
      // P5: it was decided on exactly what stands before it.
      const past = await this.#store.readStream<AccountEvent>(streamName, { to: nextExpectedStreamVersion });
      const standing = past.events.map(({ type, data }) => ({ type, data }));
      const state = standing
        .slice(0, standing.length - newEvents.length)
        .reduce((one, event) => account.evolve(one, event as AccountEvent), account.initialState());
      expect(standing.slice(standing.length - newEvents.length)).toEqual(newEvents);
      for (const event of newEvents)
        if (event.type === 'MoneyWithdrawn') expect(event.data.amount).toBeLessThanOrEqual(state.balance);
      expect(newState).toEqual(newEvents.reduce((one, event) => account.evolve(one, event), state));
    }
    for (const end of ends) {
      if (end.status === 'fulfilled') continue;
      if (isIllegalStateError(end.reason)) this.happened.add('a command was refused');
      else {
        expect(isExpectedVersionConflictError(end.reason), String(end.reason)).toBe(true);
        // Each conflict is somebody else's success.
        expect(retries + 1, 'gave up before it had to').toBeLessThan(amounts.length);
        this.happened.add('a command gave up');
      }
    }
  }

  async #command({ stream, amount, seen }: Extract<Operation, { kind: 'command' }>): Promise<void> {
    const streamName = this.#nameOf(stream);
    const version = this.#model.version(streamName);
    const expectedStreamVersion = seen === 'now' ? version : Math.max(0, version - 1);
    const handling = this.#library.commandHandler(account)(this.#store, streamName, askFor(amount), {
      expectedStreamVersion,
    });
    if (expectedStreamVersion !== version) {
      await expect(handling).rejects.toSatisfy(this.#library.isExpectedVersionConflictError);
      this.happened.add('what a person saw was out of date');
      return;
    }
    const newEvents = await handling.then(
      (result) => result.newEvents,
      (error: unknown) => {
        expect(this.#library.isIllegalStateError(error), String(error)).toBe(true);
        return [];
      },
    );
    this.#model.add(streamName, newEvents);
  }
}
