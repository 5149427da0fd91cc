/** The broker of the lesson's world: keeps what it has taken in rows that no learner can name, and gives messages out as soon as it can. Rules: ../../README.md, B. */
import {
  keepDelivery,
  keepPublished,
  readKeptRows,
  toDelivery,
  toPublished,
  type Delivery,
  type Published,
} from '../../kept-messages.ts';
import { KEPT_DELIVERIES, KEPT_MESSAGES } from '../../kept-tables.ts';
import type { CurrentWorld } from '../../current-world.ts';
import type { Operation } from '../../storage.ts';
import { FaultyDelivery, type Delivering } from '../faults/faulty-delivery.ts';
import type { RunFaults } from '../faults/create-faults.ts';
import { Messaging, type Member } from './messaging.ts';
import { Queues } from './queues.ts';

/** What it needs of its world. */
export type LessonMessagingEnvironment = Readonly<{
  /** The world that the lab is about. */
  current: CurrentWorld;
  /** Virtual milliseconds since 1970. */
  now(): number;
  /** Calls back after virtual milliseconds; gives what calls it off. */
  later(work: () => void, milliseconds: number): () => void;
  /** Resolves when everything has gone on that can without waiting. */
  nextTask(): Promise<void>;
  /** Shows a value to the person. */
  display(value: unknown): void;
  /** What goes wrong in this run. */
  runFaults: Omit<RunFaults, 'faults'>;
}>;

/** The broker, which reads what was kept when it is first asked for something. */
export class LessonMessaging {
  readonly #environment: LessonMessagingEnvironment;
  #opened: Promise<Opened> | null = null;
  #isPaused = false;

  constructor(environment: LessonMessagingEnvironment) {
    this.#environment = environment;
  }

  async open(): Promise<Messaging> {
    this.#opened ??= open(this.#environment, () => this.#isPaused || this.#environment.runFaults.isCrashed());
    return (await this.#opened).messaging;
  }

  /** Does work while nothing is given to anybody: after those who were given something are done with it. */
  async pause<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#isPaused = true;
    try {
      const opened = await this.#opened;
      while (opened?.messaging.members.some(({ holds }) => holds)) await this.#environment.nextTask();
      return await work();
    } finally {
      this.#isPaused = false;
      (await this.#opened)?.dispatcher.wake();
    }
  }
}

type Opened = Readonly<{ messaging: Messaging; dispatcher: Dispatcher }>;

async function open(environment: LessonMessagingEnvironment, isPaused: () => boolean): Promise<Opened> {
  const { now, display } = environment;
  const { lesson: storage } = environment.current;
  const queues = new Queues();
  const [messages, deliveries] = await Promise.all([
    readKeptRows(storage, KEPT_MESSAGES),
    readKeptRows(storage, KEPT_DELIVERIES),
  ]);
  queues.restore(messages.map(toPublished), deliveries.map(toDelivery));
  const messaging: Messaging = new Messaging({
    queues,
    now,
    timePasses: true,
    step: environment.runFaults.step,
    keep: async (change) => void (await storage.transact(toOperations(change))),
    caller: () => null,
    wake: () => dispatcher.wake(),
    handle: (member, published, work) => delivery.handle(member, published, work),
    refused: ({ consumer }, { message: { messageId } }, attempt, error) =>
      display({ consumer, messageId, attempt, refused: String(error) }),
  });
  const delivery = new FaultyDelivery({ ...environment.runFaults, now }, messaging, queues);
  const dispatcher: Dispatcher = new Dispatcher({ ...environment, isPaused, delivery }, messaging, queues);
  return { messaging, dispatcher };
}

type DispatcherEnvironment = LessonMessagingEnvironment & Readonly<{ isPaused(): boolean; delivery: FaultyDelivery }>;

/** Gives messages to members that are free, now or when it is time. */
class Dispatcher {
  readonly #environment: DispatcherEnvironment;
  readonly #messaging: Messaging;
  readonly #queues: Queues;
  #isWoken = false;
  #callOff: () => void = () => {};

  constructor(environment: DispatcherEnvironment, messaging: Messaging, queues: Queues) {
    this.#environment = environment;
    this.#messaging = messaging;
    this.#queues = queues;
  }

  /** Looks for what can be given, once all that goes on now is done. */
  wake(): void {
    if (this.#isWoken) return;
    this.#isWoken = true;
    void Promise.resolve().then(() => {
      this.#isWoken = false;
      this.#giveOut();
    });
  }

  #giveOut(): void {
    if (this.#environment.isPaused()) return;
    this.#callOff();
    const { now, later, delivery } = this.#environment;
    const free = this.#messaging.members.filter(({ holds }) => !holds);
    for (const member of free) {
      const next = delivery.next(member);
      if (next) void this.#give(member, next);
    }
    const dues = free.flatMap((member) => {
      const due = member.holds ? null : this.#queues.nextDue(member.topic, member.consumer, now());
      return due === null ? [] : [due];
    });
    if (delivery.nextDue !== null) dues.push(delivery.nextDue);
    if (dues.length > 0) this.#callOff = later(() => this.wake(), Math.min(...dues) - now());
  }

  async #give(member: Member, { candidate, isExtra }: Delivering): Promise<void> {
    const { later, delivery } = this.#environment;
    const callOff = later(() => this.#messaging.release(member), member.options.visibilityTimeout);
    try {
      await this.#messaging.give(member, candidate, isExtra);
      if (!isExtra) delivery.done(member, candidate);
    } finally {
      callOff();
    }
    this.wake();
  }
}

function toOperations({ published, delivery }: { published?: Published; delivery?: Delivery }): Operation[] {
  return [...(published ? [keepPublished(published)] : []), ...(delivery ? [keepDelivery(delivery)] : [])];
}
