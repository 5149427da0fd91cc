/** What a broker has taken and what became of it, for each consumer. Pure: no storage, no time of its own, and nobody is called. Rules: ../../README.md, B. */
import type { Message } from '../../lab.ts';
import { hashText } from '../../seed.ts';

/** Messages of one partition are delivered one after the other. */
const PARTITIONS = 8;

/** A message of a topic; numbers begin at 1. */
export type Published = Readonly<{ topic: string; number: number; message: Message; at: number }>;

/** What became of a message for a consumer; one that nobody was given yet has none. */
export type Delivery = Readonly<{
  topic: string;
  consumer: string;
  number: number;
  /** Given to a handler; refused by one, and to be given again; done; or put aside. */
  state: 'out' | 'refused' | 'acknowledged' | 'parked';
  /** How often a handler has got it. */
  attempts: number;
  /** Virtual milliseconds since 1970: not before then is it given again. */
  due: number;
}>;

/** A message that can be given to a consumer, as the `attempt`th delivery. */
export type Candidate = Readonly<{ published: Published; attempt: number }>;

/** The partition of a key. */
export const partitionOf = (key: string): number => hashText(key) % PARTITIONS;

/** A topic, which never gives a number twice. */
type Topic = { readonly messages: Published[]; lastNumber: number };

/** How far a consumer is in a topic. */
type Progress = {
  readonly deliveries: Map<number, Delivery>;
  /** How many messages from the first on are acknowledged, all of them. */
  done: number;
  /** What is out, refused or parked. */
  readonly pending: Set<number>;
};

/** All topics of a world. */
export class Queues {
  readonly #topics = new Map<string, Topic>();
  readonly #progress = new Map<string, Progress>();

  /** Puts back what was kept. */
  restore(published: readonly Published[], deliveries: readonly Delivery[]): void {
    for (const one of published.toSorted((a, b) => a.number - b.number)) {
      const topic = this.#topic(one.topic);
      topic.messages.push(one);
      topic.lastNumber = one.number;
    }
    for (const one of deliveries) this.set(one);
  }

  /** The messages of a topic, in the order in which it took them. */
  messages(topic: string): readonly Published[] {
    return this.#topics.get(topic)?.messages ?? [];
  }

  /** Adds a message behind the others, unless it has the id of one that came within the `window`: then null. */
  publish(topic: string, message: Message, at: number, window: number): Published | null {
    const known = this.#topic(topic);
    const isKnown = (one: Published): boolean => one.message.messageId === message.messageId && at - one.at < window;
    if (window > 0 && known.messages.some(isKnown)) return null;
    known.lastNumber += 1;
    const published = { topic, number: known.lastNumber, message, at };
    known.messages.push(published);
    return published;
  }

  /** Takes a message out again that could not be kept. */
  takeBack(published: Published): void {
    const { messages } = this.#topic(published.topic);
    messages.splice(messages.indexOf(published), 1);
  }

  delivery(topic: string, consumer: string, number: number): Delivery | undefined {
    return this.#progressOf(topic, consumer).deliveries.get(number);
  }

  set(delivery: Delivery): Delivery {
    const { topic, consumer, number, state } = delivery;
    const progress = this.#progressOf(topic, consumer);
    progress.deliveries.set(number, delivery);
    if (state === 'acknowledged') progress.pending.delete(number);
    else progress.pending.add(number);
    return delivery;
  }

  /**
   * The first message of each partition that is not done, in their order; of a partition whose first is out or waits for its time there
   * is none. What stands behind a parked message of the same key is passed over with it.
   */
  candidates(topic: string, consumer: string, now: number): Candidate[] {
    const taken = new Set<number>();
    const first: Candidate[] = [];
    for (const { published, delivery } of this.#open(topic, consumer)) {
      const partition = partitionOf(published.message.key);
      if (taken.has(partition)) continue;
      taken.add(partition);
      if (!delivery || delivery.due <= now) first.push({ published, attempt: (delivery?.attempts ?? 0) + 1 });
      if (taken.size === PARTITIONS) break;
    }
    return first;
  }

  /** When the next message that waits for its time can be given; null when none waits. */
  nextDue(topic: string, consumer: string, now: number): number | null {
    const { deliveries, pending } = this.#progressOf(topic, consumer);
    let next: number | null = null;
    for (const number of pending) {
      const { state, due } = deliveries.get(number)!;
      if (state !== 'parked' && due > now && (next === null || due < next)) next = due;
    }
    return next;
  }

  /** What is done and what is not, of messages that are not put aside: for those who deliver in another order, or again. */
  all(topic: string, consumer: string): { open: Published[]; acknowledged: Published[] } {
    return {
      open: Array.from(this.#open(topic, consumer), ({ published }) => published),
      acknowledged: this.messages(topic).filter(
        ({ number }) => this.delivery(topic, consumer, number)?.state === 'acknowledged',
      ),
    };
  }

  /** What is parked, and what stands behind it with the same key. */
  parked(topic: string, consumer: string): Published[] {
    const { deliveries, pending } = this.#progressOf(topic, consumer);
    if (pending.size === 0) return [];
    const keys = new Set<string>();
    return this.messages(topic).filter(({ number, message }) => {
      const state = deliveries.get(number)?.state;
      if (state === 'parked') keys.add(message.key);
      return state !== 'acknowledged' && keys.has(message.key);
    });
  }

  /** What is not done and not put aside, first to last. */
  *#open(topic: string, consumer: string): Generator<{ published: Published; delivery: Delivery | undefined }> {
    const progress = this.#progressOf(topic, consumer);
    const messages = this.messages(topic);
    const isDone = (at: number): boolean => progress.deliveries.get(messages[at]!.number)?.state === 'acknowledged';
    while (progress.done < messages.length && isDone(progress.done)) progress.done += 1;
    const hasParked = [...progress.pending].some((number) => progress.deliveries.get(number)!.state === 'parked');
    const aside = new Set(hasParked ? this.parked(topic, consumer) : []);
    for (let at = progress.done; at < messages.length; at += 1) {
      const published = messages[at]!;
      const delivery = progress.deliveries.get(published.number);
      if (delivery?.state !== 'acknowledged' && !aside.has(published)) yield { published, delivery };
    }
  }

  #topic(name: string): Topic {
    let topic = this.#topics.get(name);
    if (!topic) this.#topics.set(name, (topic = { messages: [], lastNumber: 0 }));
    return topic;
  }

  #progressOf(topic: string, consumer: string): Progress {
    const id = idOf(topic, consumer);
    let progress = this.#progress.get(id);
    if (!progress) this.#progress.set(id, (progress = { deliveries: new Map(), done: 0, pending: new Set() }));
    return progress;
  }
}

const idOf = (topic: string, consumer: string): string => JSON.stringify([topic, consumer]);
