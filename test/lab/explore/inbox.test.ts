/** Consumers of messages: inboxes and what is taken for one, with every crash and every delivery that can go wrong. */
import { describe, expect, test } from 'vitest';
import type { Exploration, Fault, Lab, Message } from '#lab';
import { counts, exploreFresh } from './explore-fresh.ts';

describe('points for an order', () => {
  type Credit = (lab: Lab) => (message: Message<{ userId: string }>) => Promise<void>;
  const tables = ({ database }: Lab) => ({
    points: database.table<{ userId: string; points: number }>('points', { key: 'userId' }),
    inbox: database.table<{ consumer: string; messageId: string }>('inbox', { key: ['consumer', 'messageId'] }),
  });
  const add = async (lab: Lab, userId: string): Promise<void> => {
    const { points } = tables(lab);
    await lab.database.transaction(async (tx) => {
      const before = (await tx.get(points, userId))?.points ?? 0;
      tx.put(points, { userId, points: before + 10 });
    });
  };
  const placed: Message<{ userId: string }> = {
    messageId: 'm-1',
    key: '52',
    type: 'OrderPlaced',
    body: { userId: '52' },
  };

  const crediting = (credit: Credit, faults: readonly Fault[] = ['crash', 'duplicate']): Promise<Exploration<number>> =>
    exploreFresh((lab) => {
      const handle = credit(lab);
      return {
        before: () => lab.broker.publish('orders', placed),
        actors: { points: async () => void lab.broker.subscribe('orders', 'points', handle) },
        faults,
        outcome: async () => (await tables(lab).points.get('52'))?.points ?? 0,
        laws: { 'effect-once': (total) => total === 10 },
      };
    });

  const once: Credit =
    (lab) =>
    async ({ messageId, body }) =>
      lab.database.transaction(async (tx) => {
        const { points, inbox } = tables(lab);
        if (!(await tx.insertIfAbsent(inbox, { consumer: 'points', messageId }))) return;
        const before = (await tx.get(points, body.userId))?.points ?? 0;
        tx.put(points, { userId: body.userId, points: before + 10 });
      });

  test.each<[name: string, schedules: number, outcomes: [string, number][], credit: Credit]>([
    ['an inbox in the transaction of the effect', 6, [['10', 6]], once],
    [
      'no inbox',
      5,
      [
        ['10', 3],
        ['20', 2],
      ],
      (lab) =>
        ({ body }) =>
          add(lab, body.userId),
    ],
    [
      'an inbox of its own before the effect',
      6,
      [
        ['0', 2],
        ['10', 4],
      ],
      (lab) =>
        async ({ messageId, body }) => {
          try {
            await tables(lab).inbox.insert({ consumer: 'points', messageId });
          } catch {
            return;
          }
          await add(lab, body.userId);
        },
    ],
    [
      'an inbox of its own behind the effect',
      7,
      [
        ['10', 6],
        ['20', 1],
      ],
      (lab) =>
        async ({ messageId, body }) => {
          const { inbox } = tables(lab);
          if (await inbox.get(['points', messageId])) return;
          await add(lab, body.userId);
          await inbox.insert({ consumer: 'points', messageId });
        },
    ],
    [
      'a set in a variable',
      5,
      [
        ['10', 4],
        ['20', 1],
      ],
      (lab) => {
        const seen = new Set<string>();
        return async ({ messageId, body }) => {
          if (seen.has(messageId)) return;
          await add(lab, body.userId);
          seen.add(messageId);
        };
      },
    ],
  ])('L21: %s', async (_, schedules, outcomes, credit) => {
    const explored = await crediting(credit);
    expect([explored.schedules, counts(explored)]).toEqual([schedules, outcomes]);
  });

  test('L21: an inbox by message alone gives the second consumer nothing', async () => {
    const explored = await exploreFresh((lab) => {
      const seen = lab.database.table<{ messageId: string }>('seen', { key: 'messageId' });
      const totals = lab.database.table<{ consumer: string; total: number }>('totals', { key: 'consumer' });
      const handle =
        (consumer: string) =>
        async ({ messageId }: Message) =>
          lab.database.transaction(async (tx) => {
            if (!(await tx.insertIfAbsent(seen, { messageId }))) return;
            tx.put(totals, { consumer, total: 10 });
          });
      return {
        before: () => lab.broker.publish('orders', placed),
        actors: {
          points: async () => void lab.broker.subscribe('orders', 'points', handle('points')),
          mails: async () => void lab.broker.subscribe('orders', 'mails', handle('mails')),
        },
        outcome: async () => (await totals.all()).length,
      };
    });
    expect(explored.outcomes.map(({ outcome }) => outcome)).toEqual([1]);
  });

  test('L21: a guard by position drops what comes late, and that is wrong for what is added', async () => {
    const explored = await exploreFresh((lab) => {
      const rows = lab.database.table<{ id: string; total: number; last: number }>('rows', { key: 'id' });
      const handle = async ({ body: { position, amount } }: Message<{ position: number; amount: number }>) =>
        lab.database.transaction(async (tx) => {
          const row = (await tx.get(rows, 'a')) ?? { id: 'a', total: 0, last: 0 };
          if (position > row.last) tx.put(rows, { id: 'a', total: row.total + amount, last: position });
        });
      return {
        before: async () => {
          for (const position of [1, 2]) {
            const body = { position, amount: 10 };
            await lab.broker.publish('orders', { messageId: `m-${position}`, key: 'a', type: 'Added', body });
          }
        },
        actors: { points: async () => void lab.broker.subscribe('orders', 'points', handle) },
        faults: ['reorder'],
        outcome: async () => (await rows.get('a'))?.total,
      };
    });
    expect(counts(explored)).toEqual([
      ['10', 1],
      ['20', 1],
    ]);
    expect(explored.outcomes.find(({ outcome }) => outcome === 10)!.shortest).toContain('points: gets m-2 (reorder)');
  });

  test('E14: a handler that throws is given the message again, until it is parked', async () => {
    const explored = await exploreFresh((lab) => {
      const attempts: number[] = [];
      const handle = (_: Message, { attempt }: { attempt: number }) => {
        attempts.push(attempt);
        throw new Error('no');
      };
      return {
        before: () => lab.broker.publish('orders', placed),
        actors: { points: async () => void lab.broker.subscribe('orders', 'points', handle, { maxDeliver: 3 }) },
        outcome: async () => [
          attempts,
          (await lab.broker.parked('orders', 'points')).map(({ messageId }) => messageId),
        ],
      };
    });
    expect(explored.outcomes.map(({ outcome }) => outcome)).toEqual([[[1, 2, 3], ['m-1']]]);
  });

  test('E14: a consumer that crashed and was begun again has crashed', async () => {
    const explored = await exploreFresh((lab) => {
      const handle = once(lab);
      return {
        before: () => lab.broker.publish('orders', placed),
        actors: { points: async () => void lab.broker.subscribe('orders', 'points', handle) },
        faults: ['crash'],
        outcome: ({ points }) => points,
      };
    });
    expect(counts(explored)).toEqual([
      ['"crashed"', 4],
      ['"done"', 1],
    ]);
  });

  test('E14: an acknowledgement that is lost has the message come again', async () => {
    const careless = await crediting(
      (lab) =>
        ({ body }) =>
          add(lab, body.userId),
      ['lost ack'],
    );
    // Of the transaction the handler hears an error, of its acknowledgement nothing.
    expect(counts(careless)).toEqual([
      ['10', 1],
      ['20', 2],
    ]);
    expect((await crediting(once, ['lost ack'])).laws['effect-once']!.broken).toBe(0);
  });
});

