/** A relay over the log of a database with a sequence, in every schedule of its writers: what it reads decides what it loses. */
import { expect, test, vi } from 'vitest';
import { logRelay, type Event, type Recorded } from '#eventsourcing';
import type { Lab, Program } from '#lab';
import { exploreFresh } from '../lab/explore/explore-fresh.ts';
import { BEGINNING, nextSafe } from '../lab/gap/readers.ts';

// Thousands of lives take a while on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

type Order = Event<'OrderPlaced', { n: number }>;
type Log = Parameters<typeof logRelay<Order>>[0]['eventStore'];
type MakeLog = (lab: Lab) => Log;

/** An event of the database, as a log at this place has it. */
const recorded = (event: { position: number }, place: number): Recorded<Event> =>
  ({
    type: 'OrderPlaced',
    data: { n: event.position },
    streamName: 'orders',
    streamPosition: event.position,
    globalPosition: place,
    eventId: String(event.position),
    recordedAt: '',
  }) as const;

const unused = (): never => {
  throw new Error('Nobody subscribes here.');
};

/** What is behind a number, which is what most people write first. */
const byNumber: MakeLog = ({ sequenced }) => ({
  async readAll({ after = 0 } = {}) {
    const read = await sequenced.read({ after });
    const events = read.events.map((event) => recorded(event, event.position));
    return { events: events, safePosition: events.at(-1)?.globalPosition ?? after };
  },
  subscribeToAll: unused,
});

/** What nothing can come in between any more, by transaction; its place there is its place in the log. */
const bySafePlace: MakeLog = ({ sequenced }) => ({
  async readAll({ after = 0, maxCount = Infinity } = {}) {
    const safe = nextSafe(await sequenced.read(), BEGINNING).slice(after, after + maxCount);
    const events = safe.map((event, index) => recorded(event, after + index + 1));
    return { events: events, safePosition: after + events.length };
  },
  subscribeToAll: unused,
});

/** Two who write, one of whom may roll back, and a relay that runs beside them and once more at the end. */
const relaying =
  (makeLog: MakeLog, isSecondUndone: boolean) =>
  (lab: Lab): Program<{ lost: number; twice: number }> => {
    const { broker, database, sequenced } = lab;
    const eventStore = makeLog(lab);
    const toMessage = ({ data }: Order) => ({ body: data.n });
    const relay = logRelay<Order>({ eventStore, database }, { broker, topic: 'orders' }, { name: 'relay', toMessage });
    const write = async (isUndone: boolean) => {
      const transaction = await sequenced.begin();
      await sequenced.insert(transaction, { type: 'OrderPlaced', data: {} });
      await (isUndone ? sequenced.rollBack(transaction) : sequenced.commit(transaction));
    };
    return {
      actors: { one: () => write(false), two: () => write(isSecondUndone), relay: () => relay.run() },
      async outcome() {
        await relay.run();
        const told = (await broker.messages('orders')).map(({ messageId }) => messageId);
        const { events } = await sequenced.read();
        const lost = events.filter(({ position }) => !told.includes(`orders@${position}`)).length;
        return { lost, twice: told.length - new Set(told).size };
      },
      laws: { 'none-lost': ({ lost }) => lost === 0, 'none-twice': ({ twice }) => twice === 0 },
    };
  };

test('OB6: a relay that goes by numbers loses what is committed later than what has a higher one', async () => {
  const { how, laws } = await exploreFresh(relaying(byNumber, false));
  expect(how).toBe('every schedule');
  expect(laws['none-lost']!.broken).toBeGreaterThan(0);
});

test.each([
  ['two who commit', false],
  ['one who commits and one who rolls back', true],
])(
  'OB6: P17, P19: one that goes by what nothing can come in between any more loses nothing of %s, and gets on',
  async (_, isUndone) => {
    const { how, laws } = await exploreFresh(relaying(bySafePlace, isUndone));
    expect(how).toBe('every schedule');
    expect(laws).toMatchObject({ 'none-lost': { broken: 0 }, 'none-twice': { broken: 0 } });
  },
);
