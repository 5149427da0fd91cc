/** All the work of a browser, written into a file, wiped, brought in again, and brought back where that was cut off. */
import { openDB } from 'idb';
import { describe, expect, test, vi } from 'vitest';
import { readBackup, storesOf, writeBackup, type Backup } from '#backup';
import { openWorkbook, openWorld, PROGRESS_DATABASE, WORKBOOK_DATABASE, worldDatabaseName } from '#indexeddb';
import { createBackups, type Backups } from '#indexeddb/backup';
import { append, context, readWorld } from '../contract/world/shared.ts';
import { beginWithNothing, doWork, draft, wipe, withoutCounts, WORLDS } from './any-work.ts';
import { inTurn } from '../../src/indexeddb/backup/in-turn.ts';

const NOW = '2026-11-30T04:05:06.000Z';
const open = (replaced?: (name: string) => Promise<void>, lessons: readonly string[] = []): Backups =>
  createBackups({ lessons, now: () => NOW, ...(replaced ? { replaced } : {}) });

/** What a file makes of it. */
function throughFile(backup: Backup): Backup {
  const read = readBackup(writeBackup(backup));
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.refusal));
  return read.backup;
}

/** Other work in place of what there was, and what there was. */
async function changeWork(): Promise<{ before: Backup; after: Backup }> {
  await doWork('first');
  const before = throughFile(await open().read());
  await wipe();
  await doWork('second');
  return { before, after: await open().read() };
}

test('BK1: stores and keys are those that a file knows', async () => {
  await beginWithNothing();
  await doWork('any');
  for (const name of [WORKBOOK_DATABASE, ...WORLDS]) {
    const database = await openDB(name);
    const found = [...database.objectStoreNames].map((store) => {
      const { keyPath, indexNames } = database.transaction(store).objectStore(store);
      return [store, keyPath, indexNames.length];
    });
    database.close();
    const known = Object.entries(storesOf(name)!).map(([store, { keyPath, unique }]) => [
      store,
      keyPath,
      unique ? 1 : 0,
    ]);
    expect(found).toEqual(known.toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1)));
  }
});

describe('a browser that was emptied', () => {
  test('BK5: has everything again, store by store', async () => {
    await beginWithNothing();
    await doWork('first');
    const before = await open().read();
    const filled = before.databases.flatMap(({ stores }) => [...stores].filter(([, all]) => all.length > 0));
    // Every store of both kinds has something in it.
    expect(new Set(filled.map(([store]) => store)).size).toBe(10);
    const file = writeBackup(before);
    await wipe();
    expect(withoutCounts(await open().read())).toEqual([]);
    const read = readBackup(file);
    expect(read).toEqual({ kind: 'read', backup: before });
    expect(await open().replace(before)).toEqual({ kind: 'replaced' });
    expect(withoutCounts(await open().read())).toEqual(withoutCounts(before));
  });

  test('BK5: can be worked in: a world is read and written to, and taken back', async () => {
    await beginWithNothing();
    await doWork('first');
    const [name] = WORLDS;
    const seen = await lookAt(name!);
    const file = throughFile(await open().read());
    await wipe();
    await open().replace(file);
    expect(await lookAt(name!)).toEqual(seen);
    const world = await openWorld(name!);
    const { epoch, lastPosition } = await world.readState();
    expect(epoch).toBe(3);
    await world.transact([append('s', 1, 2)], context(epoch));
    expect((await world.readState()).lastPosition).toBe(lastPosition + 1);
    await world.rewind(1);
    expect((await world.readState()).lastPosition).toBe(2);
    world.close();
  });

  test('BK5: is found without a list of databases, by the lessons that the page knows, and none is made', async () => {
    await beginWithNothing();
    await doWork('first');
    vi.spyOn(indexedDB, 'databases').mockRejectedValue(new TypeError('no such function'));
    const { databases } = await open(undefined, ['fold', 'absent']).read();
    vi.restoreAllMocks();
    expect(databases.map(({ name }) => name)).toEqual([
      WORKBOOK_DATABASE,
      worldDatabaseName('fold'),
      PROGRESS_DATABASE,
    ]);
    const there = (await indexedDB.databases()).map(({ name }) => name);
    expect(there).not.toContain(worldDatabaseName('absent'));
  });
});

