/** Lives a history of programs that tell others what has happened, and says what of it should not be. */
import type * as eventsourcing from '#eventsourcing';
import type { Event, Message, NewEvent, Projection, Recorded, ToldEvent } from '#eventsourcing';
import { VirtualTime, type Lab, type WorldStorage } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import { labOver, NOW } from '../contract/lab-over-world.ts';
import { HeldCalls } from './held-calls.ts';
import { isCalm, LEASE, type Happening, type RelayHistory } from './relay-history.ts';
import { wrongMoments } from './relay-journal.ts';

/** What is tried: the project's own, or a copy with a mistake in it. */
export type Library = Pick<
  typeof eventsourcing,
  'inbox' | 'lease' | 'logRelay' | 'outbox' | 'outboxRelay' | 'projector'
>;

type Ordered = Event<'OrderPlaced' | 'NoteAdded', { n: number }>;
type Appended = { readonly streamName: string; readonly ids: readonly string[]; end: 'done' | 'conflict' | null };

const TOPIC = 'orders';
const CONSUMERS = ['mails', 'points'] as const;
const STREAMS = ['order-9', 'order-10', 'order-1'] as const;

/** Two streams share a key. */
const keyOf = (streamName: string): string => (streamName === 'order-10' ? 'k-2' : 'k-1');
/** Notes are nobody else's business. */
const toMessage = ({ type, data, streamName }: ToldEvent<Ordered>) =>
  type === 'NoteAdded' ? null : { body: data, key: keyOf(streamName) };
const idOf = ({ type, streamName, streamPosition }: Recorded<Event>): string | null =>
  type === 'NoteAdded' ? null : `${streamName}@${streamPosition}`;

const counts: Projection<{ count: number }, Ordered> = {
  name: 'counts',
  version: 1,
  canHandle: ['OrderPlaced', 'NoteAdded'],
  key: () => 'all',
  evolve: (row) => ({ count: (row?.count ?? 0) + 1 }),
};

/** What came of a history: everything in it that can be compared, and what is wrong with it. */
export type LivedRelays = Readonly<{ journal: string; wrong: readonly string[]; happened: ReadonlySet<string> }>;

export async function liveRelays(history: RelayHistory, library: Library): Promise<LivedRelays> {
  const life = await Life.begin(history, library);
  for (const happening of history.happenings) await life.let(happening);
  return life.end();
}

type Place = Readonly<{ world: WorldStorage; time: VirtualTime; lab: Lab }>;

class Life {
  readonly #history: RelayHistory;
  readonly #library: Library;
  readonly #world: WorldStorage;
  readonly #time: VirtualTime;
  /** The broker's own connection, on which nothing goes wrong. */
  readonly #lab: Lab;
  readonly #calls = new HeldCalls();
  readonly #appended: Appended[] = [];
  readonly #relaying = new Set<string>();
  readonly #happened = new Set<string>();
  readonly #wrong: string[] = [];

  private constructor(history: RelayHistory, library: Library, { world, time, lab }: Place) {
    this.#history = history;
    this.#library = library;
    this.#world = world;
    this.#time = time;
    this.#lab = lab;
  }

  static async begin(history: RelayHistory, library: Library): Promise<Life> {
    const world = createMemoryWorld();
    const time = new VirtualTime(NOW);
    const life = new Life(history, library, { world, time, lab: await labOver(world, 1, null, { time }) });
    for (const consumer of CONSUMERS) await life.#subscribe(consumer);
    return life;
  }

  async let(happening: Happening): Promise<void> {
    if (happening.kind === 'append') await this.#append(happening.stream, happening.told);
    if (happening.kind === 'relay') await this.#relay(`relay-${happening.holder}`);
    if (happening.kind === 'project') await this.#project();
    if (happening.kind === 'go') {
      const { pick, times, fate } = happening;
      for (let turn = 1; turn <= times && this.#calls.count > 0; turn += 1) {
        await this.#letGo(pick + turn, turn === times ? fate : 'done');
      }
    }
    if (happening.kind === 'wait') await this.#wait(happening.milliseconds);
    await quiet();
  }

