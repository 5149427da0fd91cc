/** What outbox, relays, lease and inbox promise (src/eventsourcing/SPEC.md, OB), as cases for whatever implements the lab. */
import {
  inbox,
  lease,
  logRelay,
  messageOf,
  outbox,
  outboxRelay,
  type Event,
  type Message,
  type ToMessage,
} from '#eventsourcing';
import type { Case } from './assert.ts';
import { itemsOf, type DatabasePort } from './database/shared.ts';

type Placed = Event<'OrderPlaced' | 'NoteAdded', { n: number }>;

const order = (n: number): Placed => ({ type: 'OrderPlaced', data: { n } });
const note: Placed = { type: 'NoteAdded', data: { n: 0 } };
const toMessage: ToMessage<Placed> = ({ type, data }) => (type === 'NoteAdded' ? null : { body: { number: data.n } });

/** Somebody who is told, and whom the first messages may not reach. */
function listener(deaf = 0) {
  const told: string[] = [];
  let failures = deaf;
  const publish = async (_topic: string, { messageId }: Message): Promise<void> => {
    if (failures > 0) {
      failures -= 1;
      throw new RangeError('nobody there');
    }
    told.push(messageId);
  };
  return { told, to: { broker: { publish }, topic: 'orders' } };
}

const messageFor = (n: number): Message =>
  messageOf({ ...order(n), streamName: 'order-1', streamPosition: n }, { body: {} });

/** The code of what a promise fails with; null when it does not. */
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => (error as { code?: unknown }).code ?? String(error),
  );

