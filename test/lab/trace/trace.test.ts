/** What has happened in a world, told from its journal. */
import { describe, expect, test } from 'vitest';
import { readTrace, withAsked, type TraceAct, type TraceStep } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import { NOW } from '../../contract/lab-over-world.ts';
import { publishAll, setUp } from '../broker/set-up.ts';

const ANYWHERE = { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' } as const;
const opened = (n: number) => ({ type: 'Opened', data: { n } });

const actsIn = async (world: Parameters<typeof readTrace>[0], most = 1_000): Promise<TraceAct[]> =>
  (await readTrace(world, most)).steps.flatMap(({ acts }) => acts);

describe('a trace', () => {
  test('TR1: has a step for each transaction, with its place, time and cell', async () => {
    const { world, lab, time } = await setUp();
    await lab.eventStore.appendToStream('cart-1', [opened(1), opened(2)], ANYWHERE);
    time.moveTo(NOW + 1_500);
    await lab.eventStore.appendToStream('cart-2', [opened(3)], ANYWHERE);
    const { steps, earlier } = await readTrace(world, 10);
    expect(steps).toMatchObject([
      { journalPosition: 1, at: NOW, cell: 'cell.ts' },
      { journalPosition: 2, at: NOW + 1_500, cell: 'cell.ts' },
    ]);
    expect(earlier).toBe(0);
    expect(steps.map(({ acts }) => acts)).toMatchObject([
      [{ kind: 'appended', streamName: 'cart-1', count: 2, events: [{ data: { n: 1 } }, { data: { n: 2 } }] }],
      [{ kind: 'appended', streamName: 'cart-2', count: 1, events: [{ data: { n: 3 }, globalPosition: 3 }] }],
    ]);
  });

  test('TR1: of a large append the first events are told, and the others counted', async () => {
    const { world, lab } = await setUp();
    await lab.eventStore.appendToStream('cart-1', [opened(0)], ANYWHERE);
    await lab.eventStore.appendToStream(
      'cart-1',
      Array.from({ length: 50 }, (_, n) => opened(n)),
      ANYWHERE,
    );
    await lab.eventStore.appendToStream('cart-1', [opened(99)], ANYWHERE);
    const [, large, last] = (await actsIn(world)) as Extract<TraceAct, { kind: 'appended' }>[];
    expect(large!.count).toBe(50);
    expect(large!.events.map(({ streamPosition }) => streamPosition)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 2),
    );
    expect(last!.events).toHaveLength(1);
  });

  test('TR1: several appends and rows of one transaction are one step', async () => {
    const { world, lab } = await setUp();
    const { database } = lab;
    const items = database.table<{ id: string; n: number }>('items', { key: 'id' });
    await items.insert({ id: 'a', n: 1 });
    await database.transaction(async (tx) => {
      tx.appendToStream('cart-1', [opened(1)], { expectedStreamVersion: 0 });
      tx.appendToStream('cart-2', [opened(2)], { expectedStreamVersion: 0 });
      tx.put(items, { id: 'a', n: 2 });
      tx.insert(items, { id: 'b', n: 3 });
    });
    await items.delete('a');
    const { steps } = await readTrace(world, 10);
    expect(steps.map(({ acts }) => acts.map((act) => [act.kind, 'id' in act ? act.id : '']))).toEqual([
      [['row inserted', 'a']],
      [
        ['appended', ''],
        ['appended', ''],
        ['row changed', 'a'],
        ['row inserted', 'b'],
      ],
      [['row deleted', 'a']],
    ]);
  });

  test('TR1: a row that came and went in one transaction was never there', async () => {
    const { world, lab } = await setUp();
    const items = lab.database.table<{ id: string }>('items', { key: 'id' });
    await lab.database.transaction(async (tx) => {
      tx.insert(items, { id: 'a' });
      tx.delete(items, 'a');
    });
    expect(await actsIn(world)).toEqual([]);
  });

  test('TR1: messages are published, delivered, refused, delivered again, acknowledged', async () => {
    const { world, lab, toEnd } = await setUp();
    lab.broker.subscribe('orders', 'billing', (_, { attempt }) => {
      if (attempt === 1) throw new Error('not now');
    });
    await publishAll(lab, 'm-1');
    await toEnd();
    const acts = await actsIn(world);
    expect(acts[0]).toMatchObject({ kind: 'published', topic: 't', number: 1, message: { messageId: 'm-1' } });
    expect(acts).toHaveLength(1);
    lab.broker.subscribe('t', 'billing', (_, { attempt }) => {
      if (attempt === 1) throw new Error('not now');
    });
    await toEnd();
    const told = (await actsIn(world)).slice(1);
    expect(told.map((act) => [act.kind, 'attempt' in act && act.attempt])).toEqual([
      ['delivered', 1],
      ['refused', 1],
      ['delivered', 2],
      ['acknowledged', 2],
    ]);
    expect(told[0]).toEqual({ kind: 'delivered', topic: 't', number: 1, consumer: 'billing', attempt: 1 });
  });

  test('TR1: what no handler takes is parked, and replayed when somebody says so', async () => {
    const { world, lab, toEnd } = await setUp();
    let isBroken = true;
    const handle = () => {
      if (isBroken) throw new Error('never');
    };
    lab.broker.subscribe('t', 'billing', handle, { maxDeliver: 1 });
    await publishAll(lab, 'm-1');
    await toEnd();
    isBroken = false;
    await lab.broker.replayParked('t', 'billing');
    await toEnd();
    const kinds = (await actsIn(world)).map(({ kind }) => kind);
    expect(kinds).toEqual(['published', 'delivered', 'parked', 'replayed', 'delivered', 'acknowledged']);
  });

  test('TR1: snapshots, cuts and ends of streams are told in their own words', async () => {
    const { world, lab } = await setUp();
    const { eventStore, snapshots } = lab;
    await eventStore.appendToStream('cart-1', [opened(1), opened(2)], ANYWHERE);
    await snapshots.save('cart-1', { state: {}, streamPosition: 2, fingerprint: 'v1' });
    await eventStore.truncateBefore('cart-1', 2, { expectedStreamVersion: 2 });
    await eventStore.tombstoneStream('cart-1', { expectedStreamVersion: 2 });
    expect((await actsIn(world)).slice(1)).toEqual([
      { kind: 'snapshot saved', streamName: 'cart-1' },
      { kind: 'truncated', streamName: 'cart-1' },
      { kind: 'tombstoned', streamName: 'cart-1' },
    ]);
  });

  test('TR2: tells no more than the last, and counts those before', async () => {
    const { world, lab } = await setUp();
    for (let n = 1; n <= 5; n += 1) await lab.eventStore.appendToStream('cart-1', [opened(n)], ANYWHERE);
    const { steps, earlier } = await readTrace(world, 2);
    expect([earlier, ...steps.map(({ journalPosition }) => journalPosition)]).toEqual([3, 4, 5]);
    expect(await readTrace(world, 5)).toMatchObject({ earlier: 0 });
  });

  test('TR2: what was undone is not told', async () => {
    const { world, lab } = await setUp();
    await lab.eventStore.appendToStream('cart-1', [opened(1)], ANYWHERE);
    await lab.eventStore.appendToStream('cart-1', [opened(2)], ANYWHERE);
    await world.rewind(1);
    expect(await actsIn(world)).toHaveLength(1);
    await world.reset();
    expect(await readTrace(createMemoryWorld(), 10)).toEqual({ steps: [], earlier: 0 });
    expect(await readTrace(world, 10)).toEqual({ steps: [], earlier: 0 });
  });

  test('TR2: of a key it tells the subject and nothing else, and that it was erased', async () => {
    const { world, lab } = await setUp();
    await lab.keys.encrypt('lead-12', 'Ada');
    const made = await readTrace(world, 10);
    expect(made.steps.flatMap(({ acts }) => acts)).toEqual([{ kind: 'key made', subject: 'lead-12' }]);
    await lab.keys.forget('lead-12');
    expect((await actsIn(world)).at(-1)).toEqual({ kind: 'key erased', subject: 'lead-12' });
  });
});

