/** Browsers that close, refuse and hold databases: everyone is told why, nothing is half done, and what can go on goes on. */
import { deleteDB, openDB } from 'idb';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { openWorkbook, openWorld } from '#indexeddb';
import type { WorldState } from '#lab';
import { append, context, put, readWorld } from '../contract/world/shared.ts';
import { dumpDatabase } from './dump-database.ts';
import { openConnections, temporaryName } from './temporary-world.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const draft = (text: string) => ({ lessonId: 'one', file: 'a.ts', text, starterHash: 'h' });

/** A database that is deleted when the test is over. */
function nameForTest(): string {
  const name = temporaryName();
  onTestFinished(() => deleteDB(name));
  return name;
}

/** A connection of a page with another version of this code. */
async function openAt(name: string, version: number) {
  const opened = await openDB(name, version);
  onTestFinished(() => opened.close());
  return opened;
}

test.each([
  ['world', openWorld],
  ['workbook', openWorkbook],
])('W17: a %s that a newer page has changed is not opened, and stays as it is', async (_, open) => {
  const name = nameForTest();
  const newer = await openDB(name, 9, { upgrade: (database) => void database.createObjectStore('drafts') });
  onTestFinished(() => newer.close());
  await newer.put('drafts', 'of a newer page', 'a');
  const before = await dumpDatabase(name);
  await expect(open(name)).rejects.toMatchObject({ code: 'storage-newer', data: { database: name } });
  expect(await dumpDatabase(name)).toEqual(before);
  expect(before.version).toBe(9);
});

test('W17: a workbook that an older page holds is given up after five seconds, and not opened behind its back', async () => {
  const name = nameForTest();
  const old = await openDB(name, 1, {
    upgrade: (database) => void database.createObjectStore('drafts', { keyPath: ['lessonId', 'file'] }),
  });
  await old.put('drafts', draft('of an older page'));
  const before = await dumpDatabase(name);
  const start = performance.now();
  await expect(openWorkbook(name)).rejects.toMatchObject({ code: 'storage-blocked' });
  expect(performance.now() - start).toBeLessThan(6_000);
  old.close();
  // What was asked for too late changes nothing, also not when it could.
  expect(await dumpDatabase(name)).toEqual(before);
  expect(before.version).toBe(1);
  // Nobody holds what was opened too late: a page that comes now is not kept waiting.
  const workbook = await openWorkbook(name);
  expect(await workbook.load('one')).toEqual([{ ...draft('of an older page'), revision: 1 }]);
  await workbook.save(draft('1'), 1);
  workbook.close();
}, 12_000);

test('W17: an opening that never settles is given up after five seconds', async () => {
  const { open } = IDBFactory.prototype;
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(function neverSettle(this: IDBFactory, ...parts) {
    const request = Reflect.apply(open, this, parts);
    request.onsuccess = () => request.result.close();
    vi.spyOn(request, 'addEventListener').mockImplementation(() => {});
    return request;
  });
  await expect(openWorld(nameForTest())).rejects.toMatchObject({ code: 'storage-silent' });
}, 12_000);

test('W17: a browser that refuses says so at once', async () => {
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
    throw new DOMException('Not here.', 'SecurityError');
  });
  await expect(openWorld('any')).rejects.toMatchObject({
    code: 'storage-unavailable',
    data: { reason: 'SecurityError: Not here' },
  });
});

test('W18: a newer page waits until the texts are saved, and no longer', async () => {
  const name = nameForTest();
  const workbook = await openWorkbook(name);
  const heard: string[] = [];
  workbook.onOutdated(async ({ code }) => {
    heard.push(code);
    await workbook.save(draft('the last text'), 0);
  });
  const start = performance.now();
  const newer = await openAt(name, 9);
  expect(performance.now() - start).toBeLessThan(1_000);
  expect(heard).toEqual(['storage-newer']);
  expect(await newer.get('drafts', ['one', 'a.ts'])).toMatchObject({ text: 'the last text' });
  await expect(workbook.save(draft('too late'), 1)).rejects.toMatchObject({ code: 'storage-newer' });
  await expect(workbook.load('one')).rejects.toMatchObject({ code: 'storage-newer' });
});

test('W18: a page that does not come to an end keeps a newer one waiting for a second', async () => {
  const name = nameForTest();
  const world = await openWorld(name);
  world.onOutdated(() => new Promise(() => {}));
  const start = performance.now();
  await openAt(name, 9);
  expect(performance.now() - start).toBeLessThan(2_000);
  await expect(world.transact([put('a', 1)], context(1))).rejects.toMatchObject({ code: 'storage-newer' });
  world.close();
});

