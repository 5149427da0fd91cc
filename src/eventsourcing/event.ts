/** What is stored and what is asked for: events, commands, and the event as the store gives it back. Rules: SPEC.md, EV. */

/** Who and what led to a message; optional in type, but without `actor` a log cannot answer *who*. */
export type Metadata = Readonly<{
  /** Who asked: a user, a job, a system. */
  actor?: string;
  /** The same for everything that one request led to. */
  correlationId?: string;
  /** The id of the message that led to this one. */
  causationId?: string;
  /** The id of the command that led to this event; a retry carries the same. */
  commandId?: string;
  /** Version of the shape of `data`, from 1. */
  schemaVersion?: number;
  /** When it happened in the world, ISO 8601; `recordedAt` says when it was stored. */
  occurredAt?: string;
}>;

/** A fact: something that happened, named in the past tense. `data` is plain JSON. */
export type Event<Type extends string = string, Data = unknown> = Readonly<{
  type: Type;
  data: Data;
  metadata?: Metadata;
}>;

/** An event on its way into a store. */
export type NewEvent<E extends Event> = E &
  Readonly<{
    /**
     * 1 to 100 printable characters without spaces; the store makes one when it is left out. Who may have to append again, because
     * no answer came, gives every event an id: then the same append again writes nothing.
     */
    eventId?: string;
  }>;

/** A wish: something that is asked for, named in the imperative. It may be refused. */
export type Command<Type extends string = string, Data = unknown> = Readonly<{
  type: Type;
  data: Data;
  metadata?: Metadata;
}>;

/** An event as the store gives it back. Positions start at 1. */
export type Recorded<E extends Event> = E &
  Readonly<{
    /** Unique in the store, unless who appended it chose one twice. */
    eventId: string;
    /** The stream it belongs to, e.g. `order-7dd8`. */
    streamName: string;
    /** Its place in its stream: 1, 2, 3 … without holes. */
    streamPosition: number;
    /** Its place in the whole log; grows with every event of any stream. */
    globalPosition: number;
    /** When it was stored, ISO 8601. It informs; it never orders. */
    recordedAt: string;
  }>;
