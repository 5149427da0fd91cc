/** Snapshots as part of a world: taken back with it, and not among the learner's tables. */
import { expect, test } from 'vitest';
import { isTableName } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import { watchWorld } from '../../src/ui/lesson/watch-world.ts';
import { labOver } from '../contract/lab-over-world.ts';

const at = (streamPosition: number) => ({ state: { streamPosition }, streamPosition, fingerprint: 'cart v1' });

test('S1: a rewind takes snapshots back with the events', async () => {
  const world = createMemoryWorld();
  const { snapshots } = await labOver(world);
  await snapshots.save('cart-1', at(1));
  const { journalPosition } = await world.readState();
  await snapshots.save('cart-1', at(2));
  await world.rewind(journalPosition);
  const rewound = await labOver(world);
  expect(await rewound.snapshots.latest('cart-1', 'cart v1')).toEqual(at(1));
  await world.reset();
  const empty = await labOver(world);
  expect(await empty.snapshots.latest('cart-1', 'cart v1')).toBe(null);
});

test('S1: what is kept of a snapshot and cannot be read is no snapshot', async () => {
  const world = createMemoryWorld();
  const { snapshots, eventStore } = await labOver(world);
  await snapshots.save('cart-1', at(1));
  const [table] = await world.readTableNames();
  const { epoch } = await world.readState();
  await world.transact([{ kind: 'put', table: table!, id: ['cart-1', 'cart v1'], text: '{"state":{"stre' }], {
    epoch,
    cell: 'cell.ts',
    runNumber: 1,
    time: 0,
  });
  const snapshot = await snapshots.latest<number>('cart-1', 'cart v1');
  const fold = { initialState: () => 0, evolve: (count: number) => count + 1 };
  expect([snapshot, await eventStore.aggregateStream('cart-1', { ...fold, snapshot })]).toMatchObject([
    null,
    { state: 0 },
  ]);
});

test('S2: no table of a learner has the name of the one that snapshots are kept in', async () => {
  const world = createMemoryWorld();
  const { snapshots, database } = await labOver(world);
  await snapshots.save('cart-1', at(1));
  await database.table<{ id: string }>('snapshots', { key: 'id' }).put({ id: 'a' });
  const names = await world.readTableNames();
  expect([names.length, names.filter(isTableName)]).toEqual([2, ['snapshots']]);
  for (const name of names.filter((each) => !isTableName(each))) {
    expect(() => database.table<{ id: string }>(name, { key: 'id' })).toThrow(
      expect.objectContaining({ data: expect.objectContaining({ expected: 'table-name' }) }),
    );
  }
});

test('S2: the picture of a world has no table of snapshots', async () => {
  const world = createMemoryWorld();
  const { snapshots, database } = await labOver(world);
  await snapshots.save('cart-1', at(1));
  await database.table<{ id: string }>('items', { key: 'id' }).put({ id: 'a' });
  const { tables } = await new Promise<Parameters<Parameters<typeof watchWorld>[1]>[0]>((resolve) => {
    watchWorld(world, resolve);
  });
  expect(tables).toEqual([{ name: 'items', rows: [{ id: 'a' }], count: 1 }]);
});
