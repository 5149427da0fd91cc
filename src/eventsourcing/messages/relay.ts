/** Relays: bring what was written down to the broker. Each publishes first and remembers it then, so nothing is lost, and something may be told twice. Rules: ../SPEC.md, OB. */
import type { Event, Recorded } from '../event.ts';
import type { EventStore } from '../event-store.ts';
import { checkpointStore } from '../projections/checkpoint-store.ts';
import type { ProjectionDatabase } from '../projections/database-port.ts';
import type { Lease } from './lease.ts';
import { messageOf, type Message, type ToMessage } from './message.ts';
import type { Outbox } from './outbox.ts';

/** Where messages go. The lab's `broker` has what this needs. */
export type Destination = Readonly<{
  broker: Readonly<{ publish(topic: string, message: Message): Promise<void> }>;
  topic: string;
}>;

/** What one pass of a relay came to. */
export type Relayed = Readonly<{
  published: number;
  /** True when it stopped because the lease is somebody else's. */
  isElsewhere: boolean;
}>;

/** The log that a relay reads; the lab's `eventStore` is one. */
export type LogToTell = Pick<EventStore, 'readAll' | 'subscribeToAll'>;

export interface Relay {
  /**
   * Publishes what waits, until nothing does. What the broker throws is thrown: what was published by then is remembered, and the
   * next pass goes on from there.
   */
  run(): Promise<Relayed>;
}

type Options = Readonly<{
  /** Has one relay at a time work, but for one that has slept past the end of its lease. */
  lease?: Lease;
}>;

/** A relay over an outbox: what was published is taken away, or marked and kept. */
export function outboxRelay<E extends Event>(
  from: Outbox<E>,
  to: Destination,
  { by = 'delete', lease }: Options & Readonly<{ by?: 'delete' | 'flag' }> = {},
): Relay {
  return {
    run: () =>
      pass(lease, async (publish) => {
        const rows = await from.waiting();
        for (const row of rows) {
          const isOurs = await publish(async () => {
            await to.broker.publish(to.topic, row.message);
            await (by === 'flag' ? from.mark(row) : from.remove(row));
          });
          if (!isOurs) return true;
        }
        return rows.length > 0;
      }),
  };
}

/** What a relay over the log needs besides. */
export type LogRelayOptions<E extends Event> = Options &
  Readonly<{
    /** Name of its checkpoint. */
    name: string;
    toMessage: ToMessage<E>;
  }>;

/** Events that are read at a time. */
const BATCH = 100;

/** A relay over the log itself, with no outbox: it remembers how far it is in a checkpoint, moved by compare-and-set. */
export function logRelay<E extends Event>(
  { eventStore, database }: Readonly<{ eventStore: LogToTell; database: ProjectionDatabase }>,
  to: Destination,
  { name, toMessage, lease }: LogRelayOptions<E>,
): Relay & Readonly<{ follow(): Promise<void> }> {
  const checkpoints = checkpointStore(database);
  const run = (): Promise<Relayed> =>
    pass(lease, async (publish) => {
      const from = await checkpoints.read(name);
      let at = from;
      // What else there is in the log is `toMessage`'s to leave out.
      const { events, safePosition } = await eventStore.readAll({ after: from, maxCount: BATCH });
      for (const event of events as readonly Recorded<E>[]) {
        const told = toMessage(event);
        if (!told) continue;
        let isStored = false;
        await publish(async () => {
          await to.broker.publish(to.topic, messageOf(event, told));
          isStored = (await checkpoints.store(name, at, event.globalPosition)) === 'stored';
          at = event.globalPosition;
        });
        // Somebody else was quicker, or it is their turn: from where they are, again.
        if (!isStored) return true;
      }
      if (safePosition > at) await checkpoints.store(name, at, safePosition);
      return safePosition > from;
    });
  return {
    run,
    /**
     * Publishes what is there and, from then on, what comes: for as long as the program runs. What it leaves to another holder of its
     * lease it looks at again with the next event.
     */
    async follow() {
      await run();
      const after = await checkpoints.read(name);
      for await (const _ of eventStore.subscribeToAll({ after })) await run();
    },
  };
}

/** Publishes one message and remembers it; false, and nothing is done, when the lease has another fence than what is published was read under. */
type Publish = (work: () => Promise<void>) => Promise<boolean>;

/** Reads and publishes batch by batch, as long as there is something or the lease is somebody else's: what they have done shows in the next batch. */
async function pass(lease: Lease | undefined, batch: (publish: Publish) => Promise<boolean>): Promise<Relayed> {
  let published = 0;
  for (let isMore = true; isMore;) {
    const fence = await lease?.take();
    if (fence === null) return { published, isElsewhere: true };
    isMore = await batch(async (work) => {
      if ((await lease?.take()) !== fence) return false;
      await work();
      published += 1;
      return true;
    });
  }
  return { published, isElsewhere: false };
}