/** Each case wants an empty world. */
export const messageCases: readonly Case<DatabasePort>[] = [
  {
    title: 'OB1: events and what others are told are both there, or neither',
    async run({ database, eventStore }, assert) {
      const box = outbox(database, toMessage);
      await box.appendToStream('order-1', [note, order(1)], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' });
      const late = () => box.appendToStream('order-1', [order(2)], { expectedStreamVersion: 1 });
      await assert.fails(late, 'expected-version-conflict');
      assert.same((await eventStore.readAll()).events.length, 2);
      assert.same(
        (await box.waiting()).map(({ message }) => message.messageId),
        ['order-1@2'],
      );
    },
  },
  {
    title: 'OB1: two who append at once leave the events and the messages of one',
    async run({ database, eventStore }, assert) {
      const box = outbox(database, toMessage);
      const appends = [1, 2].map((n) =>
        codeOf(box.appendToStream('order-1', [order(n)], { expectedStreamVersion: 0 })),
      );
      assert.same((await Promise.all(appends)).map(String).toSorted(), ['expected-version-conflict', 'null']);
      assert.same((await eventStore.readAll()).events.length, 1);
      assert.same((await box.waiting()).length, 1);
    },
  },
  {
    title: 'OB4: what could not be published waits, and is told under the same id',
    async run({ database }, assert) {
      const box = outbox(database, toMessage);
      await box.appendToStream('order-1', [order(1)], { expectedStreamVersion: 0 });
      const { told, to } = listener(1);
      const relay = outboxRelay(box, to);
      assert.same(await codeOf(relay.run()), 'RangeError: nobody there');
      assert.same((await box.waiting()).length, 1);
      await relay.run();
      assert.same(told, ['order-1@1']);
      assert.same(await box.waiting(), []);
    },
  },
  {
    title: 'OB5: what was published is taken away, or marked and kept',
    async run({ database }, assert) {
      const table = database.table<{ number: number; isPublished: boolean }>('outbox', { key: 'number' });
      const box = outbox(database, toMessage);
      const { told, to } = listener();
      await box.appendToStream('order-1', [order(1)], { expectedStreamVersion: 0 });
      await outboxRelay(box, to).run();
      assert.same(await table.all(), []);
      await box.appendToStream('order-1', [order(2)], { expectedStreamVersion: 1 });
      await outboxRelay(box, to, { by: 'flag' }).run();
      assert.same(
        (await table.all()).map(({ number, isPublished }) => [number, isPublished]),
        [[2, true]],
      );
      await outboxRelay(box, to, { by: 'flag' }).run();
      assert.same(told, ['order-1@1', 'order-1@2']);
    },
  },
  {
    title: 'OB6: the log is told from where it was left, past what nobody is told of',
    async run({ database, eventStore }, assert) {
      const { told, to } = listener();
      const relay = logRelay({ database, eventStore }, to, { name: 'log', toMessage });
      const anywhere = { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' } as const;
      await eventStore.appendToStream('order-1', [order(1), note, note], anywhere);
      await relay.run();
      await eventStore.appendToStream('order-2', [note, order(2)], anywhere);
      await relay.run();
      await relay.run();
      assert.same(told, ['order-1@1', 'order-2@2']);
    },
  },
  {
    title: 'OB6: two relays of one log at a time pass over nothing',
    async run({ database, eventStore }, assert) {
      const { told, to } = listener();
      const relay = () => logRelay({ database, eventStore }, to, { name: 'log', toMessage }).run();
      const orders = Array.from({ length: 5 }, (_, n) => order(n));
      await eventStore.appendToStream('order-1', orders, { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' });
      await Promise.allSettled([relay(), relay()]);
      await relay();
      assert.same([...new Set(told)].toSorted(), ['order-1@1', 'order-1@2', 'order-1@3', 'order-1@4', 'order-1@5']);
    },
  },
  {
    title: 'OB7: messages of several streams are told in the order of their commits',
    async run({ database }, assert) {
      const box = outbox(database, toMessage);
      const { told, to } = listener();
      for (const [stream, version] of [
        ['b', 0],
        ['a', 0],
        ['b', 1],
        ['c', 0],
        ['a', 1],
      ] as const) {
        await box.appendToStream(stream, [order(version)], { expectedStreamVersion: version });
      }
      await outboxRelay(box, to).run();
      assert.same(told, ['b@1', 'a@1', 'b@2', 'c@1', 'a@2']);
    },
  },
  {
    title: 'OB9: of two who take a lease at once one has it',
    async run({ database }, assert) {
      const of = (holder: string) => lease(database, { name: 'relay', holder, milliseconds: 100, now: () => 1_000 });
      const [one, two] = [of('one'), of('two')];
      const fences = await Promise.all([one.take(), two.take()]);
      assert.same(
        fences.filter((fence) => fence !== null),
        [1],
      );
      await (fences[0] === null ? two : one).release();
      assert.same(await (fences[0] === null ? one : two).take(), 2);
    },
  },
  {
    title: 'OB11: a message that comes again has its effect once, for each consumer',
    async run({ database }, assert) {
      const items = itemsOf(database);
      for (const consumer of ['stock', 'archive']) {
        const box = inbox(database, consumer);
        const handle = () =>
          box.handle(messageFor(1), async (tx) => {
            const quantity = (await tx.get(items, consumer))?.quantity ?? 0;
            tx.put(items, { itemId: consumer, quantity: quantity + 1 });
          });
        assert.same([await handle(), await handle()], ['done', 'seen']);
      }
      assert.same(
        (await items.all()).map(({ quantity }) => quantity),
        [1, 1],
      );
    },
  },
  {
    title: 'OB11: two deliveries of one message at a time have one effect',
    async run({ database }, assert) {
      const items = itemsOf(database);
      const handle = () =>
        inbox(database, 'stock').handle(messageFor(1), async (tx) => {
          const quantity = (await tx.get(items, 'a'))?.quantity ?? 0;
          tx.put(items, { itemId: 'a', quantity: quantity + 1 });
        });
      assert.same((await Promise.all([handle(), handle()])).toSorted(), ['done', 'seen']);
      assert.same((await items.get('a'))?.quantity, 1);
    },
  },
  {
    title: 'OB12: an effect that fails leaves neither itself nor a row of the inbox',
    async run({ database }, assert) {
      const items = itemsOf(database);
      const box = inbox(database, 'stock');
      const failing = box.handle(messageFor(1), (tx) => {
        tx.put(items, { itemId: 'a', quantity: 1 });
        throw new RangeError('no');
      });
      assert.same(await codeOf(failing), 'RangeError: no');
      assert.same(await items.all(), []);
      assert.same(await box.handle(messageFor(1), () => {}), 'done');
    },
  },
  {
    title: 'OB13: an append that is made again is known by its ids, and tells nobody twice',
    async run({ database, eventStore }, assert) {
      const box = outbox(database, toMessage, { eventStore });
      const events = [{ ...order(1), eventId: 'e-1' }];
      const append = () => box.appendToStream('order-1', events, { expectedStreamVersion: 0 });
      const results = [await append(), await append()];
      assert.same(
        results.map(({ deduplicated }) => deduplicated),
        [false, true],
      );
      assert.same((await box.waiting()).length, 1);
    },
  },
];
