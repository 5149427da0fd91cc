/** What goes wrong in schedules: crashes and lost answers, over worlds in memory. */
import { describe, expect, test } from 'vitest';
import { isInvalidInputError } from '#eventsourcing';
import type { Ending, Lab } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import { labOver } from '../../contract/lab-over-world.ts';
import { counts, exploreFresh } from './explore-fresh.ts';

const steps = (lab: Lab, count: number) => async () => {
  for (let step = 0; step < count; step += 1) await lab.eventStore.readAll();
};

/** How many schedules there are: actors by their steps left, and whether one may crash and leaves a restart of so many steps. */
function schedulesOf(left: readonly number[], restart: number | null): number {
  const able = left.flatMap((count, actor) => (count > 0 ? [actor] : []));
  if (able.length === 0) return 1;
  return able.reduce((sum, actor) => {
    const stepped = schedulesOf(left.with(actor, left[actor]! - 1), restart);
    return sum + stepped + (restart === null ? 0 : schedulesOf([...left.with(actor, 0), restart], null));
  }, 0);
}

describe('crash', () => {
  test.each([
    [[3], 0],
    [[1, 1], 0],
    [[2, 3], 0],
    [[2, 2], 1],
    [[1, 2, 1], 2],
  ])('E11: actors of %j steps crash before each of them, with %i to restart', async (actorSteps, restart) => {
    const { schedules, how } = await exploreFresh((lab) => ({
      actors: Object.fromEntries(actorSteps.map((count, index) => [`actor${index}`, steps(lab, count)])),
      restart: steps(lab, restart),
      faults: ['crash'],
      outcome: () => 0,
    }));
    expect([schedules, how]).toEqual([schedulesOf(actorSteps, restart), 'every schedule']);
  });

  test('E9: what was done before is done, and nothing behind it', async () => {
    const explored = await exploreFresh((lab) => {
      const table = lab.database.table<{ id: string }>('notes', { key: 'id' });
      return {
        actors: { one: async () => [await table.insert({ id: 'a' }), await table.insert({ id: 'b' })] },
        faults: ['crash'],
        outcome: async (ended) => [ended['one'], ...(await table.all()).map(({ id }) => id)],
      };
    });
    expect(counts(explored)).toEqual([
      ['["crashed","a"]', 1],
      ['["crashed"]', 1],
      ['["done","a","b"]', 1],
    ]);
  });

  test('E9, E12: variables are gone, those of other modules too, and the restart has new ones', async () => {
    const explored = await exploreFresh((lab) => {
      const seen: string[] = [];
      return {
        actors: { one: async () => [seen.push('before'), await lab.eventStore.readAll(), seen.push('behind')] },
        restart: async () => {
          seen.push('again');
          await lab.database.table<{ seen: string }>('notes', { key: 'seen' }).put({ seen: seen.join() });
        },
        faults: ['crash'],
        outcome: async () =>
          (await lab.database.table<{ seen: string }>('notes', { key: 'seen' }).all())[0]?.seen ?? seen,
      };
    });
    expect(counts(explored)).toEqual([
      ['"again"', 1],
      ['["before","behind"]', 1],
    ]);
  });

  test('E9: how the restart ended is told where it is not done', async () => {
    const explored = await exploreFresh((lab) => ({
      actors: { one: () => lab.eventStore.readAll() },
      restart: () => Promise.reject(new Error('no')),
      faults: ['crash'],
      outcome: (ended): Readonly<Record<string, Ending>> => ended,
    }));
    expect(counts(explored)).toEqual([
      ['{"one":"crashed","restart":"error"}', 1],
      ['{"one":"done"}', 1],
    ]);
  });

  test('E9: the steps of a schedule say where it crashed', async () => {
    const { outcomes } = await exploreFresh((lab) => ({
      actors: { one: steps(lab, 2) },
      restart: steps(lab, 1),
      faults: ['crash'],
      outcome: ({ one }) => one,
    }));
    expect(outcomes.find(({ outcome }) => outcome === 'crashed')!.shortest).toEqual([
      'one: crash',
      'restart: read the log',
    ]);
  });
});