  /** Nothing goes wrong any more, and everything comes to its end. */
  async end(): Promise<LivedRelays> {
    await this.#settle();
    await this.#wait(LEASE);
    for (const holder of ['relay-2', 'relay-3']) {
      await this.#relay(holder);
      await this.#project();
      await this.#settle();
      this.#expect(!this.#relaying.has(holder), `OB4: ${holder} has not come to its end`);
    }
    await this.#drain();
    await this.#look();
    const journal = JSON.stringify([await this.#world.readJournal(0), this.#appended]);
    return { journal, wrong: this.#wrong, happened: this.#happened };
  }

  async #letGo(pick: number, fate: Parameters<HeldCalls['letGo']>[1]): Promise<void> {
    const crashed = await this.#calls.letGo(pick, fate);
    if (fate !== 'done') this.#happened.add(fate);
    if (crashed) this.#relaying.delete(crashed);
    await quiet();
  }

  /** Lets all calls go, and those that come of them. */
  async #settle(): Promise<void> {
    await quiet();
    for (let call = 0; this.#calls.count > 0; call += 1) {
      if (call > MOST_CALLS) throw new Error([...this.#wrong, 'OB7: something goes on without an end'].join('\n'));
      await this.#letGo(0, 'done');
    }
  }

  /** A lab of somebody, whose calls are held. */
  #labOf(actor: string): Promise<Lab> {
    return labOver(this.#world, this.#appended.length + 1, null, {
      time: this.#time,
      through: (storage) => this.#calls.over(actor, storage),
    });
  }

  #outboxOf({ database, eventStore }: Lab) {
    return this.#library.outbox<Ordered>(database, toMessage, { eventStore });
  }

