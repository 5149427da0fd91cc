/** What a broker takes and keeps, over a world in memory and virtual time. */
import { describe, expect, test, vi } from 'vitest';
import { isInvalidInputError } from '#eventsourcing';
import type { Message, WorldStorage } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import { Queues, type Candidate } from '../../../src/lab/on-demand/broker/queues.ts';
import { NOW } from '../../contract/lab-over-world.ts';
import { messageOf, setUp } from './set-up.ts';

describe('publishing', () => {
  test('B1: messages are there in the order in which they came, by topic, and a body is a copy', async () => {
    const { lab } = await setUp();
    const body = { a: [1] };
    await lab.broker.publish('t', messageOf('m-1', 'k', body));
    body.a.push(2);
    await lab.broker.publish('u', messageOf('m-1'));
    await lab.broker.publish('t', messageOf('m-2'));
    expect((await lab.broker.messages('t')).map(({ messageId }) => messageId)).toEqual(['m-1', 'm-2']);
    expect((await lab.broker.messages('t'))[0]).toEqual({ messageId: 'm-1', key: 'k', type: 'T', body: { a: [1] } });
    expect(await lab.broker.messages('other')).toEqual([]);
  });

  test.each<[unknown]>([
    [null],
    ['m-1'],
    [{ ...messageOf('') }],
    [{ ...messageOf('m-1'), key: 5 }],
    [{ ...messageOf('m-1'), type: undefined }],
    [messageOf('m-1', 'k', { f: () => 0 })],
    [messageOf('m-1', 'k', 'x'.repeat(1_100_000))],
  ])('B1: %o is refused', async (message) => {
    const { lab } = await setUp();
    await expect(lab.broker.publish('t', message as Message)).rejects.toSatisfy(isInvalidInputError);
    expect(await lab.broker.messages('t')).toEqual([]);
  });

  test('B2: within the window the same id is left out, and only then', async () => {
    const { lab, time } = await setUp();
    const publish = () => lab.broker.publish('t', messageOf('m-1'), { dedupeWindow: 100 });
    await publish();
    time.moveTo(NOW + 99);
    await publish();
    expect(await lab.broker.messages('t')).toHaveLength(1);
    time.moveTo(NOW + 100);
    await publish();
    expect(await lab.broker.messages('t')).toHaveLength(2);
    await lab.broker.publish('t', messageOf('m-1'));
    expect(await lab.broker.messages('t')).toHaveLength(3);
  });
});

describe('keeping', () => {
  test('B1: what one does to a body nobody else sees', async () => {
    const { lab, toEnd } = await setUp();
    const seen: number[] = [];
    for (const consumer of ['a', 'b']) {
      lab.broker.subscribe<number[]>('t', consumer, ({ body }) => {
        seen.push(body.length);
        body.pop();
      });
    }
    await lab.broker.publish('t', messageOf('m-1', 'k', [1, 2]));
    await toEnd();
    expect([seen, (await lab.broker.messages('t'))[0]!.body]).toEqual([
      [2, 2],
      [1, 2],
    ]);
  });

  test('B7: what could not be kept was not taken', async () => {
    const world = createMemoryWorld();
    let fails = true;
    const failing: WorldStorage = {
      ...world,
      transact: (...given) => (fails ? Promise.reject(new Error('full')) : world.transact(...given)),
    };
    const { lab } = await setUp(failing);
    const publish = () => lab.broker.publish('t', messageOf('m-1'), { dedupeWindow: 1_000 });
    await expect(publish()).rejects.toThrow('full');
    fails = false;
    await publish();
    expect(await lab.broker.messages('t')).toHaveLength(1);
    expect(await (await setUp(world)).lab.broker.messages('t')).toHaveLength(1);
  });

  test('B3: four times as many messages take about four times as many looks to be given out', () => {
    const looked = (count: number): number => {
      const queues = new Queues();
      for (let number = 1; number <= count; number += 1) {
        queues.publish('t', messageOf(`m-${number}`, `k-${number % 5}`), NOW, 0);
      }
      // Time would tell of the machine.
      const looks = vi.spyOn(Map.prototype, 'get');
      for (let number = 1; number <= count; number += 1) {
        const [{ published }] = queues.candidates('t', 'a', NOW) as [Candidate];
        queues.set({
          topic: 't',
          consumer: 'a',
          number: published.number,
          state: 'acknowledged',
          attempts: 1,
          due: NOW,
        });
      }
      const all = looks.mock.calls.length;
      looks.mockRestore();
      expect(queues.candidates('t', 'a', NOW)).toEqual([]);
      return all;
    };
    // Sixteen times, were it the square.
    expect(looked(4_000) / looked(1_000)).toBeLessThan(4.5);
  });
});
