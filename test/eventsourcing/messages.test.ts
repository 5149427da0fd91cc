/** Outbox, relays, lease and inbox, one by one; every schedule of them is lived in test/messages. */
import { describe, expect, test } from 'vitest';
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
import { createMemoryWorld, type Lab } from '#lab';
import { labOver } from '../contract/lab-over-world.ts';

type Placed = Event<'OrderPlaced' | 'NoteAdded', { n: number }>;

const toMessage: ToMessage<Placed> = ({ type, data }) => (type === 'NoteAdded' ? null : { body: { number: data.n } });
const order = (n: number): Placed => ({ type: 'OrderPlaced', data: { n } });
const note: Placed = { type: 'NoteAdded', data: { n: 0 } };
const to = ({ broker }: Lab) => ({ broker, topic: 'orders' });
const told = async ({ broker }: Lab) => (await broker.messages('orders')).map(({ messageId }) => messageId);
const newLab = () => labOver(createMemoryWorld());
const append = ({ eventStore }: Lab, streamName: string, events: readonly Placed[]) =>
  eventStore.appendToStream(streamName, events, { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' });

describe('outbox', () => {
  test('OB1: events and what others are told are both there, or neither', async () => {
    const lab = await newLab();
    const box = outbox(lab.database, toMessage);
    expect(
      await box.appendToStream('order-1', [note, order(1)], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' }),
    ).toEqual({
      streamName: 'order-1',
      nextExpectedStreamVersion: 2,
    });
    expect(await box.waiting()).toMatchObject([{ streamName: 'order-1', streamPosition: 2, isPublished: false }]);
    const late = box.appendToStream('order-1', [order(2)], { expectedStreamVersion: 1 });
    await expect(late).rejects.toMatchObject({ code: 'expected-version-conflict' });
    expect([(await lab.eventStore.readAll()).events.length, (await box.waiting()).length]).toEqual([2, 1]);
  });

  test.each([['NO_CONCURRENCY_CHECK'], ['STREAM_EXISTS'], [-1], [undefined]])(
    'OB1: %s is no exact version',
    async (expected) => {
      const lab = await newLab();
      const appended = outbox(lab.database, toMessage).appendToStream('order-1', [order(1)], {
        expectedStreamVersion: expected as never,
      });
      await expect(appended).rejects.toMatchObject({ code: 'invalid-input', data: { field: 'expectedStreamVersion' } });
      expect((await lab.eventStore.readAll()).events).toEqual([]);
    },
  );

  test('OB1: what throws while it makes a message leaves no event', async () => {
    const lab = await newLab();
    const box = outbox<Placed>(lab.database, () => {
      throw new RangeError('no');
    });
    await expect(box.appendToStream('order-1', [order(1)], { expectedStreamVersion: 0 })).rejects.toThrow(RangeError);
    expect([(await lab.eventStore.readAll()).events, await box.waiting()]).toEqual([[], []]);
  });

  test('OB2: a message is named after the place of its event, from wherever it is told', async () => {
    const lab = await newLab();
    const box = outbox(lab.database, toMessage);
    await box.appendToStream('order-1', [order(7)], { expectedStreamVersion: 0 });
    const [row] = await box.waiting();
    await logRelay(lab, to(lab), { name: 'log', toMessage }).run();
    const [message] = await lab.broker.messages('orders');
    expect(message).toEqual(row!.message);
    expect(message).toMatchObject({ messageId: 'order-1@1', key: 'order-1', type: 'OrderPlaced', body: { number: 7 } });
  });

  test('OB2: its key and its type can be others', () => {
    const event = { ...order(1), streamName: 'order-1', streamPosition: 3 };
    expect(messageOf(event, { body: 1, key: 'customer-5', type: 'NewOrder' })).toMatchObject({
      messageId: 'order-1@3',
      key: 'customer-5',
      type: 'NewOrder',
    });
  });

  test('OB3: it says what led to it, and the broker keeps that', async () => {
    const lab = await newLab();
    const box = outbox(lab.database, toMessage);
    await box.appendToStream('order-1', [order(1), { ...order(2), metadata: { correlationId: 'own' } }], {
      expectedStreamVersion: 0,
      metadata: { correlationId: 'request-1', actor: 'ada' },
    });
    await outboxRelay(box, to(lab)).run();
    expect((await lab.broker.messages('orders')).map(({ metadata }) => metadata)).toEqual([
      { causationId: 'order-1@1', correlationId: 'request-1' },
      { causationId: 'order-1@2', correlationId: 'own' },
    ]);
    const got: unknown[] = [];
    lab.broker.subscribe('orders', 'c', (message) => void got.push(message.metadata));
    await new Promise((resolve) => void setTimeout(resolve, 20));
    expect(got[0]).toEqual({ causationId: 'order-1@1', correlationId: 'request-1' });
  });
});

describe('relays', () => {
  test('OB4: what the broker refuses waits for the next pass', async () => {
    const lab = await newLab();
    const box = outbox(lab.database, toMessage);
    await box.appendToStream('order-1', [order(1), order(2), order(3)], { expectedStreamVersion: 0 });
    let left = 1;
    const broker = {
      publish: (topic: string, message: Message) =>
        left-- > 0 ? lab.broker.publish(topic, message) : Promise.reject(new Error('down')),
    };
    const relay = outboxRelay(box, { broker, topic: 'orders' });
    await expect(relay.run()).rejects.toThrow('down');
    left = 9;
    expect(await relay.run()).toEqual({ published: 2, isElsewhere: false });
    expect(await told(lab)).toEqual(['order-1@1', 'order-1@2', 'order-1@3']);
  });

  test('OB5: rows are taken away, or marked and kept', async () => {
    for (const by of ['delete', 'flag'] as const) {
      const lab = await newLab();
      const box = outbox(lab.database, toMessage);
      await box.appendToStream('order-1', [order(1)], { expectedStreamVersion: 0 });
      const relay = outboxRelay(box, to(lab), { by });
      expect([await relay.run(), await relay.run()]).toEqual(
        [1, 0].map((published) => ({ published, isElsewhere: false })),
      );
      const rows = await lab.database.table<object>('outbox', { key: 'streamName' as never }).all();
      expect(rows).toMatchObject(by === 'flag' ? [{ isPublished: true }] : []);
      expect(await box.waiting()).toEqual([]);
    }
  });

  test('OB6: the log needs no outbox, and what is told to nobody is passed', async () => {
    const lab = await newLab();
    await append(lab, 'order-1', [order(1), note]);
    await append(lab, 'order-2', [note]);
    const relay = logRelay(lab, to(lab), { name: 'log', toMessage });
    expect(await relay.run()).toEqual({ published: 1, isElsewhere: false });
    expect(await lab.database.table<object>('checkpoints', { key: 'processor' as never }).all()).toEqual([
      { processor: 'log', position: 3 },
    ]);
    await append(lab, 'order-2', [order(2)]);
    expect((await relay.run()).published).toBe(1);
    expect(await told(lab)).toEqual(['order-1@1', 'order-2@2']);
  });

  test('OB7: events of a stream are told in their order', async () => {
    const lab = await newLab();
    const box = outbox(lab.database, toMessage);
    for (let n = 0; n < 12; n += 1) await box.appendToStream('order-1', [order(n)], { expectedStreamVersion: n });
    await outboxRelay(box, to(lab)).run();
    expect(await told(lab)).toEqual(Array.from({ length: 12 }, (_, index) => `order-1@${index + 1}`));
  });

  test('OB8: who follows tells what comes', async () => {
    const lab = await newLab();
    await append(lab, 'order-1', [order(1)]);
    void logRelay(lab, to(lab), { name: 'log', toMessage }).follow();
    const quiet = () => new Promise((resolve) => void setTimeout(resolve, 30));
    await quiet();
    expect(await told(lab)).toEqual(['order-1@1']);
    await append(lab, 'order-1', [note, order(2)]);
    await quiet();
    expect(await told(lab)).toEqual(['order-1@1', 'order-1@3']);
  });
});

describe('lease', () => {
  async function holders() {
    const lab = await newLab();
    let now = 1_000;
    const of = (holder: string) => lease(lab.database, { name: 'relay', holder, milliseconds: 100, now: () => now });
    return { lab, one: of('one'), two: of('two'), pass: (milliseconds: number) => void (now += milliseconds) };
  }

  test('OB9: one holds it until its time is over, and longer when it takes it again', async () => {
    const { one, two, pass } = await holders();
    expect([await one.take(), await two.take()]).toEqual([1, null]);
    pass(99);
    expect([await two.take(), await one.take()]).toEqual([null, 1]);
    pass(99);
    expect(await two.take()).toBeNull();
    pass(1);
    expect([await two.take(), await one.take()]).toEqual([2, null]);
    pass(100);
    expect(await two.take()).toBe(3);
  });

  test('OB9: given back it is free, and only its holder gives it back', async () => {
    const { one, two } = await holders();
    await one.take();
    await two.release();
    expect(await two.take()).toBeNull();
    await one.release();
    expect([await two.take(), await one.take()]).toEqual([2, null]);
  });

  test('OB10: a relay stops where somebody else holds it', async () => {
    const { lab, one, two, pass } = await holders();
    await append(lab, 'order-1', [order(1), order(2)]);
    const relay = (held: typeof one) => logRelay(lab, to(lab), { name: 'log', toMessage, lease: held });
    await two.take();
    expect(await relay(one).run()).toEqual({ published: 0, isElsewhere: true });
    pass(100);
    // It sleeps past the end of its lease, and another one goes on.
    const broker = {
      publish: async (topic: string, message: Message) => {
        await lab.broker.publish(topic, message);
        pass(100);
        await two.take();
      },
    };
    const slow = logRelay(lab, { broker, topic: 'orders' }, { name: 'log', toMessage, lease: one });
    expect(await slow.run()).toEqual({ published: 1, isElsewhere: true });
    expect(await relay(two).run()).toEqual({ published: 1, isElsewhere: false });
    expect(await told(lab)).toEqual(['order-1@1', 'order-1@2']);
  });
});

describe('inbox', () => {
  const message: Message = { messageId: 'm-1', key: 'k', type: 'T', body: null };
  const setUp = async () => {
    const lab = await newLab();
    const points = lab.database.table<{ id: string; n: number }>('points', { key: 'id' });
    const credit = (consumer: string) =>
      inbox(lab.database, consumer).handle(message, async (tx) => {
        const n = (await tx.get(points, consumer))?.n ?? 0;
        tx.put(points, { id: consumer, n: n + 10 });
      });
    return { lab, points, credit };
  };

  test('OB11: each consumer has the effect once', async () => {
    const { points, credit } = await setUp();
    expect([await credit('a'), await credit('a'), await credit('b'), await credit('b')]).toEqual([
      'done',
      'seen',
      'done',
      'seen',
    ]);
    expect(await points.all()).toEqual([
      { id: 'a', n: 10 },
      { id: 'b', n: 10 },
    ]);
  });

  test('OB11: two at the same time have one effect', async () => {
    const { points, credit } = await setUp();
    expect((await Promise.all([credit('a'), credit('a')])).toSorted()).toEqual(['done', 'seen']);
    expect(await points.all()).toEqual([{ id: 'a', n: 10 }]);
  });

  test('OB12: an effect whose reads have changed is begun again; what it throws leaves the message unseen', async () => {
    const { lab, points } = await setUp();
    let times = 0;
    const done = await inbox(lab.database, 'a').handle(message, async (tx) => {
      times += 1;
      const n = (await tx.get(points, 'a'))?.n ?? 0;
      if (times === 1) await points.put({ id: 'a', n: 5 });
      tx.put(points, { id: 'a', n: n + 10 });
    });
    expect([done, times, await points.get('a')]).toEqual(['done', 2, { id: 'a', n: 15 }]);
    const other = { ...message, messageId: 'm-2' };
    const failing = inbox(lab.database, 'a').handle(other, () => {
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await inbox(lab.database, 'a').handle(other, () => {})).toBe('done');
  });
});
