/** What the broker of a world holds: its messages by topic, and how far each consumer is. Rules: README.md, TR. */
import { readKeptRows, toDelivery, toPublished, type Delivery, type Published } from './kept-messages.ts';
import { KEPT_DELIVERIES, KEPT_MESSAGES } from './kept-tables.ts';
import type { WorldStorage } from './storage.ts';

/** How far a consumer is in a topic. */
export type Progress = Readonly<{
  consumer: string;
  /** What became of a message, by its number; one that was never given to it is not there. */
  deliveries: ReadonlyMap<number, Delivery>;
  /** Messages that it has not acknowledged, those that are parked apart. */
  behind: number;
  parked: number;
  /** How often it was given a message that it had been given before. */
  again: number;
}>;

/** A topic, with its first messages in order. */
export type Topic = Readonly<{ name: string; messages: readonly Published[]; consumers: readonly Progress[] }>;

/** All topics by name. */
export type Topics = Readonly<{
  topics: readonly Topic[];
  /** Messages, or what became of them, that were too many to be read. */
  isCut: boolean;
}>;

/** What is read. */
type TopicsWorld = Pick<WorldStorage, 'readRows'>;

const MESSAGES = 1_000;
const DELIVERIES = 4_000;

/** Reads all topics of a world, with a thousand messages in all. */
export async function readTopics(world: TopicsWorld): Promise<Topics> {
  const [messages, deliveries] = await Promise.all([
    // One more tells that there are more.
    readKeptRows(world, KEPT_MESSAGES, MESSAGES + 1),
    readKeptRows(world, KEPT_DELIVERIES, DELIVERIES + 1),
  ]);
  const deliveriesOf = groupBy(deliveries.slice(0, DELIVERIES).map(toDelivery), ({ topic }) => topic);
  const topics = [...groupBy(messages.slice(0, MESSAGES).map(toPublished), ({ topic }) => topic)].map(
    ([name, published]) => {
      const consumers = groupBy(deliveriesOf.get(name) ?? [], ({ consumer }) => consumer);
      return {
        name,
        messages: published,
        consumers: [...consumers].map(([consumer, told]) => toProgress(consumer, told, published)),
      };
    },
  );
  return { topics, isCut: messages.length > MESSAGES || deliveries.length > DELIVERIES };
}

function toProgress(consumer: string, all: readonly Delivery[], messages: readonly Published[]): Progress {
  // Of messages that are left out, nothing is told.
  const last = messages.at(-1)?.number ?? 0;
  const told = all.filter(({ number }) => number <= last);
  const count = (state: Delivery['state']): number => told.filter((one) => one.state === state).length;
  const parked = count('parked');
  return {
    consumer,
    deliveries: new Map(told.map((one) => [one.number, one])),
    behind: messages.length - count('acknowledged') - parked,
    parked,
    again: told.reduce((sum, { attempts }) => sum + Math.max(0, attempts - 1), 0),
  };
}

/** Things by what `keyOf` says of them, in their order. Node 20 has no `Map.groupBy`. */
function groupBy<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): Map<string, Thing[]> {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    const group = groups.get(keyOf(thing));
    if (group) group.push(thing);
    else groups.set(keyOf(thing), [thing]);
  }
  return groups;
}
