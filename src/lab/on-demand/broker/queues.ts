/** What a broker has taken and what became of it, for each consumer. Pure: no storage, no time of its own, and nobody is called. Rules: ../../README.md, B. */
import type { Message } from '../../lab.ts';
import type { Delivery, Published } from '../../kept-messages.ts';
import { hashText } from '../../seed.ts';

/** Messages of one partition are delivered one after the other. */
const PARTITIONS = 8;

/** A message that can be given to a consumer, as the `attempt`th delivery. */
export type Candidate = Readonly<{ published: Published; attempt: number }>;

/** The partition of a key. */
export const partitionOf = (key: string): number => hashText(key) % PARTITIONS;

/** A topic, which never gives a number twice. */
type Topic = {
  readonly messages: Published[];
  /** The same by partition. */
  readonly partitions: readonly Published[][];
  lastNumber: number;
};

/** How far a consumer is in a topic. */
type Progress = {
  readonly deliveries: Map<number, Delivery>;
  /** Of each partition, how many messages from the first on are acknowledged, all of them. */
  readonly done: number[];
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
      this.#add(one);
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
    const published = { topic, number: known.lastNumber + 1, message, at };
    this.#add(published);
    return published;
  }

  /** Takes a message out again that could not be kept. */
  takeBack(published: Published): void {
    const { messages, partitions } = this.#topic(published.topic);
    for (const list of [messages, partitions[partitionOf(published.message.key)]!]) {
      list.splice(list.indexOf(published), 1);
    }
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
    const { deliveries, done } = this.#progressOf(topic, consumer);
    const aside = this.#aside(topic, consumer);
    const first: Candidate[] = [];
    for (const [partition, messages] of (this.#topics.get(topic)?.partitions ?? []).entries()) {
      const isDone = ({ number }: Published): boolean => deliveries.get(number)?.state === 'acknowledged';
      let at = done[partition]!;
      while (at < messages.length && isDone(messages[at]!)) at += 1;
      done[partition] = at;
      while (at < messages.length && (isDone(messages[at]!) || aside.has(messages[at]!))) at += 1;
      const published = messages[at];
      const delivery = published && deliveries.get(published.number);
      if (!published || (delivery && delivery.due > now)) continue;
      first.push({ published, attempt: (delivery?.attempts ?? 0) + 1 });
    }
    return first.toSorted((one, other) => one.published.number - other.published.number);
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
    const aside = this.#aside(topic, consumer);
    const isDone = ({ number }: Published): boolean => this.delivery(topic, consumer, number)?.state === 'acknowledged';
    const messages = this.messages(topic);
    return {
      open: messages.filter((one) => !isDone(one) && !aside.has(one)),
      acknowledged: messages.filter(isDone),
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

  /** What is parked, to be passed over. */
  #aside(topic: string, consumer: string): ReadonlySet<Published> {
    const { deliveries, pending } = this.#progressOf(topic, consumer);
    for (const number of pending) {
      if (deliveries.get(number)!.state === 'parked') return new Set(this.parked(topic, consumer));
    }
    return new Set();
  }

  #add(published: Published): void {
    const topic = this.#topic(published.topic);
    topic.messages.push(published);
    topic.partitions[partitionOf(published.message.key)]!.push(published);
    topic.lastNumber = published.number;
  }

  #topic(name: string): Topic {
    let topic = this.#topics.get(name);
    if (!topic) this.#topics.set(name, (topic = newTopic()));
    return topic;
  }

  #progressOf(topic: string, consumer: string): Progress {
    const id = idOf(topic, consumer);
    let progress = this.#progress.get(id);
    if (!progress) this.#progress.set(id, (progress = newProgress()));
    return progress;
  }
}

const idOf = (topic: string, consumer: string): string => JSON.stringify([topic, consumer]);

const newTopic = (): Topic => ({
  messages: [],
  partitions: Array.from({ length: PARTITIONS }, () => []),
  lastNumber: 0,
});

const newProgress = (): Progress => ({
  deliveries: new Map(),
  done: Array.from({ length: PARTITIONS }, () => 0),
  pending: new Set(),
});