test('BK5: what the file does not have is emptied', async () => {
  await beginWithNothing();
  await doWork('first');
  const { databases } = await open().read();
  const file = { at: NOW, databases: databases.filter(({ name }) => name !== worldDatabaseName('race')) };
  await open().replace(file);
  expect(withoutCounts(await open().read())).toEqual(withoutCounts(file));
  const world = await openWorld(worldDatabaseName('race'));
  expect(await world.readState()).toEqual({ epoch: 3, journalPosition: 0, lastPosition: 0 });
  world.close();
});

describe('all or nothing', () => {
  test.each([1, 2, 3, 4])('BK6: a page that goes after database %i leaves what was here before', async (most) => {
    await beginWithNothing();
    const { before, after } = await changeWork();
    await beginAndGo(before, most);
    expect(withoutCounts(await open().read())).not.toEqual(withoutCounts(after));
    expect(await open().recover()).toBe(true);
    expect(withoutCounts(await open().read())).toEqual(withoutCounts(after));
    // It was brought back once and for all.
    expect(await open().recover()).toBe(false);
    expect(await open().readTime()).toBeNull();
  });

  test('BK6: what was brought back halfway is brought back from the beginning', async () => {
    await beginWithNothing();
    const { before, after } = await changeWork();
    await beginAndGo(before, 3);
    const cutOff = open(async () => {
      throw new Error('gone');
    });
    await expect(cutOff.recover()).rejects.toThrow('gone');
    expect(await open().recover()).toBe(true);
    expect(withoutCounts(await open().read())).toEqual(withoutCounts(after));
  });

  test.each([1, 3])('BK6: what fails at database %i is brought back at once', async (most) => {
    await beginWithNothing();
    const { before, after } = await changeWork();
    let replaced = 0;
    const failing = open(async () => {
      replaced += 1;
      if (replaced === most) throw new Error('full');
    });
    expect(await failing.replace(before)).toMatchObject({ kind: 'undone', reason: { message: 'full' } });
    expect(withoutCounts(await open().read())).toEqual(withoutCounts(after));
    expect(await open().recover()).toBe(false);
  });

  test('BK6: what no store of ours has written is brought back too', async () => {
    await beginWithNothing();
    const { before } = await changeWork();
    const raw = await openDB(worldDatabaseName('race'));
    await raw.put('rows', { table: 'items', id: 'z', text: '['.repeat(200), version: -1, more: true });
    raw.close();
    const after = await open().read();
    await beginAndGo(before, 3);
    expect(await open().recover()).toBe(true);
    expect(withoutCounts(await open().read())).toEqual(withoutCounts(after));
  });

  test('BK6: where not even that can be done, the next start does it', async () => {
    await beginWithNothing();
    const { before, after } = await changeWork();
    const failing = open(async () => {
      throw new Error('full');
    });
    expect(await failing.replace(before)).toMatchObject({ kind: 'half' });
    expect(await open().recover()).toBe(true);
    expect(withoutCounts(await open().read())).toEqual(withoutCounts(after));
  });

  test('BK6: a record that a store refuses leaves everything as it was', async () => {
    await beginWithNothing();
    const { before, after } = await changeWork();
    const bad = { name: PROGRESS_DATABASE, stores: new Map([['tables', [{ value: { table: null, names: [] } }]]]) };
    const outcome = await open().replace({ at: NOW, databases: [...before.databases, bad] });
    expect(outcome.kind).toBe('undone');
    expect(withoutCounts(await open().read())).toEqual(withoutCounts(after));
  });

  test('BK6: the next one begins with bringing back what was cut off', async () => {
    await beginWithNothing();
    const { before, after } = await changeWork();
    await beginAndGo(before, 2);
    expect(await open().replace(before)).toEqual({ kind: 'replaced' });
    expect(await open().bringBack()).toEqual({ kind: 'replaced' });
    expect(withoutCounts(await open().read())).toEqual(withoutCounts(after));
  });
});

test('BK7: what was here before can be brought back, and that taken back too', async () => {
  await beginWithNothing();
  const { before, after } = await changeWork();
  expect(await open().readTime()).toBeNull();
  await open().replace(before);
  expect(await open().readTime()).toBe(NOW);
  await open().bringBack();
  expect(withoutCounts(await open().read())).toEqual(withoutCounts(after));
  await open().bringBack();
  expect(withoutCounts(await open().read())).toEqual(withoutCounts(before));
});

