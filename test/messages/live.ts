/** Lives a history of messages in a world, and says what of it should not be. */
import { VirtualTime, type Lab, type LabStorage, type Message, type WorldStorage } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import type * as OnDemand from '#lab/on-demand';
import { labOver, NOW } from '../contract/lab-over-world.ts';
import { CONSUMERS, KEYS, RETRY_DELAY, VISIBILITY_TIMEOUT, type Happening, type MessageHistory } from './history.ts';

/** The part of the lab that has the broker: the project's own, or a copy with a mistake in it. */
export type Part = Pick<typeof OnDemand, 'createOnDemand'>;

const TOPIC = 'orders';

/** A call of a handler. */
type Call = {
  readonly consumer: string;
  readonly messageId: string;
  readonly attempt: number;
  end: 'done' | 'thrown' | null;
};

/** One run of cells: it ends by a crash, and what it waits for then never comes. */
class Running {
  isOver = false;
  callsLeft = Infinity;
  readonly time: VirtualTime;
  readonly subscribed: { consumer: string; stop(): void }[] = [];
  lab!: Lab;

  constructor(now: number) {
    this.time = new VirtualTime(now);
  }

  /** Storage that ends the run when its calls are used up. */
  over(storage: LabStorage): LabStorage {
    const methods = Object.entries(storage).map(([name, method]) => [
      name,
      async (...given: unknown[]): Promise<unknown> => {
        if (this.callsLeft <= 0) this.isOver = true;
        if (this.isOver) return new Promise(() => {});
        this.callsLeft -= 1;
        return (method as (...given: unknown[]) => Promise<unknown>)(...given);
      },
    ]);
    return Object.fromEntries(methods) as LabStorage;
  }
}

/** What came of a history: everything in it that can be compared, and what is wrong with it. */
export type Lived = Readonly<{ journal: string; wrong: readonly string[]; happened: ReadonlySet<string> }>;

export async function live(history: MessageHistory, part: Part): Promise<Lived> {
  const life = new Life(history, part);
  for (const happening of history.happenings) await life.let(happening);
  await life.end();
  return life.told();
}

class Life {
  readonly #history: MessageHistory;
  readonly #part: Part;
  readonly #world: WorldStorage = createMemoryWorld();
  readonly #calls: Call[] = [];
  readonly #happened = new Set<string>();
  readonly #wrong: string[] = [];
  /** Messages that were certainly taken, with when, and whether one may have come besides in a crash. */
  readonly #taken: { messageId: string; at: number }[] = [];
  #isCertain = true;
  #isHealed = false;
  #run: Running | null = null;

  constructor(history: MessageHistory, part: Part) {
    this.#history = history;
    this.#part = part;
  }

