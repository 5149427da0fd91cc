/** Transactions that IndexedDB does not let through: each rejects, says why, and leaves nothing. */
import { openDB } from 'idb';
import { afterEach, expect, test, vi } from 'vitest';
import type { OpenWorld, StoredMark } from '#indexeddb';
import type { Operation } from '#lab';
import { append, context, put, readWorld } from '../contract/world/shared.ts';
import { openConnections, temporaryName } from './temporary-world.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** A world with one transaction in it. */
async function openStocked(name = temporaryName()) {
  const [world] = (await openConnections(1, name)) as [OpenWorld<StoredMark>];
  const transact = (...operations: readonly Operation[]) => world.transact(operations, context(1));
  await transact(append('s', 2, 0), put('a', 1));
  return { world, transact };
}

test('W1: a transaction whose request fails rejects with its reason and writes nothing', async () => {
  const name = temporaryName();
  const { world, transact } = await openStocked(name);
  // Damage: a commit stands where the next one of stream s belongs.
  const raw = await openDB(name);
  const places = { firstPosition: 900, streamName: 's', firstStreamPosition: 3, count: 1 };
  await raw.put('commits', { ...places, ids: ['x'], types: ['A'], text: '[]', recordedAt: '' });
  raw.close();
  const before = await readWorld(world, ['s', 't']);
  const written = transact(put('b', 1), append('t', 1, 0), append('s', 1, 2), put('c', 1));
  await expect(written).rejects.toMatchObject({ name: 'ConstraintError' });
  expect(await readWorld(world, ['s', 't'])).toEqual(before);
  // The world goes on.
  expect(await transact(put('b', 1))).toMatchObject({ journalPosition: 2 });
});

test('W1: a transaction that the browser aborts rejects, though no request has failed', async () => {
  const { world, transact } = await openStocked();
  const before = await readWorld(world, ['s']);
  const { add } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function abortSoon(this: IDBObjectStore, value) {
    const request = Reflect.apply(add, this, [value]);
    request.addEventListener('success', () => this.transaction.abort());
    return request;
  });
  await expect(transact(put('b', 1))).rejects.toMatchObject({ name: 'AbortError' });
  vi.restoreAllMocks();
  expect(await readWorld(world, ['s'])).toEqual(before);
  expect(await transact(put('b', 1))).toMatchObject({ journalPosition: 2 });
});

test('W1: a transaction that cannot be begun rejects', async () => {
  const { world, transact } = await openStocked();
  world.close();
  await expect(transact(put('b', 1))).rejects.toMatchObject({ name: 'InvalidStateError' });
});

test('W1: a rewind that is aborted rejects and takes nothing back', async () => {
  const { world } = await openStocked();
  const before = await readWorld(world, ['s']);
  const { epoch } = await world.readState();
  const { delete: remove } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function abortSoon(this: IDBObjectStore, query) {
    const request = Reflect.apply(remove, this, [query]);
    request.addEventListener('success', () => this.transaction.abort());
    return request;
  });
  await expect(world.rewind(0)).rejects.toMatchObject({ name: 'AbortError' });
  vi.restoreAllMocks();
  expect(await readWorld(world, ['s'])).toEqual(before);
  expect((await world.readState()).epoch).toBe(epoch);
});

test('W1: every write asks for the strictest durability', async () => {
  const { world, transact } = await openStocked();
  const asked: string[] = [];
  const { transaction } = IDBDatabase.prototype;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function note(this: IDBDatabase, ...given) {
    const tx = Reflect.apply(transaction, this, given);
    if (tx.mode === 'readwrite') asked.push(tx.durability);
    return tx;
  });
  await transact(put('b', 1));
  await world.rewind(1);
  await world.reset();
  await world.saveMarks([{ file: 'a.ts' }]);
  await world.clearMarks();
  expect(asked).toEqual(['strict', 'strict', 'strict', 'strict', 'strict']);
});

test('W14: a transaction that was aborted is not told', async () => {
  const { world, transact } = await openStocked();
  const told: unknown[] = [];
  world.onChange((state) => told.push(state));
  const { add } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function abortSoon(this: IDBObjectStore, value) {
    const request = Reflect.apply(add, this, [value]);
    request.addEventListener('success', () => this.transaction.abort());
    return request;
  });
  await expect(transact(put('b', 1))).rejects.toThrow();
  expect(told).toEqual([]);
});