test('W19: a connection that was lost is opened again by the next use', async () => {
  const [world] = await openConnections(1);
  await world!.transact([append('s', 2, 0)], context(1));
  closeConnection();
  expect(await world!.transact([put('a', 1)], context(1))).toMatchObject({ journalPosition: 2 });
  closeConnection();
  expect(await world!.readRow('items', 'a')).toMatchObject({ version: 2 });
});

test('W19: many uses at a time open one connection', async () => {
  const [world] = await openConnections(1);
  await world!.transact([append('s', 2, 0)], context(1));
  const opened = vi.spyOn(IDBFactory.prototype, 'open');
  closeConnection();
  await Promise.all([
    world!.readState(),
    world!.readRows({ table: 'items', wanted: 1 }),
    world!.transact([put('a', 1)], context(1)),
  ]);
  expect(opened).toHaveBeenCalledTimes(1);
});

test('W19: a connection that is always lost again is given up after a few tries, and tried again by the next use', async () => {
  const [world] = await openConnections(1);
  const tried = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
    throw new DOMException('The connection is closing.', 'InvalidStateError');
  });
  await expect(world!.readMarks()).rejects.toMatchObject({ code: 'storage-lost' });
  expect(tried.mock.calls.length).toBeLessThan(10);
  vi.restoreAllMocks();
  expect(await world!.readMarks()).toEqual([]);
});

test('W19: what was under way rejects, also where the browser never says how it ended', async () => {
  const [world] = await openConnections(1);
  const begun = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const heard = vi.spyOn(IDBTransaction.prototype, 'addEventListener').mockImplementation(() => {});
  const written = world!.transact([put('a', 1)], context(1));
  await vi.waitFor(() => expect(begun).toHaveBeenCalled());
  heard.mockRestore();
  const [database] = begun.mock.contexts as IDBDatabase[];
  database!.dispatchEvent(new Event('close'));
  await expect(written).rejects.toMatchObject({ code: 'storage-lost' });
  expect(await world!.readMarks()).toEqual([]);
});

test('W19: a workbook whose connection was lost saves and reads on', async () => {
  const workbook = await openWorkbook(nameForTest());
  await workbook.save(draft('1'), 0);
  closeConnection();
  expect(await workbook.save(draft('2'), 1)).toEqual({ kind: 'saved', revision: 2 });
  closeConnection();
  expect(await workbook.load('one')).toMatchObject([{ text: '2' }]);
  workbook.close();
});

test('W20: a world that was deleted is another world: who wrote to the old one is told, and nothing of it is mixed in', async () => {
  const name = temporaryName();
  const [world] = await openConnections(1, name);
  const told: WorldState[] = [];
  world!.onChange((state) => told.push(state));
  await world!.transact([append('s', 2, 0), put('a', 1)], context(1));
  await deleteDB(name);
  await expect(world!.transact([put('b', 1)], context(1))).rejects.toMatchObject({ code: 'world-rewound' });
  expect(told.at(-1)).toEqual({ epoch: 2, journalPosition: 0, lastPosition: 0 });
  expect(await readWorld(world!, ['s'])).toMatchObject({ log: [] });
  expect(await world!.transact([put('b', 1)], context(2))).toMatchObject({ journalPosition: 1 });
});

test('W17: what does not fit is refused as a whole, and what was there is still there', async () => {
  const [world] = await openConnections(1);
  await world!.transact([append('s', 2, 0)], context(1));
  const before = await readWorld(world!, ['s']);
  const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw new DOMException('', 'QuotaExceededError');
  });
  const written = world!.transact([put('a', 1), append('s', 1, 2)], context(1));
  await expect(written).rejects.toMatchObject({ code: 'storage-full', data: { reason: 'QuotaExceededError' } });
  expect(await readWorld(world!, ['s'])).toEqual(before);
  add.mockRestore();
  expect(await world!.transact([append('s', 1, 2)], context(1))).toMatchObject({ journalPosition: 2 });
});

/** The browser closes the connection that is used next, as it does when site data is deleted: what is begun on it finds out. */
function closeConnection(): void {
  const { transaction } = IDBDatabase.prototype;
  const used = vi.spyOn(IDBDatabase.prototype, 'transaction');
  used.mockImplementation(function closeFirst(this: IDBDatabase, ...parts) {
    used.mockRestore();
    this.close();
    return Reflect.apply(transaction, this, parts);
  });
}