describe('lost ack', () => {
  test('E10: a write is done, who made it hears an error, and a read is never lost', async () => {
    const explored = await exploreFresh((lab) => ({
      actors: {
        one: async () => {
          await lab.eventStore.readAll();
          try {
            await lab.eventStore.appendToStream('s', [{ type: 'A', data: {} }], { expectedStreamVersion: 0 });
          } catch (error) {
            return lab.database
              .table<{ code: string }>('notes', { key: 'code' })
              .put({ code: (error as { code: string }).code });
          }
        },
      },
      faults: ['lost ack'],
      outcome: async () => ({
        events: (await lab.eventStore.readAll()).events.length,
        heard: (await lab.database.table<{ code: string }>('notes', { key: 'code' }).all()).map(({ code }) => code),
      }),
    }));
    expect(counts(explored)).toEqual([
      ['{"events":1,"heard":["answer-lost"]}', 1],
      ['{"events":1,"heard":[]}', 1],
    ]);
  });

  test('E10: trying again does it twice, and with ids of its own once', async () => {
    const twice = (lab: Lab, ids: boolean) => async (): Promise<unknown> => {
      const event = { type: 'A', data: {}, ...(ids ? { eventId: 'a-1' } : {}) };
      const append = () =>
        lab.eventStore.appendToStream('s', [event], { expectedStreamVersion: ids ? 0 : 'NO_CONCURRENCY_CHECK' });
      return append().catch(append);
    };
    const events = async (ids: boolean) =>
      counts(
        await exploreFresh((lab) => ({
          actors: { one: twice(lab, ids) },
          faults: ['lost ack'],
          outcome: async () => (await lab.eventStore.readAll()).events.length,
        })),
      );
    expect(await events(false)).toEqual([
      ['1', 1],
      ['2', 1],
    ]);
    expect(await events(true)).toEqual([['1', 2]]);
  });

  test('E10: what was refused says so', async () => {
    const { outcomes } = await exploreFresh((lab) => ({
      before: () => lab.eventStore.appendToStream('s', [{ type: 'A', data: {} }], { expectedStreamVersion: 0 }),
      actors: {
        one: () => lab.eventStore.appendToStream('s', [{ type: 'A', data: {} }], { expectedStreamVersion: 0 }),
      },
      faults: ['lost ack'],
      outcome: ({ one }) => one,
    }));
    expect(outcomes.map(({ outcome, count }) => [outcome, count])).toEqual([['conflict', 2]]);
  });
});

describe('a program of its own for each schedule', () => {
  test('E12: what one schedule leaves in a variable no other one finds', async () => {
    const { outcomes } = await exploreFresh((lab) => {
      let turns = 0;
      const act = async () => void (await lab.eventStore.readAll().then(() => (turns += 1)));
      return { actors: { one: act, two: act }, outcome: () => turns };
    });
    expect(outcomes.map(({ outcome, count }) => [outcome, count])).toEqual([[2, 2]]);
  });

  test('E12: a cell that asks the lab above keeps its variables, and cannot crash', async () => {
    const evaluate = async (lab: Lab, explore: Lab['explore'], crashes: boolean) => {
      await lab.eventStore.readAll();
      let turns = 0;
      return explore({
        actors: { one: async () => void (await lab.eventStore.readAll().then(() => (turns += 1))) },
        ...(crashes ? { faults: ['crash'] as const } : {}),
        outcome: () => turns,
      });
    };
    const exploring = async (crashes: boolean): Promise<unknown> => {
      const lab: Lab = await labOver(
        createMemoryWorld(),
        1,
        async ({ explore }) => void (await evaluate(lab, explore, crashes)),
      );
      return evaluate(lab, lab.explore, crashes);
    };
    await expect(exploring(true)).rejects.toMatchObject({ code: 'asked-before-exploring' });
    await expect(exploring(false)).rejects.toMatchObject({ code: 'program-remembers' });
  });

  test.each<[name: string, ask: (lab: Lab) => unknown]>([
    ['messages', ({ broker }) => broker.messages('t')],
    ['a subscription', ({ broker }) => broker.subscribe('t', 'c', () => 0)],
    ['the clock', ({ clock }) => clock.advance(1)],
    ['a measurement', ({ measure }) => measure([1], () => 0)],
    ['a transaction', ({ sequenced }) => sequenced.begin()],
  ])('E12: above what crashes the lab is not asked for %s', async (_, ask) => {
    const evaluate = async (lab: Lab, explore: Lab['explore']) => {
      await ask(lab);
      return explore({ actors: { one: steps(lab, 1) }, faults: ['crash'], outcome: () => 0 });
    };
    let assertOpen = (): void => {};
    const again: Parameters<typeof labOver>[2] = async ({ explore }, isOpen) => {
      assertOpen = isOpen;
      await evaluate(lab, explore);
    };
    const lab: Lab = await labOver(createMemoryWorld(), 1, again, {
      assertOpen: () => assertOpen(),
      // As quick as it can be: who waits long is found out anyway.
      breathe: () => Promise.resolve(),
    });
    await expect(evaluate(lab, lab.explore)).rejects.toMatchObject({ code: 'asked-before-exploring' });
  });

  test('E12: what was refused above is refused again', async () => {
    const evaluate = async (lab: Lab, explore: Lab['explore']) => {
      const refused = await explore({ actors: {}, outcome: () => 0 }).catch(isInvalidInputError);
      return explore({ actors: { one: steps(lab, 1) }, outcome: () => refused });
    };
    const lab: Lab = await labOver(createMemoryWorld(), 1, async ({ explore }) => void (await evaluate(lab, explore)));
    expect((await evaluate(lab, lab.explore)).outcomes).toMatchObject([{ outcome: true, count: 1 }]);
  });

  test('E12: what was explored above is not explored again', async () => {
    let lives = 0;
    const evaluate = async (lab: Lab, explore: Lab['explore']) => {
      const counting = { actors: { one: steps(lab, 1) }, outcome: () => void (lives += 1) };
      const first = await explore(counting);
      const seen = [first.schedules];
      return explore({ actors: { one: steps(lab, 1), two: steps(lab, 1) }, outcome: () => seen });
    };
    const lab: Lab = await labOver(createMemoryWorld(), 1, async ({ explore }) => void (await evaluate(lab, explore)));
    const { outcomes } = await evaluate(lab, lab.explore);
    expect(outcomes).toMatchObject([{ outcome: [1], count: 2 }]);
    expect(lives).toBe(2);
  });
});

