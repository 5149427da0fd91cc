/** One schedule lived again, the share of those that were lived by chance, and the picture of all. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMatrix, type Ending, type Lab, type Matrix, type Program } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import { labOver } from '../../contract/lab-over-world.ts';
import { exploreFresh } from './explore-fresh.ts';

type Act = 'read' | 'append' | 'put' | 'publish';

/** A program of actors that do these things, one after the other; what they write tells who was there before. */
const programOf =
  (actors: readonly (readonly Act[])[], faults: Program<unknown>['faults'] = []) =>
  (lab: Lab): Program<unknown> => {
    const rows = lab.database.table<{ id: string; by: string }>('rows', { key: 'id' });
    const version = async () => (await lab.eventStore.readStream('s')).currentStreamVersion;
    const act = async (name: string, what: Act): Promise<unknown> => {
      switch (what) {
        case 'read':
          return version();
        case 'append':
          return lab.eventStore.appendToStream('s', [{ type: name, data: { id: lab.newId() } }], {
            expectedStreamVersion: 'NO_CONCURRENCY_CHECK',
          });
        case 'put':
          return rows.put({ id: 'a', by: name });
        case 'publish':
          return lab.broker.publish('t', { messageId: lab.newId(), key: name, type: 'T', body: null });
      }
    };
    return {
      actors: Object.fromEntries(
        actors.map((acts, index) => {
          const name = `actor${index}`;
          const live = async (): Promise<void> => {
            for (const what of acts) await act(name, what);
          };
          return [name, live];
        }),
      ),
      faults,
      outcome: async (ended: Readonly<Record<string, Ending>>) => ({
        ...ended,
        log: (await lab.eventStore.readStream('s')).events.map(({ type }) => type),
        row: (await rows.get('a'))?.by ?? null,
      }),
      laws: { 'the first is first': (outcome) => (outcome as { log: string[] }).log[0] === 'actor0' },
    };
  };

/** Replays a schedule of a program in a lab of its own. */
async function replayFresh(make: (lab: Lab) => Program<unknown>, schedule: string) {
  const lab: Lab = await labOver(
    createMemoryWorld(),
    1,
    async ({ replay }) => void (await replay(make(lab), schedule)),
  );
  return lab.replay(make(lab), schedule);
}

describe('replay', () => {
  const acts = fc.array(fc.constantFrom<Act>('read', 'append', 'put', 'publish'), { minLength: 1, maxLength: 3 });
  const faults = fc.subarray(['crash', 'abort', 'lost ack'] as const);

  test('E16: the schedule of an outcome comes to it, by its steps, ten times of ten with the same journal', async () => {
    const property = fc.asyncProperty(fc.array(acts, { minLength: 1, maxLength: 3 }), faults, async (actors, wrong) => {
      const make = programOf(actors, wrong);
      const { outcomes } = await exploreFresh(make);
      for (const { outcome, shortest, schedule } of outcomes.slice(0, 3)) {
        const lives = await Promise.all(Array.from({ length: 10 }, () => replayFresh(make, schedule)));
        expect(lives[0]).toMatchObject({ outcome, steps: shortest });
        expect(new Set(lives.map((life) => JSON.stringify(life))).size).toBe(1);
      }
    });
    await fc.assert(property, { numRuns: 12, seed: 20_200_520 });
  });

  test('E16: of schedules of one kind, and of those by chance, too', async () => {
    const make = programOf([
      ['read', 'append'],
      ['read', 'put'],
      ['append', 'read'],
    ]);
    for (const limits of [{ mostSchedules: 1 }, { mostSchedules: 1, mostKinds: 1 }]) {
      const { outcomes } = await exploreFresh(make, limits);
      expect(outcomes.length).toBeGreaterThan(1);
      for (const { outcome, shortest, schedule } of outcomes) {
        expect(await replayFresh(make, schedule)).toMatchObject({ outcome, steps: shortest });
      }
    }
  });

  test('E16: its journal says what it wrote, and its laws whether they held', async () => {
    const make = programOf([['append'], ['append', 'put']]);
    const { outcomes } = await exploreFresh(make);
    const other = outcomes.find(({ outcome }) => (outcome as { log: string[] }).log[0] === 'actor1')!;
    const { journal, laws, steps } = await replayFresh(make, other.schedule);
    expect(steps).toEqual(['actor1: append to s', 'actor1: put in rows', 'actor0: append to s']);
    expect(journal).toEqual([
      { appended: [{ streamName: 's', version: 1 }], rows: [] },
      { appended: [], rows: [{ table: 'rows', key: 'a', before: null, after: { id: 'a', by: 'actor1' } }] },
      { appended: [{ streamName: 's', version: 2 }], rows: [] },
    ]);
    expect(laws).toEqual({ 'the first is first': false });
  });

  test.each([['5'], ['0.0.0.0.0.1'], [''], ['1.'], ['one'], [7 as never]])(
    'E16: %j is none of this program',
    async (schedule) => {
      const replayed = replayFresh(programOf([['append'], ['append']]), schedule);
      await expect(replayed).rejects.toMatchObject({
        code: 'invalid-input',
        data: { field: 'schedule', expected: 'schedule' },
      });
    },
  );
});

