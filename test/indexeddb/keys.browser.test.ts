/** Keys in IndexedDB: what is forgotten stands in no store of the database, as whoever opens it can see. */
import * as fc from 'fast-check';
import { deleteDB, openDB } from 'idb';
import { expect, onTestFinished, test } from 'vitest';
import { openWorld } from '#indexeddb';
import { anyLives, liveWithKeys } from '../contract/keys-history.ts';
import { labOver } from '../contract/lab-over-world.ts';
import { openConnections, temporaryName } from './temporary-world.ts';

/** All stores of a database with all that is in them, keys of records too. */
async function storesOf(name: string): Promise<Record<string, string>> {
  const database = await openDB(name);
  const stores: Record<string, string> = {};
  for (const store of database.objectStoreNames) {
    const parts = await Promise.all([database.getAllKeys(store), database.getAll(store)]);
    stores[store] = JSON.stringify(parts);
  }
  database.close();
  return stores;
}

test('K4: in IndexedDB too, nothing is left in any life of whoever is forgotten', async () => {
  await fc.assert(
    fc.asyncProperty(anyLives, async (lives) => {
      const name = temporaryName();
      const world = await openWorld(name);
      try {
        await liveWithKeys(world, lives, async () => Object.values(await storesOf(name)).join('\n'), new Map());
      } finally {
        world.close();
        await deleteDB(name);
      }
    }),
    { numRuns: 12 },
  );
}, 90_000);

test('K4: a key stands in three stores, and in none once it is forgotten', async () => {
  const name = temporaryName();
  const [world] = await openConnections(1, name);
  const lab = await labOver(world!);
  const ada = await lab.keys.encrypt('lead-12', 'Ada');
  const bob = await lab.keys.encrypt('lead-13', 'Bob');
  await lab.keys.decrypt({ ...ada, keyId: 'nobody' });
  const having = async (text: string) => {
    const stores = Object.entries(await storesOf(name));
    return stores.flatMap(([store, all]) => (all.includes(text) ? [store] : []));
  };
  const { key } = JSON.parse((await world!.readRow('kept keys', 'lead-12'))!.text) as { key: string };
  expect(await having(key)).toEqual(['changes', 'rows']);
  expect(await having(ada.keyId)).toEqual(['changes', 'rowIndex', 'rows']);
  await lab.keys.forget('lead-12');
  expect(await having(key)).toEqual([]);
  expect(await having(ada.keyId)).toEqual([]);
  expect(await having(bob.keyId)).toEqual(['changes', 'rowIndex', 'rows']);
});

test('K4: a tab that has written before forgets what another has made, however long ago', async () => {
  const name = temporaryName();
  const [one, other] = await openConnections(2, name);
  const lab = await labOver(one!);
  const ada = await lab.keys.encrypt('lead-12', 'Ada');
  const { key } = JSON.parse((await one!.readRow('kept keys', 'lead-12'))!.text) as { key: string };
  const people = lab.database.table<{ id: number }>('people', { key: 'id' });
  for (let id = 0; id < 450; id += 1) await people.put({ id });
  await (await labOver(other!, 2)).keys.forget('lead-12');
  expect(Object.values(await storesOf(name)).join('\n')).not.toContain(key);
  expect(await lab.keys.decrypt(ada)).toBeUndefined();
  expect((await one!.readJournal(0)).length).toBe(452);
  expect((await one!.rewind(400)).journalPosition).toBe(0);
});

test('W25: marks behind the place that a rewind comes to are stale, also those before the place that was asked for', async () => {
  const name = temporaryName();
  const world = await openWorld(name);
  onTestFinished(async () => {
    world.close();
    await deleteDB(name);
  });
  const lab = await labOver(world);
  await lab.database.table<{ id: number }>('people', { key: 'id' }).put({ id: 1 });
  await lab.keys.encrypt('lead-12', 'Ada');
  await lab.database.table<{ id: number }>('people', { key: 'id' }).put({ id: 2 });
  await lab.keys.forget('lead-12');
  const at = (file: string, journalPosition: number) => ({ file, journalPosition, isStale: false });
  await world.saveMarks([at('a.ts', 1), at('b.ts', 2), at('c.ts', 4)], 1);
  await world.rewind(3);
  const marks = await world.readMarks();
  expect(marks.map(({ file, isStale }) => [file, isStale])).toEqual([
    ['a.ts', false],
    ['b.ts', true],
    ['c.ts', true],
  ]);
});
