/** What somebody wants from the broker, checked where it is asked for: what is thrown later has no place in a cell. Rules: ../../README.md, B. */
import { InvalidInputError } from '#eventsourcing';
import { assertCount, assertName, describeValue } from '#eventsourcing/storage';
import type { Delivered, Message, SubscriptionOptions } from '../../lab.ts';

/** A subscription, with all that was left out. */
export type Wanted = Readonly<{
  topic: string;
  consumer: string;
  handle: (message: Message<never>, delivered: Delivered) => unknown;
  options: Required<SubscriptionOptions>;
}>;

/** Throws InvalidInputError. */
export function toWanted(
  topic: string,
  consumer: string,
  handle: Wanted['handle'],
  options: SubscriptionOptions | undefined,
): Wanted {
  assertName('topic', topic);
  assertName('consumer', consumer);
  if (typeof handle !== 'function') throw new InvalidInputError('handle', describeValue(handle), 'function');
  const all = { maxDeliver: 5, visibilityTimeout: 30_000, retryDelay: 1_000, ...options };
  for (const [name, value] of Object.entries(all)) assertCount(name, value);
  return { topic, consumer, handle, options: all };
}