describe('by chance', () => {
  test('E5: it says about which share of all schedules that is', async () => {
    // 12! : (4! · 4! · 4!) = 34,650 schedules, of which nearly a thousand are lived.
    const actors = Array.from({ length: 3 }, () => ['read', 'read', 'read', 'read'] as const);
    const { how, covered, schedules } = await exploreFresh(programOf(actors), { mostSchedules: 10, mostKinds: 0 });
    expect([how, schedules]).toEqual(['random schedules', 1_000]);
    expect(covered).toBeGreaterThan(0.8 * (1_000 / 34_650));
    expect(covered).toBeLessThan(1.2 * (1_000 / 34_650));
  });

  test('E5: where every schedule was lived it is all of them', async () => {
    expect((await exploreFresh(programOf([['read'], ['read']]))).covered).toBe(1);
  });
});

describe('the picture', () => {
  const found = { text: '1a', number: 1 };
  async function drawn(make: (lab: Lab) => Program<unknown>): Promise<Matrix[]> {
    const pictures: unknown[] = [];
    const lab: Lab = await labOver(createMemoryWorld(), 1, async ({ explore }) => void (await explore(make(lab))), {
      draw: (picture) => pictures.push(picture),
    });
    await lab.explore(make(lab));
    return pictures.map((picture) => readMatrix(JSON.stringify({ ...(picture as object), found }))!);
  }

  test('E17: outcomes that break a law come first, each with its steps', async () => {
    const [matrix, ...others] = await drawn(programOf([['append'], ['append', 'read']]));
    expect(others).toEqual([]);
    expect(matrix).toEqual({
      found,
      how: 'every schedule',
      schedules: 3,
      covered: 1,
      laws: ['the first is first'],
      rows: [
        {
          outcome: 'actor0 done · actor1 done · log ["actor1","actor0"] · row null',
          count: 2,
          laws: [false],
          steps: [
            { actor: 'actor1', what: 'append to s' },
            { actor: 'actor1', what: 'read s' },
            { actor: 'actor0', what: 'append to s' },
          ],
          schedule: '1.1',
        },
        {
          outcome: 'actor0 done · actor1 done · log ["actor0","actor1"] · row null',
          count: 1,
          laws: [true],
          steps: [
            { actor: 'actor0', what: 'append to s' },
            { actor: 'actor1', what: 'append to s' },
            { actor: 'actor1', what: 'read s' },
          ],
          schedule: '0',
        },
      ],
      left: 0,
    });
  });

  test('E17: of very many outcomes 40 are drawn', async () => {
    const [many] = await drawn((lab) => ({
      actors: {
        a: () => lab.eventStore.readAll(),
        b: async () => {
          for (let n = 0; n < 60; n += 1)
            await lab.eventStore.appendToStream('s', [{ type: 'B', data: {} }], { expectedStreamVersion: n });
        },
      },
      faults: ['crash'],
      outcome: async () => [(await lab.eventStore.readAll()).events.length],
    }));
    expect([many!.rows.length, many!.left]).toEqual([40, 21]);
    expect(many!.rows.every(({ steps }) => steps.length <= 60)).toBe(true);
  });

  const matrix = {
    found,
    how: 'every schedule',
    schedules: 1,
    covered: 1,
    laws: ['l'],
    rows: [{ outcome: '0', count: 1, laws: [true], steps: [{ actor: 'a', what: 'b' }], schedule: '1.0.2' }],
    left: 0,
  };
  test.each<[string, unknown]>([
    ['no object', 5],
    ['nothing', null],
    ['another way', { ...matrix, how: 'some' }],
    ['a count that is none', { ...matrix, schedules: -1 }],
    ['no share', { ...matrix, covered: 'all' }],
    ['a law that is no text', { ...matrix, laws: [{}] }],
    ['a law too few', { ...matrix, rows: [{ ...matrix.rows[0], laws: [] }] }],
    ['a step without an actor', { ...matrix, rows: [{ ...matrix.rows[0], steps: [{ what: 'b' }] }] }],
    ['a schedule that is no name', { ...matrix, rows: [{ ...matrix.rows[0], schedule: 'javascript:1' }] }],
    ['a schedule that is too long', { ...matrix, rows: [{ ...matrix.rows[0], schedule: '1.'.repeat(201) }] }],
    ['nothing that it was found on', { ...matrix, found: undefined }],
    ['a text that is none', { ...matrix, found: { text: {}, number: 1 } }],
    ['a number that is none', { ...matrix, found: { text: '1a', number: 'one' } }],
    ['no rows', { ...matrix, rows: undefined }],
    ['too many rows', { ...matrix, rows: Array.from({ length: 41 }, () => matrix.rows[0]) }],
    ['a long outcome', { ...matrix, rows: [{ ...matrix.rows[0], outcome: 'x'.repeat(201) }] }],
  ])('E17: what has %s is left out', (_, read) => {
    expect(readMatrix(JSON.stringify(matrix))).toEqual(matrix);
    expect(readMatrix(JSON.stringify(read))).toBeNull();
    expect(readMatrix('{')).toBeNull();
  });
});
