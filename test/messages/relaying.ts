/** Small programs that tell others what has happened, each lived in every schedule with every crash and lost answer: what of them comes out wrong. */
import type * as eventsourcing from '#eventsourcing';
import type { Event, Message, ToMessage } from '#eventsourcing';
import type { Exploration, Fault, Lab, Program } from '#lab';
import { exploreFresh } from '../lab/explore/explore-fresh.ts';

/** What is tried: the project's own, or a copy with a mistake in it. */
export type Library = Pick<
  typeof eventsourcing,
  'inbox' | 'inlineProjector' | 'lease' | 'logRelay' | 'outbox' | 'outboxRelay' | 'projector'
>;

type Ordered = Event<'OrderPlaced' | 'OrderPaid' | 'NoteAdded', { n: number }>;

/** Notes are nobody else's business. */
const toMessage: ToMessage<Ordered> = ({ type, data }) => (type === 'NoteAdded' ? null : { body: data });

const EVENTS: readonly Ordered[] = [
  { type: 'NoteAdded', data: { n: 1 } },
  { type: 'OrderPlaced', data: { n: 2 } },
  { type: 'OrderPaid', data: { n: 3 } },
];
const TOPIC = 'orders';
const STREAM = 'order-1';

/** What is there at the end of a schedule. */
type Outcome = Readonly<{
  saved: readonly string[];
  told: readonly string[];
  effects?: Readonly<Record<string, number>>;
}>;

const placeOf = ({ streamName, streamPosition }: { streamName: string; streamPosition: number }): string =>
  `${streamName}@${streamPosition}`;

async function outcomeOf({ eventStore, broker }: Lab): Promise<Outcome> {
  const { events } = await eventStore.readAll();
  const saved = events.filter(({ type }) => type !== 'NoteAdded').map(placeOf);
  return { saved, told: (await broker.messages(TOPIC)).map(({ messageId }) => messageId) };
}

/** What should hold of every outcome; a name for what does not. */
function faultsOf({ saved, told }: Outcome): string[] {
  const wrong: string[] = [];
  if (!saved.every((id) => told.includes(id))) wrong.push('lost');
  if (!told.every((id) => saved.includes(id))) wrong.push('invented');
  if (JSON.stringify([...new Set(told)]) !== JSON.stringify(saved)) wrong.push('out of order');
  return wrong;
}

const destination = ({ broker }: Lab) => ({ broker, topic: TOPIC });
/** Appends again when no answer came: what is there already is a conflict. */
async function untilSaved(append: () => Promise<unknown>): Promise<void> {
  try {
    await append();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'answer-lost') throw error;
    await append().catch(() => {});
  }
}

/** A program by its name, and what is asked of its outcomes besides. */
type Tried = Readonly<{
  name: string;
  make: (library: Library, lab: Lab) => Program<Outcome>;
  isRight?: (outcome: Outcome) => boolean;
}>;

