/** To whom a broker gives its messages, when, and how often, over a world in memory and virtual time. */
import { describe, expect, test } from 'vitest';
import { isInvalidInputError } from '#eventsourcing';
import type { Lab, WorldStorage } from '#lab';
import { NOW } from '../../contract/lab-over-world.ts';
import { messageOf, publishAll, setUp } from './set-up.ts';

describe('consuming', () => {
  test('B3: each consumer gets each message once, those from before it subscribed too', async () => {
    const { lab, toEnd } = await setUp();
    const got: string[] = [];
    await publishAll(lab, 'm-1', 'm-2');
    for (const consumer of ['a', 'b']) {
      lab.broker.subscribe('t', consumer, ({ messageId }) => got.push(`${consumer} ${messageId}`));
    }
    await toEnd();
    await publishAll(lab, 'm-3');
    await toEnd();
    expect(got.toSorted()).toEqual(['a m-1', 'a m-2', 'a m-3', 'b m-1', 'b m-2', 'b m-3']);
  });

  const consume = async (world: WorldStorage, got: string[]): Promise<void> => {
    const { lab, toEnd } = await setUp(world);
    lab.broker.subscribe('t', 'a', ({ messageId }) => got.push(messageId));
    await toEnd();
  };

  test('B3: another run goes on where the one before it ended', async () => {
    const { world, lab } = await setUp();
    const got: string[] = [];
    await publishAll(lab, 'm-1');
    await consume(world, got);
    await publishAll(lab, 'm-2');
    await consume(world, got);
    await consume(world, got);
    expect(got).toEqual(['m-1', 'm-2']);
  });

  test('B7: a rewind takes back what became of a message, and a reset all of it', async () => {
    const { world, lab } = await setUp();
    const got: string[] = [];
    await publishAll(lab, 'm-1');
    const { journalPosition } = await world.readState();
    await consume(world, got);
    await world.rewind(journalPosition);
    await consume(world, got);
    expect(got).toEqual(['m-1', 'm-1']);
    await world.reset();
    const after = await setUp(world);
    expect(await after.lab.broker.messages('t')).toEqual([]);
  });

  test('B4: one message of a key is out at a time, and those of others are not kept waiting by another member', async () => {
    const { lab, toEnd, quiet } = await setUp();
    const got: string[] = [];
    const finish: (() => void)[] = [];
    const member = (name: string) =>
      lab.broker.subscribe('t', 'a', async ({ messageId }) => {
        got.push(`${name} ${messageId}`);
        await new Promise<void>((resolve) => finish.push(resolve));
      });
    member('one');
    member('two');
    const keys = Array.from({ length: 8 }, (_, index) => `key-${index}`);
    for (const key of keys) {
      await lab.broker.publish('t', messageOf(`${key}:1`, key));
      await lab.broker.publish('t', messageOf(`${key}:2`, key));
    }
    await quiet();
    expect(got).toHaveLength(2);
    expect(new Set(got.map((one) => one.split(' ')[0]))).toEqual(new Set(['one', 'two']));
    while (finish.length > 0) {
      finish.shift()!();
      await quiet();
    }
    await toEnd();
    expect(got).toHaveLength(16);
    for (const key of keys) {
      const ofKey = got.filter((one) => one.includes(`${key}:`));
      expect(ofKey.map((one) => one.at(-1))).toEqual(['1', '2']);
      expect(new Set(ofKey.map((one) => one.split(' ')[0])).size).toBe(1);
    }
  });

  test('B5: what was refused comes again when it is time, and the handler knows', async () => {
    const { lab, time, shown, toEnd } = await setUp();
    const got: [attempt: number, at: number][] = [];
    lab.broker.subscribe(
      't',
      'a',
      (_, { attempt }) => {
        got.push([attempt, time.now - NOW]);
        if (attempt < 3) throw new Error('not yet');
      },
      { retryDelay: 500 },
    );
    await publishAll(lab, 'm-1');
    await toEnd();
    expect(got).toEqual([
      [1, 0],
      [2, 500],
      [3, 1_000],
    ]);
    expect(shown).toEqual([
      { consumer: 'a', messageId: 'm-1', attempt: 1, refused: 'Error: not yet' },
      { consumer: 'a', messageId: 'm-1', attempt: 2, refused: 'Error: not yet' },
    ]);
    // Nothing was left to wait for.
    expect(time.now - NOW).toBe(1_000);
  });

  test('B5, B6: who does not come to an end has the message come again, and then parked', async () => {
    const { lab, time, toEnd } = await setUp();
    const got: [attempt: number, at: number][] = [];
    lab.broker.subscribe(
      't',
      'a',
      async (_, { attempt }) => {
        got.push([attempt, time.now - NOW]);
        await new Promise(() => {});
      },
      { visibilityTimeout: 200, maxDeliver: 2 },
    );
    await publishAll(lab, 'm-1');
    await toEnd();
    expect(got).toEqual([
      [1, 0],
      [2, 200],
    ]);
    expect((await lab.broker.parked('t', 'a')).map(({ messageId }) => messageId)).toEqual(['m-1']);
  });

  test('B5: who acknowledges late has the last word over who throws later', async () => {
    const { lab, time, toEnd } = await setUp();
    const got: number[] = [];
    lab.broker.subscribe('t', 'a', async (_, { attempt }) => {
      got.push(attempt);
      await new Promise<void>((resolve) => void time.set(resolve, attempt === 1 ? 40_000 : 20_000));
      if (attempt > 1) throw new Error('no');
    });
    await publishAll(lab, 'm-1');
    await toEnd();
    expect(got).toEqual([1, 2]);
    expect(await lab.broker.parked('t', 'a')).toEqual([]);
  });

  test('B6: a poison message is parked with those behind it of its key, others go on, and all come when they are replayed', async () => {
    const { lab, toEnd } = await setUp();
    const got: string[] = [];
    let isPoison = true;
    lab.broker.subscribe(
      't',
      'a',
      ({ messageId }) => {
        if (isPoison && messageId === 'm-1') throw new Error('poison');
        got.push(messageId);
      },
      { maxDeliver: 2 },
    );
    await lab.broker.publish('t', messageOf('m-1', 'one'));
    await lab.broker.publish('t', messageOf('m-2', 'one'));
    await lab.broker.publish('t', messageOf('m-3', 'two'));
    await toEnd();
    expect(got).toEqual(['m-3']);
    const parked = async () => (await lab.broker.parked('t', 'a')).map(({ messageId }) => messageId);
    expect(await parked()).toEqual(['m-1', 'm-2']);
    isPoison = false;
    expect(await lab.broker.replayParked('t', 'a')).toBe(2);
    await toEnd();
    expect(got).toEqual(['m-3', 'm-1', 'm-2']);
    expect([await parked(), await lab.broker.replayParked('t', 'a')]).toEqual([[], 0]);
  });

  test('B8: who has stopped gets nothing more, and the rest of the group takes over', async () => {
    const { lab, toEnd } = await setUp();
    const got: string[] = [];
    const one = lab.broker.subscribe('t', 'a', ({ messageId }) => got.push(`one ${messageId}`));
    await publishAll(lab, 'm-1');
    await toEnd();
    one.stop();
    await publishAll(lab, 'm-2');
    await toEnd();
    expect(got).toEqual(['one m-1']);
    lab.broker.subscribe('t', 'a', ({ messageId }) => got.push(`two ${messageId}`));
    await toEnd();
    expect(got).toEqual(['one m-1', 'two m-2']);
  });

  test.each<[unknown, unknown, unknown, unknown]>([
    ['', 'a', () => 0, {}],
    ['t', ' ', () => 0, {}],
    ['t', 'a', 'handle', {}],
    ['t', 'a', () => 0, { maxDeliver: 0 }],
    ['t', 'a', () => 0, { retryDelay: 1.5 }],
  ])('B9: a subscription to %j by %j with %o and %o is refused at once', async (...given) => {
    const { lab } = await setUp();
    let thrown: unknown;
    try {
      lab.broker.subscribe(...(given as Parameters<Lab['broker']['subscribe']>));
    } catch (error) {
      thrown = error;
    }
    expect(isInvalidInputError(thrown)).toBe(true);
  });

  test('B9: what else is no name is refused', async () => {
    const { lab } = await setUp();
    await expect(lab.broker.messages('')).rejects.toSatisfy(isInvalidInputError);
    await expect(lab.broker.parked('t', '')).rejects.toSatisfy(isInvalidInputError);
    await expect(lab.broker.replayParked('', 'a')).rejects.toSatisfy(isInvalidInputError);
    await expect(lab.broker.publish('t', messageOf('m'), { dedupeWindow: -1 })).rejects.toSatisfy(isInvalidInputError);
  });
});
