/** Outbox, relays, lease and inbox, one by one; every schedule of them is lived in test/messages. */
import { describe, expect, test } from 'vitest';
import { logRelay, messageOf, outbox, outboxRelay, type Message } from '#eventsourcing';
import { append, newLab, note, order, to, told, toMessage, type Placed } from './orders.ts';

describe('outbox', () => {
  test('OB1: events and what others are told are both there, or neither', async () => {
    const lab = await newLab();
    const box = outbox(lab.database, toMessage);
    expect(
      await box.appendToStream('order-1', [note, order(1)], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' }),
    ).toEqual({
      streamName: 'order-1',
      nextExpectedStreamVersion: 2,
      deduplicated: false,
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

  test.each([
    ['a stream whose name leaves no room for a position', 'o'.repeat(199), { body: 1 }, 'message.messageId'],
    ['an empty key', 'order-1', { body: 1, key: '' }, 'message.key'],
    ['a type with spaces at its ends', 'order-1', { body: 1, type: ' T' }, 'message.type'],
  ])('OB1: %s is refused before a relay would stop in front of it', async (_, streamName, given, field) => {
    const lab = await newLab();
    const box = outbox<Placed>(lab.database, () => given);
    const appended = box.appendToStream(streamName, [order(1)], { expectedStreamVersion: 0 });
    await expect(appended).rejects.toMatchObject({ code: 'invalid-input', data: { field } });
    expect([(await lab.eventStore.readAll()).events, await box.waiting()]).toEqual([[], []]);
  });

  test('OB13: the same append again is known by its ids, and tells nobody twice', async () => {
    const lab = await newLab();
    const box = outbox<Placed>(lab.database, toMessage, { eventStore: lab.eventStore });
    const events = [order(1), note, order(2)].map((event, index) => ({ ...event, eventId: `e-${index}` }));
    const tryOnce = () => box.appendToStream('order-1', events, { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' });
    expect((await tryOnce()).deduplicated).toBe(false);
    await outboxRelay(box, to(lab)).run();
    expect(await tryOnce()).toMatchObject({ nextExpectedStreamVersion: 3, deduplicated: true });
    await box.appendToStream('order-1', [order(3)], { expectedStreamVersion: 3 });
    expect((await tryOnce()).deduplicated).toBe(true);
    await outboxRelay(box, to(lab)).run();
    expect(await told(lab)).toEqual(['order-1@1', 'order-1@3', 'order-1@4']);
    expect((await lab.eventStore.readAll()).events).toHaveLength(4);
  });

  test('OB13: others at its place, no ids, no store, and a stream that is not as far, are conflicts', async () => {
    const lab = await newLab();
    const knowing = outbox<Placed>(lab.database, toMessage, { eventStore: lab.eventStore });
    await knowing.appendToStream('order-1', [{ ...order(1), eventId: 'e-1' }], { expectedStreamVersion: 0 });
    const again = { ...order(1), eventId: 'e-1' };
    const other = { ...order(1), eventId: 'e-2' };
    for (const [box, event, version] of [
      [knowing, other, 0],
      [knowing, order(1), 0],
      [outbox<Placed>(lab.database, toMessage), again, 0],
      [knowing, again, 2],
    ] as const) {
      const appended = box.appendToStream('order-1', [event], { expectedStreamVersion: version });
      await expect(appended).rejects.toMatchObject({ code: 'expected-version-conflict' });
    }
    expect([(await lab.eventStore.readAll()).events.length, (await knowing.waiting()).length]).toEqual([1, 1]);
  });

  test('OB13: in a stream that was deleted nothing is appended past the outbox', async () => {
    const lab = await newLab();
    const box = outbox<Placed>(lab.database, toMessage, { eventStore: lab.eventStore });
    const tryOnce = () =>
      box.appendToStream('order-1', [{ ...order(1), eventId: 'e-1' }], {
        expectedStreamVersion: 'STREAM_DOES_NOT_EXIST',
      });
    await tryOnce();
    await lab.eventStore.deleteStream('order-1', { expectedStreamVersion: 1 });
    await expect(tryOnce()).rejects.toMatchObject({ code: 'expected-version-conflict' });
    expect((await lab.eventStore.readAll()).events).toHaveLength(1);
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

  test('OB7: of one key, and of all, messages come in the order of the log, whatever their streams are called', async () => {
    const lab = await newLab();
    const box = outbox<Placed>(lab.database, ({ data }) => ({ body: data.n, key: 'customer-5' }));
    for (const [n, streamName] of ['order-9', 'order-10', 'order-1', 'order-9'].entries()) {
      await box.appendToStream(streamName, [order(n)], { expectedStreamVersion: n === 3 ? 1 : 0 });
    }
    await outboxRelay(box, to(lab)).run();
    expect((await lab.broker.messages('orders')).map(({ body }) => body)).toEqual([0, 1, 2, 3]);
  });

  test('OB7: a number that was given is not given again when its row has gone', async () => {
    const lab = await newLab();
    const box = outbox(lab.database, toMessage);
    const relay = outboxRelay(box, to(lab));
    for (const version of [0, 1]) {
      await box.appendToStream('order-1', [order(version)], { expectedStreamVersion: version });
      expect((await box.waiting()).map(({ number }) => number)).toEqual([version + 1]);
      await relay.run();
    }
    const elsewhere = outbox(lab.database, toMessage, { name: 'other' });
    await elsewhere.appendToStream('order-2', [order(1)], { expectedStreamVersion: 0 });
    expect((await elsewhere.waiting()).map(({ number }) => number)).toEqual([1]);
    expect(await box.waiting()).toEqual([]);
  });

  test('OB7: what comes while a relay is at work is told in the same pass', async () => {
    const lab = await newLab();
    const box = outbox(lab.database, toMessage);
    await box.appendToStream('order-1', [order(1)], { expectedStreamVersion: 0 });
    let version = 1;
    const broker = {
      async publish(topic: string, message: Message) {
        await lab.broker.publish(topic, message);
        if (version < 3) await box.appendToStream('order-1', [order(2)], { expectedStreamVersion: version++ });
      },
    };
    expect(await outboxRelay(box, { broker, topic: 'orders' }).run()).toEqual({ published: 3, isElsewhere: false });
  });

  test('OB7: a log longer than a relay reads at a time is told to its end', async () => {
    const lab = await newLab();
    await append(
      lab,
      'order-1',
      Array.from({ length: 150 }, () => note),
    );
    await append(
      lab,
      'order-1',
      Array.from({ length: 150 }, (_, n) => order(n)),
    );
    expect(await logRelay(lab, to(lab), { name: 'log', toMessage }).run()).toMatchObject({ published: 150 });
    expect(await told(lab)).toEqual(Array.from({ length: 150 }, (_, index) => `order-1@${index + 151}`));
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
