/** One write transaction: all of it or nothing, and why not. Rules: src/lab/README.md, W1. */
import { deleteDB, openDB, type DBSchema } from 'idb';
import { expect, onTestFinished, test } from 'vitest';
import { leave, write } from '../../src/indexeddb/write.ts';
import { temporaryName } from './temporary-world.ts';

interface Things extends DBSchema {
  things: { key: number; value: { id: number } };
}

async function openThings() {
  const name = temporaryName();
  const database = await openDB<Things>(name, 1, {
    upgrade: (opened) => void opened.createObjectStore('things', { keyPath: 'id' }),
  });
  onTestFinished(async () => {
    database.close();
    await deleteDB(name);
  });
  await write(database, ['things'], async (tx) => leave(tx.objectStore('things').add({ id: 1 })));
  return database;
}

test('W1: what work returns comes back when all of it is on disk', async () => {
  const database = await openThings();
  const written = await write(database, ['things'], async (tx) => {
    leave(tx.objectStore('things').add({ id: 2 }));
    return 'done';
  });
  expect(written).toBe('done');
  expect(await database.getAllKeys('things')).toEqual([1, 2]);
});

test('W1: work that throws in its middle takes back what it had begun, and its error is thrown', async () => {
  const database = await openThings();
  const failure = new TypeError('in the middle');
  const written = write(database, ['things'], async (tx) => {
    leave(tx.objectStore('things').add({ id: 2 }));
    await tx.objectStore('things').get(1);
    leave(tx.objectStore('things').delete(1));
    throw failure;
  });
  await expect(written).rejects.toBe(failure);
  expect(await database.getAllKeys('things')).toEqual([1]);
});

test('W1: what cannot be cloned is refused by the browser and takes the rest with it', async () => {
  const database = await openThings();
  const written = write(database, ['things'], async (tx) => {
    leave(tx.objectStore('things').add({ id: 2 }));
    leave(tx.objectStore('things').put({ id: 3, run: () => {} } as { id: number }));
  });
  await expect(written).rejects.toMatchObject({ name: 'DataCloneError' });
  expect(await database.getAllKeys('things')).toEqual([1]);
});

test('W1: a request that fails gives the reason, also to work that waits for another', async () => {
  const database = await openThings();
  const written = write(database, ['things'], async (tx) => {
    leave(tx.objectStore('things').add({ id: 2 }));
    leave(tx.objectStore('things').add({ id: 1 }));
    return tx.objectStore('things').get(2);
  });
  await expect(written).rejects.toMatchObject({ name: 'ConstraintError' });
  expect(await database.getAllKeys('things')).toEqual([1]);
});