describe('what was asked besides', () => {
  const step = (journalPosition: number, reason = ''): TraceStep => ({
    journalPosition,
    at: 0,
    cell: 'cell.ts',
    acts: [{ kind: 'run refused', reason }],
  });
  const drawn = (steps: readonly TraceStep[]): string[] =>
    steps.map(({ journalPosition, acts: [act] }) => `${journalPosition}${(act as { reason: string }).reason}`);

  test('TR6: stands behind the step at which it was asked, in its order', () => {
    const asked = [step(0, 'a'), step(0, 'b'), step(2, 'c'), step(3, 'd'), step(9, 'e')];
    const { steps, earlier } = withAsked({ steps: [step(1), step(2), step(3)], earlier: 0 }, asked);
    expect(drawn(steps)).toEqual(['0a', '0b', '1', '2', '2c', '3', '3d', '9e']);
    expect(earlier).toBe(0);
  });

  test('TR6: is told where nothing else has happened, and not where the steps around it are not', () => {
    expect(drawn(withAsked({ steps: [], earlier: 0 }, [step(0, 'a')]).steps)).toEqual(['0a']);
    expect(drawn(withAsked({ steps: [step(6)], earlier: 5 }, [step(4, 'a'), step(5, 'b')]).steps)).toEqual(['5b', '6']);
  });
});