  async let(happening: Happening): Promise<void> {
    const run = await this.#running();
    switch (happening.kind) {
      case 'publish':
        await this.#publish(run, happening.id, happening.window);
        break;
      case 'subscribe':
        run.subscribed.push({ consumer: happening.consumer, ...this.#subscribe(run, happening.consumer) });
        break;
      case 'stop':
        run.subscribed.shift()?.stop();
        break;
      case 'wait':
        await this.#wait(run, happening.milliseconds);
        break;
      case 'replay':
        await this.#within(run, run.lab.broker.replayParked(TOPIC, happening.consumer));
        break;
      case 'crash':
        run.callsLeft = happening.calls;
    }
    await quiet();
  }

  /** What is left is waited for; then nothing goes wrong any more, and everything comes to its end. */
  async end(): Promise<void> {
    if (this.#run && !this.#run.isOver && this.#run.callsLeft === Infinity) await this.#lookAtSubscribed(this.#run);
    if (this.#run?.isOver) this.#happened.add('crash');
    if (this.#run) this.#run.isOver = true;
    this.#isHealed = true;
    const run = await this.#running();
    for (const consumer of CONSUMERS) this.#subscribe(run, consumer);
    await this.#drain(run);
    for (const consumer of CONSUMERS) await run.lab.broker.replayParked(TOPIC, consumer);
    await this.#drain(run);
    await this.#look(run);
  }

  async told(): Promise<Lived> {
    const journal = JSON.stringify([await this.#world.readJournal(0), this.#calls]);
    return { journal, wrong: this.#wrong, happened: this.#happened };
  }

  async #running(): Promise<Running> {
    if (this.#run && !this.#run.isOver) return this.#run;
    if (this.#run && !this.#isHealed) this.#happened.add('crash');
    const run = new Running(this.#run?.time.now ?? NOW);
    this.#run = run;
    const { createOnDemand } = this.#part;
    run.lab = await labOver(this.#world, 1, null, {
      time: run.time,
      through: (storage) => run.over(storage),
      part: { createOnDemand },
    });
    return run;
  }

  async #publish(run: Running, id: number, window: number): Promise<void> {
    const messageId = `m-${id}`;
    const message: Message = { messageId, key: KEYS[id % KEYS.length]!, type: 'T', body: null };
    const at = run.time.now;
    const options = window > 0 ? { dedupeWindow: window } : {};
    const isDone = await this.#within(run, run.lab.broker.publish(TOPIC, message, options));
    if (!isDone) this.#isCertain = false;
    else if (this.#taken.some((one) => one.messageId === messageId && at - one.at < window))
      this.#happened.add('left out');
    else this.#taken.push({ messageId, at });
  }

  /** True when it came to its end before the run did. */
  async #within(run: Running, work: Promise<unknown>): Promise<boolean> {
    const state = { isDone: false };
    void work.then(
      () => (state.isDone = true),
      (error: unknown) => this.#wrong.push(String(error)),
    );
    for (let task = 0; task < 20 && !state.isDone && !run.isOver; task += 1) await quiet();
    return state.isDone;
  }

  #subscribe(run: Running, consumer: string): { stop(): void } {
    const { maxDeliver } = this.#history;
    const options = { maxDeliver, visibilityTimeout: VISIBILITY_TIMEOUT, retryDelay: RETRY_DELAY };
    return run.lab.broker.subscribe(
      TOPIC,
      consumer,
      (message, { attempt }) => this.#handle(run, consumer, message, attempt),
      options,
    );
  }

  async #handle(run: Running, consumer: string, { messageId }: Message, attempt: number): Promise<void> {
    const call: Call = { consumer, messageId, attempt, end: null };
    this.#calls.push(call);
    if (attempt > 1) this.#happened.add('again');
    const taking = this.#isHealed ? { kind: 'at once' as const } : this.#history.takings[Number(messageId.slice(2))]!;
    if (taking.kind === 'never') await new Promise(() => {});
    if (taking.kind === 'later') await new Promise<void>((resolve) => void run.time.set(resolve, taking.wait));
    if (taking.kind === 'throws' && attempt <= taking.times) {
      call.end = 'thrown';
      throw new Error('not yet');
    }
    await this.#effect(run, consumer, messageId);
    call.end = 'done';
  }

  /** An effect with an inbox: as many as there are messages with different ids, however often they come. */
  async #effect({ lab }: Running, consumer: string, messageId: string): Promise<void> {
    const inbox = lab.database.table<{ consumer: string; messageId: string }>('inbox', {
      key: ['consumer', 'messageId'],
    });
    const effects = lab.database.table<{ consumer: string; order: string[] }>('effects', { key: 'consumer' });
    for (;;) {
      try {
        await lab.database.transaction(async (tx) => {
          if (!(await tx.insertIfAbsent(inbox, { consumer, messageId }))) return;
          const order = (await tx.get(effects, consumer))?.order ?? [];
          tx.put(effects, { consumer, order: [...order, messageId] });
        });
        return;
      } catch (error) {
        if ((error as { code?: string }).code !== 'row-conflict') throw error;
      }
    }
  }

  async #wait(run: Running, milliseconds: number): Promise<void> {
    const end = run.time.now + milliseconds;
    for (let fired = 0; fired < 500 && !run.isOver && run.time.fireNext(end); fired += 1) await quiet();
    if (run.time.now < end) run.time.moveTo(end);
  }

  async #drain(run: Running): Promise<void> {
    await quiet();
    for (let fired = 0; fired < 2_000 && run.time.fireNext(); fired += 1) await quiet();
  }

  /** Who is subscribed gets everything, some time, or has it parked. */
  async #lookAtSubscribed(run: Running): Promise<void> {
    await this.#drain(run);
    const messages = await run.lab.broker.messages(TOPIC);
    for (const { consumer } of run.subscribed) {
      const parked = (await run.lab.broker.parked(TOPIC, consumer)).map(({ messageId }) => messageId);
      const known = new Set(this.#calls.filter((call) => call.consumer === consumer).map(({ messageId }) => messageId));
      const missing = messages.filter(({ messageId }) => !known.has(messageId) && !parked.includes(messageId));
      this.#expect(
        missing.length === 0,
        `B5: ${consumer} waits for ${missing.map(({ messageId }) => messageId).join()}`,
      );
      this.#happened.add('waited for');
    }
  }

  async #look({ lab }: Running): Promise<void> {
    const messages = await lab.broker.messages(TOPIC);
    const ids = messages.map(({ messageId }) => messageId);
    const taken = this.#taken.map(({ messageId }) => messageId);
    if (this.#isCertain)
      this.#expect(ids.join() === taken.join(), `P21: the topic has ${ids.join()}, not ${taken.join()}`);
    else this.#expect(isWithin(taken, ids), `P21: the topic has ${ids.join()}, and lacks some of ${taken.join()}`);
    const effects = await lab.database
      .table<{ consumer: string; order: string[] }>('effects', { key: 'consumer' })
      .all();
    for (const consumer of CONSUMERS) {
      const order = effects.find((row) => row.consumer === consumer)?.order ?? [];
      const missing = [...new Set(ids)].filter((id) => !order.includes(id));
      this.#expect(missing.length === 0, `P17: ${consumer} never got ${missing.join()}`);
      this.#expect(order.length === new Set(order).size, `P22: ${consumer} has ${order.join()}`);
      const parked = await lab.broker.parked(TOPIC, consumer);
      this.#expect(parked.length === 0, `P17: ${consumer} still has parked ${parked.length}`);
      for (const key of KEYS) this.#lookAtKey(consumer, key, messages, order);
      this.#lookAtCalls(consumer, ids);
    }
  }

  /** P18: the effects of a key are in the order of its messages. */
  #lookAtKey(consumer: string, key: string, messages: readonly Message[], order: readonly string[]): void {
    const ofKey = messages.filter((message) => message.key === key).map(({ messageId }) => messageId);
    const sent = [...new Set(ofKey)].join();
    const got = order.filter((id) => ofKey.includes(id)).join();
    this.#expect(sent === got, `P18: ${consumer} got ${got} of ${key}, and not ${sent}`);
  }

  /** Where nobody was too late, stopped, crashed or parked, a message comes once for each time that it was thrown back, and once more. */
  #lookAtCalls(consumer: string, ids: readonly string[]): void {
    const { happenings, takings, maxDeliver } = this.#history;
    const isPlain =
      happenings.every(({ kind }) => kind !== 'crash' && kind !== 'stop' && kind !== 'replay') &&
      takings.every(({ kind }) => kind === 'at once' || kind === 'throws');
    const calls = this.#calls.filter((call) => call.consumer === consumer);
    this.#expect(
      calls.every(({ attempt }) => attempt <= maxDeliver),
      `B6: ${consumer} got something too often`,
    );
    if (happenings.every(({ kind }) => kind !== 'replay')) {
      // Each time that it was kept as given, and once more when what is parked is replayed at the end.
      const tooOften = ids.filter((id) => {
        const most = (maxDeliver + 1) * ids.filter((other) => other === id).length;
        return calls.filter(({ messageId }) => messageId === id).length > most;
      });
      this.#expect(tooOften.length === 0, `B6: ${consumer} got ${tooOften.join()} too often`);
    }
    if (!isPlain) return;
    this.#happened.add('plain');
    const done = calls.filter(({ end }) => end === 'done').length;
    this.#expect(done === ids.length, `B3: ${consumer} handled ${done} of ${ids.length} messages`);
  }

  #expect(isSo: boolean, otherwise: string): void {
    if (!isSo) this.#wrong.push(otherwise);
  }
}

/** True when `some` are in `all`, in their order. */
function isWithin(some: readonly string[], all: readonly string[]): boolean {
  let found = 0;
  for (const one of all) if (one === some[found]) found += 1;
  return found === some.length;
}

/** Everything has gone on that can without waiting for time. */
async function quiet(): Promise<void> {
  for (let task = 0; task < 3; task += 1) await new Promise((resolve) => void setImmediate(resolve));
}