function shopWith(by: 'delete' | 'flag', faults: readonly Fault[]): Tried {
  return {
    name: `an outbox whose rows go by ${by}, with ${faults.join(' and ')}`,
    make({ outbox, outboxRelay }, lab) {
      const box = outbox(lab.database, toMessage);
      const relay = outboxRelay(box, destination(lab), { by });
      const place = () =>
        untilSaved(() => box.appendToStream(STREAM, EVENTS, { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' }));
      const work = async () => {
        await place();
        await relay.run();
      };
      // As a job does that is begun again and again.
      const outcome = async () => {
        await relay.run();
        return outcomeOf(lab);
      };
      return { actors: { shop: work }, restart: () => relay.run(), faults, outcome };
    },
    isRight: ({ told }) => told.length <= 3,
  };
}

const append = (lab: Lab, events = EVENTS, version = 0) =>
  lab.eventStore.appendToStream(STREAM, events, { expectedStreamVersion: version });

export const TRIED: readonly Tried[] = [
  shopWith('delete', ['crash']),
  shopWith('flag', ['crash']),
  shopWith('delete', ['lost ack']),
  shopWith('flag', ['lost ack']),
  {
    name: 'two relays over one outbox',
    make({ outbox, outboxRelay }, lab) {
      const box = outbox(lab.database, toMessage);
      const run = () => outboxRelay(box, destination(lab)).run();
      return {
        before: () => box.appendToStream(STREAM, EVENTS.slice(0, 2), { expectedStreamVersion: 0 }),
        actors: { one: run, two: run },
        outcome: () => outcomeOf(lab),
      };
    },
  },
  {
    name: 'a relay over the log that crashes',
    make({ logRelay }, lab) {
      const run = () => logRelay(lab, destination(lab), { name: 'relay', toMessage }).run();
      return {
        before: () => append(lab),
        actors: { relay: run },
        restart: run,
        faults: ['crash', 'lost ack'],
        outcome: async () => {
          await run();
          return outcomeOf(lab);
        },
      };
    },
  },
  {
    name: 'a relay over the log beside a writer',
    make({ logRelay }, lab) {
      const run = () => logRelay(lab, destination(lab), { name: 'relay', toMessage }).run();
      return {
        before: () => append(lab, EVENTS.slice(0, 2)),
        actors: { relay: run, writer: () => append(lab, EVENTS.slice(2), 2) },
        outcome: async () => {
          await run();
          return outcomeOf(lab);
        },
      };
    },
    isRight: ({ told }) => told.length === 2,
  },
  {
    name: 'two relays over the log',
    make({ logRelay }, lab) {
      const run = () => logRelay(lab, destination(lab), { name: 'relay', toMessage }).run();
      return {
        before: () => append(lab, EVENTS.slice(1)),
        actors: { one: run, two: run },
        outcome: () => outcomeOf(lab),
      };
    },
  },
  {
    name: 'two relays with a lease',
    make({ lease, logRelay }, lab) {
      const run = (holder: string) => async () => {
        const held = lease(lab.database, {
          name: 'relay',
          holder,
          milliseconds: 1_000,
          now: () => Date.parse(lab.clock.now()),
        });
        await logRelay(lab, destination(lab), { name: 'relay', toMessage, lease: held }).run();
      };
      return {
        before: () => append(lab, EVENTS.slice(1, 2)),
        actors: { one: run('one'), two: run('two') },
        outcome: () => outcomeOf(lab),
      };
    },
    isRight: ({ told }) => told.length === 1,
  },
  {
    name: 'two consumers with an inbox, with crashes and duplicates',
    make({ inbox }, lab) {
      const table = lab.database.table<{ consumer: string; points: number }>('points', { key: 'consumer' });
      const message: Message = { messageId: `${STREAM}@2`, key: STREAM, type: 'OrderPlaced', body: null };
      const consume = (consumer: string) => async () => {
        const seen = inbox(lab.database, consumer);
        lab.broker.subscribe(TOPIC, consumer, (got) =>
          seen.handle(got, async (tx) =>
            tx.put(table, { consumer, points: ((await tx.get(table, consumer))?.points ?? 0) + 10 }),
          ),
        );
      };
      return {
        before: async () => {
          await append(lab, EVENTS.slice(0, 2));
          await lab.broker.publish(TOPIC, message);
        },
        actors: { points: consume('points'), mail: consume('mail') },
        faults: ['crash', 'duplicate', 'lost ack'],
        outcome: async () => ({
          ...(await outcomeOf(lab)),
          effects: Object.fromEntries((await table.all()).map(({ consumer, points }) => [consumer, points])),
        }),
      };
    },
    isRight: ({ effects }) => effects?.['points'] === 10 && effects?.['mail'] === 10,
  },
  {
    name: 'a projection whose runner crashes',
    make({ projector }, lab) {
      const counted = projector<{ count: number }, Ordered>(
        {
          name: 'counts',
          version: 1,
          canHandle: ['OrderPlaced', 'OrderPaid', 'NoteAdded'],
          evolve: (row) => ({ count: (row?.count ?? 0) + 1 }),
        },
        lab,
      );
      const run = () => counted.catchUp();
      return {
        before: () => append(lab),
        actors: { one: run, two: run },
        restart: run,
        faults: ['crash'],
        outcome: async () => {
          await run();
          const told = (await outcomeOf(lab)).saved;
          return { saved: told, told, effects: { count: (await counted.rows())[0]!.count } };
        },
      };
    },
    isRight: ({ effects }) => effects?.['count'] === 3,
  },
];

/** What comes out wrong of the programs, each with the shortest schedule that does. */
export async function wrongOf(library: Library, tried = TRIED): Promise<string[]> {
  const wrong: string[] = [];
  for (const { name, make, isRight = () => true } of tried) {
    let explored: Exploration<Outcome>;
    try {
      explored = await exploreFresh((lab) => make(library, lab));
    } catch (error) {
      wrong.push(`${name}: ${String(error)}`);
      continue;
    }
    for (const { outcome, shortest } of explored.outcomes) {
      const found = [...faultsOf(outcome), ...(isRight(outcome) ? [] : ['not as it should be'])];
      if (found.length > 0)
        wrong.push(`${name}: ${found.join(', ')}: ${JSON.stringify(outcome)}\n  ${shortest.join('\n  ')}`);
    }
  }
  return wrong;
}
