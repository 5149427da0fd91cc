/** Leases of relays and inboxes of consumers, one by one. */
import { describe, expect, test } from 'vitest';
import { inbox, lease, logRelay, outbox, outboxRelay, type Message } from '#eventsourcing';
import { append, newLab, order, to, told, toMessage } from './orders.ts';

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

describe('a relay that has read before it had the lease', () => {
  test('OB10: it reads again, and tells nothing that another has told meanwhile', async () => {
    const lab = await newLab();
    let now = 1_000;
    const of = (holder: string) => lease(lab.database, { name: 'relay', holder, milliseconds: 100, now: () => now });
    for (const kind of ['outbox', 'log']) {
      const box = outbox(lab.database, toMessage);
      const version = kind === 'outbox' ? 0 : 3;
      await box.appendToStream('order-1', [order(1), order(2), order(3)], { expectedStreamVersion: version });
      const relay = (holder: string, before = async () => {}) => {
        const held = of(holder);
        let takes = 0;
        const slow = {
          ...held,
          async take() {
            takes += 1;
            if (takes === 2) await before();
            return held.take();
          },
        };
        return kind === 'outbox'
          ? outboxRelay(box, to(lab), { lease: slow })
          : logRelay(lab, to(lab), { name: 'log', toMessage, lease: slow });
      };
      const sleepy = relay('one', async () => {
        now += 100;
        expect(await relay('two').run()).toMatchObject({ published: kind === 'outbox' ? 3 : 6 });
        now += 100;
      });
      expect(await sleepy.run()).toEqual({ published: 0, isElsewhere: false });
      now += 100;
    }
    // Once from the outbox and, in another pass, once from the log.
    expect((await told(lab)).length).toBe(3 + 6);
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
