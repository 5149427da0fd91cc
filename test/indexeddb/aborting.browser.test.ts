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

/** What an error of the storage says that had this reason. */
const failedBy = (name: string) => ({
  code: 'storage-failed',
  data: { reason: expect.stringContaining(name) as string },
});

/** A world with one transaction in it. */
async function openStocked(name = temporaryName()) {
  const [world] = (await openConnections(1, name)) as [OpenWorld<StoredMark>];
  const transact = (...operations: readonly Operation[]) => world.transact(operations, context(1));
  await transact(append('s', 2, 0), put('a', 1));
  return { world, transact };
}

/** Every transaction that is to be committed is aborted, as a full disk does it: no request fails. */
function abortAtCommit(): void {
  vi.spyOn(IDBTransaction.prototype, 'commit').mockImplementation(function abort(this: IDBTransaction) {
    this.abort();
  });
}

test('W1: a transaction whose request fails rejects with its reason and writes nothing', async () => {
  const name = temporaryName();
  const { world, transact } = await openStocked(name);
  // Damage: a commit stands where the log's next one belongs.
  const raw = await openDB(name);
  const places = { firstPosition: 4, streamName: 'u', firstStreamPosition: 1, count: 1 };
  await raw.put('commits', { ...places, ids: 'x', types: ['A'], text: '[]', recordedAt: '' });
  raw.close();
  const before = await readWorld(world, ['s', 't']);
  const written = transact(put('b', 1), append('t', 1, 0), append('s', 1, 2), put('c', 1));
  await expect(written).rejects.toMatchObject(failedBy('ConstraintError'));
  expect(await readWorld(world, ['s', 't'])).toEqual(before);
  // The world goes on.
  expect(await transact(put('b', 1))).toMatchObject({ journalPosition: 2 });
});

test('W1: a transaction that the browser aborts rejects, though no request has failed', async () => {
  const { world, transact } = await openStocked();
  const before = await readWorld(world, ['s']);
  abortAtCommit();
  await expect(transact(put('b', 1))).rejects.toMatchObject(failedBy('AbortError'));
  vi.restoreAllMocks();
  expect(await readWorld(world, ['s'])).toEqual(before);
  expect(await transact(put('b', 1))).toMatchObject({ journalPosition: 2 });
});

test('W1: a transaction that cannot be begun rejects', async () => {
  const { world, transact } = await openStocked();
  world.close();
  await expect(transact(put('b', 1))).rejects.toMatchObject({ code: 'storage-lost' });
});

test('W1: a rewind that is aborted rejects and takes nothing back', async () => {
  const { world } = await openStocked();
  const before = await readWorld(world, ['s']);
  const { epoch } = await world.readState();
  abortAtCommit();
  await expect(world.rewind(0)).rejects.toMatchObject(failedBy('AbortError'));
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
  const { epoch } = await world.readState();
  await world.saveMarks([{ file: 'a.ts', journalPosition: 0, isStale: false }], epoch);
  expect(asked).toEqual(['strict', 'strict', 'strict', 'strict']);
});

test('W14: a transaction that was aborted is not told', async () => {
  const { world, transact } = await openStocked();
  const told: unknown[] = [];
  world.onChange((state) => told.push(state));
  abortAtCommit();
  await expect(transact(put('b', 1))).rejects.toThrow();
  expect(told).toEqual([]);
});