  async #append(stream: number, told: readonly boolean[]): Promise<void> {
    const streamName = STREAMS[stream]!;
    const number = this.#appended.length;
    const lab = await this.#labOf(`writer-${number}`);
    const events = told.map((isTold, n): NewEvent<Ordered> => ({
      type: isTold ? 'OrderPlaced' : 'NoteAdded',
      data: { n },
      eventId: `${number}-${n}`,
    }));
    const one: Appended = { streamName, ids: events.map(({ eventId }) => eventId!), end: null };
    this.#appended.push(one);
    void this.#write(lab, one, events).catch((error: unknown) => this.#wrong.push(`writer: ${String(error)}`));
  }

  /** Appends behind what there is; again, as long as no answer comes. */
  async #write(lab: Lab, one: Appended, events: readonly NewEvent<Ordered>[]): Promise<void> {
    const { streamName } = one;
    const store = this.#history.by === 'log' ? lab.eventStore : this.#outboxOf(lab);
    const { currentStreamVersion } = await this.#again(() => lab.eventStore.readStream(streamName, { maxCount: 1 }));
    try {
      const options = { expectedStreamVersion: currentStreamVersion };
      const { deduplicated } = await this.#again(() => store.appendToStream(streamName, events, options));
      if (deduplicated) this.#happened.add('known again');
      one.end = 'done';
    } catch (error) {
      if (codeOf(error) !== 'expected-version-conflict') throw error;
      this.#happened.add('conflict');
      one.end = 'conflict';
    }
  }

  async #again<Result>(work: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!isFailure(error)) throw error;
      }
    }
  }

  async #relay(actor: string): Promise<void> {
    if (this.#relaying.has(actor)) return;
    this.#relaying.add(actor);
    const lab = await this.#labOf(actor);
    const { by, isLeased } = this.#history;
    const { lease, logRelay, outboxRelay } = this.#library;
    const now = (): number => this.#time.now;
    const held = isLeased ? lease(lab.database, { name: 'relay', holder: actor, milliseconds: LEASE, now }) : undefined;
    const options = held ? { lease: held } : {};
    const to = { broker: { publish: this.#publishOf(actor) }, topic: TOPIC };
    const relay =
      by === 'log'
        ? logRelay<Ordered>(lab, to, { name: 'relay', toMessage, ...options })
        : outboxRelay(this.#outboxOf(lab), to, { by, ...options });
    const run = async (): Promise<void> => {
      const { isElsewhere } = await relay.run();
      if (isElsewhere) this.#happened.add('elsewhere');
      await held?.release();
    };
    void run().then(
      () => this.#relaying.delete(actor),
      (error: unknown) => {
        this.#relaying.delete(actor);
        if (!isFailure(error)) this.#wrong.push(`${actor}: ${String(error)}`);
      },
    );
    await quiet();
  }

  /** Publishes as an actor, which must hold the lease when it begins to. */
  #publishOf(actor: string) {
    return async (topic: string, message: Message): Promise<void> => {
      if (this.#history.isLeased) {
        const leases = this.#lab.database.table<{ name: string; holder: string; until: number }>('leases', {
          key: 'name',
        });
        const row = await leases.get('relay');
        const isOurs = row?.holder === actor && row.until > this.#time.now;
        this.#expect(isOurs, `OB10: ${actor} publishes ${message.messageId} and has no lease`);
      }
      await this.#calls.hold(actor, () => this.#lab.broker.publish(topic, message));
    };
  }

  async #project(): Promise<void> {
    const lab = await this.#labOf('projector');
    void this.#library
      .projector(counts, lab)
      .catchUp()
      .catch((error: unknown) => {
        if (!isFailure(error)) this.#wrong.push(`projector: ${String(error)}`);
      });
    await quiet();
  }

  /** An effect with an inbox: as many as there are messages with different ids, however often they come. */
  async #subscribe(consumer: string): Promise<void> {
    const lab = await this.#labOf(consumer);
    const effects = lab.database.table<{ consumer: string; order: string[] }>('effects', { key: 'consumer' });
    const seen = this.#library.inbox<Parameters<Parameters<Lab['database']['transaction']>[0]>[0]>(
      lab.database,
      consumer,
    );
    const handle = async (message: Message): Promise<void> => {
      const end = await seen.handle(message, async (tx) => {
        const order = (await tx.get(effects, consumer))?.order ?? [];
        tx.put(effects, { consumer, order: [...order, message.messageId] });
      });
      this.#happened.add(end);
    };
    const options = { maxDeliver: 1_000, visibilityTimeout: 400, retryDelay: 100 };
    this.#lab.broker.subscribe(TOPIC, consumer, handle, options);
  }

  async #wait(milliseconds: number): Promise<void> {
    const end = this.#time.now + milliseconds;
    while (this.#time.fireNext(end)) await quiet();
    if (this.#time.now < end) this.#time.moveTo(end);
  }

  /** Messages come again as long as they have to. */
  async #drain(): Promise<void> {
    for (let fired = 0; fired < 300; fired += 1) {
      await this.#settle();
      if (!this.#time.fireNext()) return;
    }
    this.#wrong.push('B5: a message comes again without an end');
  }

  async #look(): Promise<void> {
    const { events } = await this.#lab.eventStore.readAll();
    const hasOutbox = this.#history.by !== 'log';
    this.#wrong.push(...(await wrongMoments(this.#world, events, idOf, hasOutbox)));
    const committed = events.flatMap((event) => idOf(event) ?? []);
    const messages = await this.#lab.broker.messages(TOPIC);
    const told = messages.map(({ messageId }) => messageId);
    const first = [...new Set(told)];
    this.#expect(
      first.join() === committed.join(),
      `P18, P21: ${committed.join()} is true, and told is ${told.join()}`,
    );
    if (told.length > first.length) this.#happened.add('told twice');
    if (isCalm(this.#history)) {
      this.#happened.add('calm');
      this.#expect(told.length === first.length, `OB10: told more than once, in peace: ${told.join()}`);
    }
    for (const { messageId, metadata } of messages) {
      this.#expect(metadata?.causationId === messageId, `OB3: ${messageId} comes of ${metadata?.causationId}`);
    }
    this.#lookAtWriters(events);
    await this.#lookAtEffects(messages);
  }

  /** P9: who appends again until an answer comes has appended once, and is told so. */
  #lookAtWriters(events: readonly Recorded<Event>[]): void {
    for (const { streamName, ids, end } of this.#appended) {
      const found = events.filter(({ eventId }) => ids.includes(eventId));
      const isThere = found.length === ids.length && found.every((event) => event.streamName === streamName);
      this.#expect(found.length === 0 || isThere, `P9: of ${ids.join()} there are ${found.length}`);
      if (end === 'done') this.#expect(isThere, `OB13: ${ids.join()} was appended, and is not there`);
      if (end === 'conflict') this.#expect(found.length === 0, `OB13: ${ids.join()} is there, and was a conflict`);
    }
  }

  /** P22: each consumer has an effect for each message, once; of one key in their order. */
  async #lookAtEffects(messages: readonly Message[]): Promise<void> {
    const effects = this.#lab.database.table<{ consumer: string; order: string[] }>('effects', { key: 'consumer' });
    for (const consumer of CONSUMERS) {
      const order = (await effects.get(consumer))?.order ?? [];
      for (const key of new Set(messages.map((message) => message.key))) {
        const sent = [...new Set(messages.filter((one) => one.key === key).map(({ messageId }) => messageId))];
        const got = order.filter((id) => sent.includes(id));
        this.#expect(got.join() === sent.join(), `P18, P22: ${consumer} has ${got.join()} of ${sent.join()}`);
      }
    }
  }

  #expect(isSo: boolean, otherwise: string): void {
    if (!isSo) this.#wrong.push(otherwise);
  }
}

/** No history has as many calls to its end. */
const MOST_CALLS = 3_000;

const codeOf = (error: unknown): unknown => (error as { code?: unknown } | null)?.code;
const isFailure = (error: unknown): boolean => codeOf(error) === 'answer-lost' || codeOf(error) === 'refused';

/** Everything has gone on that can without a call that is held. */
async function quiet(): Promise<void> {
  for (let task = 0; task < 2; task += 1) await new Promise((resolve) => void setImmediate(resolve));
}