test('E13: what others do in between changes nobody’s ids', async () => {
  const { outcomes } = await exploreFresh((lab) => {
    const ids: Record<string, string> = {};
    const act = (name: string) => async () => {
      await lab.eventStore.readAll();
      ids[name] = lab.newId();
    };
    return { actors: { one: act('one'), two: act('two') }, outcome: () => [ids['one'], ids['two']] };
  });
  expect(outcomes).toHaveLength(1);
  const [one, two] = outcomes[0]!.outcome;
  expect(one).not.toBe(two);
});

test.each([[['fire']], ['crash'], [[1]]])('E8: faults %j are refused', async (faults) => {
  const lab = await labOver(createMemoryWorld());
  const program = { actors: { one: () => 0 }, outcome: () => 0, faults: faults as never };
  await expect(lab.explore(program)).rejects.toSatisfy(isInvalidInputError);
});

describe('what comes to nothing', () => {
  test('E10: each transaction can, and its actor is told', async () => {
    const explored = await exploreFresh((lab) => {
      const heard: unknown[] = [];
      const append = async () => {
        const events = [{ type: 'A', data: {} }];
        await lab.eventStore
          .appendToStream('s', events, { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' })
          .catch((error: unknown) => heard.push((error as { code: unknown }).code));
      };
      return {
        actors: { one: async () => [await append(), await append()] },
        faults: ['abort'],
        outcome: async () => [(await lab.eventStore.readStream('s')).currentStreamVersion, ...heard],
      };
    });
    expect(counts(explored)).toEqual([
      ['[1,"transaction-aborted"]', 2],
      ['[2]', 1],
    ]);
    expect(explored.outcomes.map(({ shortest }) => shortest)).toEqual([
      ['one: append to s', 'one: append to s'],
      ['one: append to s', 'one: append to s (abort)'],
    ]);
  });

  test('E10: each commit of the database with a sequence can, and its numbers are gone', async () => {
    const explored = await exploreFresh(({ sequenced }) => ({
      actors: {
        one: async () => {
          for (const type of ['A', 'B']) {
            const transaction = await sequenced.begin();
            await sequenced.insert(transaction, { type, data: {} });
            await sequenced.commit(transaction).catch(() => {});
          }
        },
      },
      faults: ['rollback'],
      outcome: async () => {
        const { events, oldestOpen } = await sequenced.read();
        return [oldestOpen, ...events.map(({ position }) => position)];
      },
    }));
    expect(counts(explored)).toEqual([
      ['[null,1,2]', 1],
      ['[null,1]', 1],
      ['[null,2]', 1],
    ]);
  });
});