test('BK7: without a restore point nothing is brought back, and nothing changed', async () => {
  await beginWithNothing();
  await doWork('first');
  const before = await open().read();
  expect((await open().bringBack()).kind).toBe('undone');
  expect(await open().read()).toEqual(before);
});

describe('pages that are open', () => {
  test('BK8: hear that a world is another one, and what they began in the old one comes to no end', async () => {
    await beginWithNothing();
    const { before } = await changeWork();
    const [name] = WORLDS;
    const world = await openWorld(name!);
    const { epoch } = await world.readState();
    const told: number[] = [];
    world.onChange((state) => told.push(state.epoch));
    await open().replace(before);
    await vi.waitFor(() => expect(told).toEqual([epoch + 1]));
    await expect(world.transact([append('s', 1, 2)], context(epoch))).rejects.toMatchObject({ code: 'world-rewound' });
    await expect(world.saveMarks([], epoch)).rejects.toMatchObject({ code: 'world-rewound' });
    world.close();
  });

  test('BK8: hear of texts, and what they save on the old ones is kept beside what was brought in', async () => {
    await beginWithNothing();
    await doWork('first');
    const file = throughFile(await open().read());
    const workbook = await openWorkbook(undefined, 'here');
    let revision = 1;
    for (const text of ['1', '2', '3', '4', '5']) {
      const saved = await workbook.save(draft('a.ts', text), revision);
      revision = saved.kind === 'saved' ? saved.revision : 0;
    }
    expect(revision).toBe(6);
    const heard = vi.fn<() => void>();
    workbook.onChange(heard);
    await open().replace(file);
    await vi.waitFor(() => expect(heard).toHaveBeenCalled());
    const [brought] = await workbook.load('fold');
    expect(brought!.revision).toBeGreaterThan(revision);
    const outcome = await workbook.save(draft('a.ts', 'mine'), revision);
    expect(outcome).toEqual({ kind: 'overtaken', by: brought });
    expect((await workbook.load('fold'))[0]).toEqual(brought);
    expect((await workbook.loadCopies('fold')).map(({ text }) => text)).toContain('mine');
    workbook.close();
  });
});

describe('one page at a time', () => {
  test('BK9: each waits for its turn', async () => {
    await beginWithNothing();
    const done: string[] = [];
    const first = inTurn(async () => {
      done.push('first begins');
      await new Promise((resolve) => setTimeout(resolve, 100));
      done.push('first ends');
    });
    await vi.waitFor(() => expect(done).toEqual(['first begins']));
    await Promise.all([first, inTurn(async () => void done.push('second'))]);
    expect(done).toEqual(['first begins', 'first ends', 'second']);
  });

  test('BK9: one that fails gives its turn up', async () => {
    await beginWithNothing();
    const failing = inTurn(async () => {
      throw new Error('failed');
    });
    await expect(failing).rejects.toThrow('failed');
    expect(await inTurn(async () => 'next')).toBe('next');
  });

  test('BK9: what is still under way is not brought back', async () => {
    await beginWithNothing();
    const { before } = await changeWork();
    let goOn = (): void => {};
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const slow = open(() => held);
    const replacing = slow.replace(before);
    await vi.waitFor(async () => expect(await open().readTime()).toBe(NOW));
    const recovering = open().recover();
    await new Promise((resolve) => setTimeout(resolve, 100));
    goOn();
    expect(await replacing).toEqual({ kind: 'replaced' });
    expect(await recovering).toBe(false);
    expect(withoutCounts(await open().read())).toEqual(withoutCounts(before));
  });
});

/** Brings a file in as a page does that is ended after so many databases. */
async function beginAndGo(backup: Backup, most: number): Promise<void> {
  const page = new Worker(new URL('import-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Promise((resolve, reject) => {
    page.addEventListener('message', ({ data }) => resolve(data));
    page.addEventListener('error', ({ message }) => reject(new Error(message)));
  });
  page.postMessage({ backup, most });
  expect(await waiting).toBe('waiting');
  page.terminate();
}

/** What a world says of itself, but for its epoch. */
async function lookAt(name: string): Promise<unknown> {
  const world = await openWorld(name);
  const { epoch: _, ...state } = await world.readState();
  const seen = { state, marks: await world.readMarks(), world: await readWorld(world, ['s', 'of-first']) };
  world.close();
  return seen;
}