test('E14: a duplicate comes at once or late, of each message once', async () => {
  const explored = await exploreFresh((lab) => {
    const got: string[] = [];
    return {
      before: async () => {
        for (const messageId of ['a', 'b'])
          await lab.broker.publish('t', { messageId, key: 'k', type: 'T', body: null });
      },
      actors: { one: async () => void lab.broker.subscribe('t', 'c', ({ messageId }) => void got.push(messageId)) },
      faults: ['duplicate'],
      outcome: () => got.join(''),
    };
  });
  expect(counts(explored)).toEqual([
    ['"aab"', 1],
    ['"ab"', 1],
    ['"aba"', 1],
    ['"abb"', 1],
  ]);
});

test('E14: who publishes and who gets are interleaved, and in any order each message comes once', async () => {
  const explored = await exploreFresh((lab) => {
    const got: string[] = [];
    const publish = (messageId: string) => lab.broker.publish('t', { messageId, key: 'k', type: 'T', body: null });
    const handle = async ({ messageId }: Message) => {
      await lab.eventStore.readAll();
      got.push(messageId);
    };
    return {
      actors: {
        shop: async () => [await publish('a'), await publish('b')],
        mails: async () => void lab.broker.subscribe('t', 'mails', handle),
      },
      outcome: () => got.join(''),
    };
  });
  expect(counts(explored)).toEqual([['"ab"', explored.schedules]]);
  expect(explored.schedules).toBe(3);
});
