/** Readers that follow a database with a sequence, poll by poll: one for each way in which people do it. */
import type { Lab } from '#lab';

type Read = Awaited<ReturnType<Lab['sequenced']['read']>>;

/** Where an event is, in both orders. */
export type Place = Readonly<{ transactionId: number; position: number }>;

/** One who polls. */
export type Reader = Readonly<{
  /** The positions of what it was given, in that order. */
  delivered: readonly number[];
  poll(): Promise<void>;
  /** Whether an event is still ahead of it; what is neither ahead nor delivered is lost. */
  isAhead(event: Place): boolean;
}>;

/** Asks for what is behind the highest position it has seen. */
export function naiveReader({ sequenced }: Lab): Reader {
  const delivered: number[] = [];
  const last = (): number => delivered.at(-1) ?? 0;
  return {
    delivered,
    poll: async () => void delivered.push(...(await sequenced.read({ after: last() })).events.map(positionOf)),
    isAhead: ({ position }) => position > last(),
  };
}

/** Waits in front of a hole that has events behind it, and gives it up when it has met it in so many polls. */
export function waitingReader({ sequenced }: Lab, patience = Infinity): Reader {
  const delivered: number[] = [];
  let last = 0;
  let met = 0;
  return {
    delivered,
    async poll() {
      for (const position of (await sequenced.read({ after: last })).events.map(positionOf)) {
        if (position > last + 1) {
          met += 1;
          if (met < patience) return;
        }
        met = 0;
        delivered.push(position);
        last = position;
      }
    },
    isAhead: ({ position }) => position > last,
  };
}

/** Takes the events of transactions that are older than all that are open. */
export function safeReader({ sequenced }: Lab): Reader {
  const delivered: number[] = [];
  let cursor: Place = BEGINNING;
  return {
    delivered,
    async poll() {
      for (const event of nextSafe(await sequenced.read(), cursor)) {
        delivered.push(event.position);
        cursor = event;
      }
    },
    isAhead: (event) => comparePlaces(event, cursor) > 0,
  };
}

/** In front of all events. */
export const BEGINNING: Place = { transactionId: 0, position: 0 };

/** The events behind a cursor that nothing can come in between any more, by transaction and then by position. */
export const nextSafe = ({ events, oldestOpen }: Read, cursor: Place): Place[] =>
  events
    .filter((event) => event.transactionId < (oldestOpen ?? Infinity) && comparePlaces(event, cursor) > 0)
    .toSorted(comparePlaces);

/** By transaction, and then by position. */
export const comparePlaces = (one: Place, other: Place): number =>
  one.transactionId - other.transactionId || one.position - other.position;

const positionOf = ({ position }: Place): number => position;
