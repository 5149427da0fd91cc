/** What one program tells others: a message of its own making, not the event that is private to it. Rules: ../SPEC.md, OB. */
import type { Event, Metadata } from '../event.ts';
import { assertName } from '../input.ts';

export type Message<Body = unknown> = Readonly<{
  /** 1 to 200 printable characters. A message that is sent again keeps its id: by it who gets it twice can tell. */
  messageId: string;
  /** Messages of one key are delivered in their order. */
  key: string;
  type: string;
  /** Plain JSON. */
  body: Body;
  /** What led to it. */
  metadata?: Metadata;
}>;

/** An event as it is known when it is appended: its place in the log comes later. */
export type ToldEvent<E extends Event> = E & Readonly<{ streamName: string; streamPosition: number }>;

/** What others are told of an event; what is left out is the type of the event, and the name of its stream. */
export type Told = Readonly<{ body: unknown; type?: string; key?: string }>;

/** Makes of a private event what others are told; null for one that is nobody else's business. Pure. */
export type ToMessage<E extends Event> = (event: ToldEvent<E>) => Told | null;

/**
 * The message that tells of an event. Its id is the place of the event, `order-7dd8@3`: known before the event is stored, and the same
 * whoever tells of it, as often as it is told. Throws InvalidInputError where id, key or type are none that a broker takes.
 */
export function messageOf<E extends Event>(event: ToldEvent<E>, { body, type, key }: Told): Message {
  const { streamName, streamPosition, metadata } = event;
  const messageId = `${streamName}@${streamPosition}`;
  const correlationId = metadata?.correlationId;
  const named = { messageId, key: key ?? streamName, type: type ?? event.type };
  // Now, and not when the relay comes: it would stop in front of this message for good.
  for (const [property, given] of Object.entries(named)) assertName(`message.${property}`, given);
  return {
    ...named,
    body,
    metadata: { causationId: messageId, ...(correlationId === undefined ? {} : { correlationId }) },
  };
}
