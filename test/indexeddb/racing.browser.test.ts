/** Two connections to one world, as two tabs have them. */
import { describe, expect, test } from 'vitest';
import { commandHandler, isExpectedVersionConflictError, type Decider, type Event } from '#eventsourcing';
import { append, context, put, readWorld } from '../contract/world/shared.ts';
import { labOver } from '../contract/lab-over-world.ts';
import { openConnections } from './temporary-world.ts';

const ROUNDS = 40;

async function openTwoLabs() {
  const worlds = await openConnections(2);
  const [first, second] = await Promise.all(worlds.map((world, index) => labOver(world, index)));
  return { worlds, first: first!, second: second! };
}

type Counted = Event<'Counted', { by: string }>;

const counter: Decider<number, { type: 'Count'; data: { by: string } }, Counted> = {
  initialState: () => 0,
  decide: ({ data }) => [{ type: 'Counted', data }],
  evolve: (count) => count + 1,
};

describe('writers at the same time', () => {
  test('ES10: of two that expect the same version exactly one wins, in every round', async () => {
    const { first, second } = await openTwoLabs();
    for (let round = 0; round < ROUNDS; round += 1) {
      const options = { expectedStreamVersion: round * 2 };
      const ends = await Promise.allSettled(
        // Who begins changes from round to round.
        (round % 2 === 0 ? [first, second] : [second, first]).map(({ eventStore }, index) =>
          eventStore.appendToStream('order-1', [numbered(index), numbered(index)], options),
        ),
      );
      const rejected = ends.filter((end) => end.status === 'rejected');
      expect(rejected).toHaveLength(1);
      expect(isExpectedVersionConflictError(rejected[0]!.reason)).toBe(true);
      expect(rejected[0]!.reason).toMatchObject({ data: { expected: round * 2, actual: round * 2 + 2 } });
    }
    const { events } = await first.eventStore.readStream<ReturnType<typeof numbered>>('order-1');
    expect(events.map(({ streamPosition }) => streamPosition)).toEqual(
      Array.from({ length: ROUNDS * 2 }, (_, index) => index + 1),
    );
    // Both events of an append have the same writer: none came between.
    for (let index = 0; index < events.length; index += 2) expect(events[index]!.data).toEqual(events[index + 1]!.data);
  });

  test('CH2: two that handle commands on one stream lose no update', async () => {
    const { first, second } = await openTwoLabs();
    const handle = commandHandler(counter, { retries: 100 });
    const count = async ({ eventStore }: typeof first, by: string) => {
      let attempts = 0;
      for (let index = 0; index < 25; index += 1) {
        attempts += (await handle(eventStore, 'counter-1', { type: 'Count', data: { by } })).attempts;
      }
      return attempts;
    };
    const attempts = await Promise.all([count(first, 'first'), count(second, 'second')]);
    expect((await second.eventStore.aggregateStream('counter-1', counter)).state).toBe(50);
    // Without a single conflict this would have proved nothing.
    expect(attempts[0] + attempts[1]).toBeGreaterThan(50);
  });

  test('W15: appends to many streams through two connections fill the log without holes', async () => {
    const { worlds, first, second } = await openTwoLabs();
    const unchecked = { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' } as const;
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        (index % 2 === 0 ? first : second).eventStore.appendToStream(`s-${index % 7}`, [numbered(index)], unchecked),
      ),
    );
    const { events } = await first.eventStore.readAll();
    expect(events.map(({ globalPosition }) => globalPosition)).toEqual(Array.from({ length: 60 }, (_, at) => at + 1));
    const journal = await worlds[1]!.readJournal(0);
    expect(journal.map(({ position }) => position)).toEqual(Array.from({ length: 60 }, (_, at) => at + 1));
  });

  test('T11: of two that read and raise a row through two connections none is lost', async () => {
    const { first, second } = await openTwoLabs();
    const open = ({ database }: typeof first) =>
      [database, database.table<{ id: string; count: number }>('counters', { key: 'id' })] as const;
    const [, table] = open(first);
    await table.insert({ id: 'a', count: 0 });
    let conflicts = 0;
    const raise = async (lab: typeof first) => {
      const [database, counters] = open(lab);
      for (let raised = 0, tries = 0; raised < 15 && tries < 200; tries += 1) {
        try {
          await database.transaction(async (tx) => {
            const { count } = (await tx.get(counters, 'a'))!;
            tx.put(counters, { id: 'a', count: count + 1 });
          });
          raised += 1;
        } catch (error) {
          expect(error).toMatchObject({ code: 'row-conflict' });
          conflicts += 1;
        }
      }
    };
    await Promise.all([raise(first), raise(second)]);
    expect(await table.get('a')).toEqual({ id: 'a', count: 30 });
    expect(conflicts).toBeGreaterThan(0);
  });
});

const numbered = (by: number) => ({ type: 'Counted', data: { by } });

describe('one connection after the other', () => {
  test('W5: a writer is stopped when another connection has rewound the world', async () => {
    const { worlds, first, second } = await openTwoLabs();
    await first.eventStore.appendToStream('order-1', [numbered(1)], { expectedStreamVersion: 0 });
    await worlds[1]!.rewind(0);
    const late = first.eventStore.appendToStream('order-1', [numbered(2)], { expectedStreamVersion: 0 });
    await expect(late).rejects.toMatchObject({ code: 'world-rewound' });
    expect((await second.eventStore.readAll()).events).toEqual([]);
  });

  test('W15: a rewind and a transaction at the same time are one after the other', async () => {
    const [one, other] = await openConnections(2);
    for (let round = 0; round < 10; round += 1) {
      await one!.reset();
      const { epoch } = await one!.readState();
      await one!.transact([append('s', 1, 0)], context(epoch));
      const [, written] = await Promise.allSettled([
        one!.rewind(0),
        other!.transact([append('s', 1, 1), put('a', round)], context(epoch)),
      ]);
      // Whoever came first, nothing is left: either the write was rewound, or it was stopped.
      if (written.status === 'rejected') expect(written.reason).toMatchObject({ code: 'world-rewound' });
      expect(await readWorld(other!, ['s'])).toMatchObject({
        journalPosition: 0,
        lastPosition: 0,
        log: [],
        tables: [],
      });
    }
  });
});
