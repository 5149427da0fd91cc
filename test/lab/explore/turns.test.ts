/** Each turn is that of who takes it: whatever goes on beside it, and however long. */
import { describe, expect, test } from 'vitest';
import type { Lab, Message } from '#lab';
import { counts, exploreFresh } from './explore-fresh.ts';

const appendMany = (lab: Lab, stream: string, count: number) =>
  lab.eventStore.appendToStream(
    stream,
    Array.from({ length: count }, () => ({ type: 'A', data: {} })),
    { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' },
  );
const messageOf = (messageId: string, key = messageId): Message => ({ messageId, key, type: 'T', body: null });

/** Takes as many turns as there are events. */
const fold = async (lab: Lab): Promise<number> => {
  let count = 0;
  for (const event of (await lab.eventStore.readStream('s')).events) count += await Promise.resolve(event ? 1 : 0);
  return count;
};

test.each([5, 20, 30, 60, 90])('E2: a long way beside another call, over %i events', async (count) => {
  const { outcomes, schedules } = await exploreFresh((lab) => {
    const totals = lab.database.table<{ id: string; total: number }>('totals', { key: 'id' });
    const project = async () => totals.put({ id: 't', total: await fold(lab) });
    return {
      actors: {
        reader: () => Promise.all([project(), lab.eventStore.readAll()]),
        writer: () => appendMany(lab, 's', count),
      },
      outcome: async () => (await totals.get('t'))?.total,
    };
  });
  // The reader's three steps and the writer's one.
  expect(schedules).toBe(4);
  expect(outcomes.map((one) => [one.outcome, one.count])).toEqual([
    [0, 3],
    [count, 1],
  ]);
});

test('E2: what an actor leaves behind goes on to its end', async () => {
  const { outcomes } = await exploreFresh((lab) => {
    let total = -1;
    return {
      before: () => appendMany(lab, 's', 60),
      actors: {
        reader: async () => void fold(lab).then((count) => (total = count)),
        other: () => lab.eventStore.readAll(),
      },
      outcome: () => total,
    };
  });
  expect(outcomes.map(({ outcome, count }) => [outcome, count])).toEqual([[60, 2]]);
});

test('E2: who listens to the log in the background goes on as itself', async () => {
  const { outcomes } = await exploreFresh((lab) => {
    const seen = lab.database.table<{ position: number }>('seen', { key: 'position' });
    const follow = async () => {
      for await (const { globalPosition } of lab.eventStore.subscribeToAll({ after: 'BEGINNING' })) {
        await seen.put({ position: globalPosition });
      }
    };
    return {
      actors: {
        projection: async () => {
          void follow();
          await lab.eventStore.readAll();
        },
        shop: async () => [await appendMany(lab, 's', 1), await appendMany(lab, 's', 1)],
      },
      outcome: async () => (await seen.all()).length,
    };
  });
  expect(outcomes.map(({ outcome }) => outcome)).toEqual([2]);
  const steps = outcomes[0]!.shortest;
  expect(steps.filter((step) => step.startsWith('shop'))).toEqual(['shop: append to s', 'shop: append to s']);
});

test('E7: an actor that listens to the log for ever is named', async () => {
  const explored = exploreFresh((lab) => ({
    actors: {
      listener: async () => {
        for await (const event of lab.eventStore.subscribeToAll({ after: 'BEGINNING' })) if (!event) return;
      },
    },
    outcome: () => 0,
  }));
  await expect(explored).rejects.toMatchObject({ code: 'actor-waits', data: { actor: 'listener' } });
});

test.each(['before', 'outcome'] as const)('E7: a timer in %s is named', async (place) => {
  const wait = () => new Promise((resolve) => void setTimeout(resolve, 60_000));
  const explored = exploreFresh<unknown>((lab) => ({
    actors: { one: () => lab.eventStore.readAll() },
    outcome: () => 0,
    [place]: wait,
  }));
  await expect(explored).rejects.toMatchObject({ code: 'actor-waits', data: { actor: place } });
});

test('E7: an actor that asks again and again is named', async () => {
  const explored = exploreFresh((lab) => {
    const flags = lab.database.table<{ id: string }>('flags', { key: 'id' });
    return {
      actors: {
        poller: async () => {
          while (!(await flags.get('go')));
        },
        setter: () => flags.put({ id: 'go' }),
      },
      outcome: () => 0,
    };
  });
  await expect(explored).rejects.toMatchObject({ code: 'actor-waits', data: { actor: 'poller' } });
});

describe('E14: consumers', () => {
  test('one who joins later is not given what another holds', async () => {
    const explored = await exploreFresh((lab) => {
      const got: string[] = [];
      const handle = async ({ messageId }: Message) => {
        await lab.eventStore.readAll();
        got.push(messageId);
      };
      const join = () => lab.broker.subscribe('t', 'c', handle);
      return {
        before: async () => {
          for (const id of ['a', 'b', 'c']) await lab.broker.publish('t', messageOf(id));
        },
        actors: {
          one: async () => void join(),
          two: async () => {
            await lab.eventStore.readAll();
            join();
          },
        },
        outcome: () => got.toSorted().join(''),
      };
    });
    expect(counts(explored)).toEqual([['"abc"', explored.schedules]]);
  });

  test('one whose refusal is lost is given the message again', async () => {
    const explored = await exploreFresh((lab) => ({
      before: () => lab.broker.publish('t', messageOf('m')),
      actors: {
        one: async () =>
          void lab.broker.subscribe(
            't',
            'c',
            () => {
              throw new Error('no');
            },
            { maxDeliver: 2 },
          ),
      },
      faults: ['lost ack'],
      outcome: async () => (await lab.broker.parked('t', 'c')).length,
    }));
    expect(counts(explored)).toEqual([['1', 3]]);
  });

  test('a duplicate comes however seldom messages are delivered', async () => {
    const explored = await exploreFresh((lab) => {
      let got = 0;
      return {
        before: () => lab.broker.publish('t', messageOf('m')),
        actors: { one: async () => void lab.broker.subscribe('t', 'c', () => void (got += 1), { maxDeliver: 1 }) },
        faults: ['duplicate'],
        outcome: () => got,
      };
    });
    expect(counts(explored)).toEqual([
      ['1', 1],
      ['2', 1],
    ]);
  });
});

test('E9: an actor may be named restart', async () => {
  const { outcomes } = await exploreFresh((lab) => ({
    actors: { restart: () => lab.eventStore.readAll() },
    restart: () => Promise.reject(new Error('no')),
    faults: ['crash'],
    outcome: (ended) => ended,
  }));
  expect(outcomes.map(({ outcome }) => outcome)).toEqual([
    { restart: 'done' },
    { restart: 'crashed', 'restart 2': 'error' },
  ]);
});
