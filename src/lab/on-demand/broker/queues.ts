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

/** All topics of a world. */
export class Queues {
  readonly #topics = new Map<string, Published[]>();
  readonly #deliveries = new Map<string, Delivery>();

  /** Puts back what was kept. */
  restore(published: readonly Published[], deliveries: readonly Delivery[]): void {
    for (const one of published.toSorted((a, b) => a.number - b.number)) this.#topic(one.topic).push(one);
    for (const one of deliveries) this.set(one);
  }

  /** The messages of a topic, in the order in which it took them. */
  messages(topic: string): readonly Published[] {
    return this.#topics.get(topic) ?? [];
  }

  /** Adds a message behind the others, unless it has the id of one that came within the `window`: then null. */
  publish(topic: string, message: Message, at: number, window: number): Published | null {
    const known = this.#topic(topic);
    const isKnown = known.some((one) => one.message.messageId === message.messageId && at - one.at < window);
    if (isKnown) return null;
    const published = { topic, number: known.length + 1, message, at };
    known.push(published);
    return published;
  }

  delivery(topic: string, consumer: string, number: number): Delivery | undefined {
    return this.#deliveries.get(idOf({ topic, consumer, number }));
  }

  set(delivery: Delivery): Delivery {
    this.#deliveries.set(idOf(delivery), delivery);
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
    }
    return first;
  }

  /** When the next message that waits for its time can be given; null when none waits. */
  nextDue(topic: string, consumer: string, now: number): number | null {
    const waiting = this.#open(topic, consumer).flatMap(({ delivery }) =>
      delivery && delivery.due > now ? [delivery.due] : [],
    );
    return waiting.length === 0 ? null : Math.min(...waiting);
  }

  /** What is done and what is not, of messages that are not put aside: for those who deliver in another order, or again. */
  all(topic: string, consumer: string): { open: Published[]; acknowledged: Published[] } {
    return {
      open: this.#open(topic, consumer).map(({ published }) => published),
      acknowledged: this.messages(topic).filter(
        ({ number }) => this.delivery(topic, consumer, number)?.state === 'acknowledged',
      ),
    };
  }

  /** What is parked, and what stands behind it with the same key. */
  parked(topic: string, consumer: string): Published[] {
    const keys = new Set<string>();
    return this.messages(topic).filter(({ number, message }) => {
      const state = this.delivery(topic, consumer, number)?.state;
      if (state === 'parked') keys.add(message.key);
      return state !== 'acknowledged' && keys.has(message.key);
    });
  }

  #open(topic: string, consumer: string): { published: Published; delivery: Delivery | undefined }[] {
    const aside = new Set(this.parked(topic, consumer));
    return this.messages(topic).flatMap((published) => {
      const delivery = this.delivery(topic, consumer, published.number);
      return aside.has(published) || delivery?.state === 'acknowledged' ? [] : [{ published, delivery }];
    });
  }

  #topic(topic: string): Published[] {
    const known = this.#topics.get(topic);
    if (known) return known;
    const made: Published[] = [];
    this.#topics.set(topic, made);
    return made;
  }
}

const idOf = ({ topic, consumer, number }: Pick<Delivery, 'topic' | 'consumer' | 'number'>): string =>
  JSON.stringify([topic, consumer, number]);
