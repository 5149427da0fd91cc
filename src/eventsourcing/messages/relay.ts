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
      pass(lease, async (step) => {
        for (const row of await from.waiting()) {
          const isOurs = await step(async () => {
            await to.broker.publish(to.topic, row.message);
            await (by === 'flag' ? from.mark(row) : from.remove(row));
          });
          if (!isOurs) return;
        }
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

/** A relay over the log itself, with no outbox: it remembers how far it is in a checkpoint, moved by compare-and-set. */
export function logRelay<E extends Event>(
  { eventStore, database }: Readonly<{ eventStore: EventStore; database: ProjectionDatabase }>,
  to: Destination,
  { name, toMessage, lease }: LogRelayOptions<E>,
): Relay & Readonly<{ follow(): Promise<void> }> {
  const checkpoints = checkpointStore(database);
  /** Publishes one batch; false when there is no more, or when it is somebody else's turn. */
  const batch = async (step: Step): Promise<boolean> => {
    let at = await checkpoints.read(name);
    const { events, safePosition } = await eventStore.readAll({ after: at });
    // What else there is in the log is `toMessage`'s to leave out.
    for (const event of events as readonly Recorded<E>[]) {
      const told = toMessage(event);
      if (!told) continue;
      let isStored = true;
      const isOurs = await step(async () => {
        await to.broker.publish(to.topic, messageOf(event, told));
        isStored = (await checkpoints.store(name, at, event.globalPosition)) === 'stored';
        at = event.globalPosition;
      });
      if (!isOurs) return false;
      // Another relay was quicker: from where it is, again.
      if (!isStored) return true;
    }
    if (safePosition > at) await checkpoints.store(name, at, safePosition);
    return safePosition > at || events.length > 0;
  };
  const run = (): Promise<Relayed> =>
    pass(lease, async (step) => {
      while (await batch(step));
    });
  return {
    run,
    /** Publishes what is there and, from then on, what comes: for as long as the program runs. */
    async follow() {
      await run();
      const after = await checkpoints.read(name);
      for await (const _ of eventStore.subscribeToAll({ after })) await run();
    },
  };
}

/** Publishes one message; false, and nothing is done, when the lease is somebody else's by now. */
type Step = (publish: () => Promise<void>) => Promise<boolean>;

async function pass(lease: Lease | undefined, work: (step: Step) => Promise<void>): Promise<Relayed> {
  let published = 0;
  let isElsewhere = false;
  await work(async (publish) => {
    isElsewhere = lease !== undefined && (await lease.take()) === null;
    if (isElsewhere) return false;
    await publish();
    published += 1;
    return true;
  });
  return { published, isElsewhere };
}
