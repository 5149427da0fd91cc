/** What is still there when a database is opened again. */
import { expect, test } from 'vitest';
import { deleteDB, openDB } from 'idb';
import { openWorkbook, openWorld, WORKBOOK_DATABASE, worldDatabaseName } from '#indexeddb';
import { append, context, put, readWorld } from '../contract/world/shared.ts';
import { openConnections, temporaryName } from './temporary-world.ts';

test('W1: what was written is there when the world is opened again, with its journal and its epoch', async () => {
  const name = temporaryName();
  const world = await openWorld(name);
  await world.transact([append('s', 2, 0), put('a', 1)], context(1));
  await world.rewind(0);
  await world.transact([append('s', 3, 0), put('b', 1)], context(2));
  const before = { state: await world.readState(), world: await readWorld(world, ['s']) };
  world.close();
  const [again] = await openConnections(1, name);
  expect({ state: await again!.readState(), world: await readWorld(again!, ['s']) }).toEqual(before);
  await again!.rewind(0);
  expect((await again!.readState()).epoch).toBe(3);
});

test('a new world is empty, in its first epoch', async () => {
  const [world] = await openConnections(1);
  expect(await world!.readState()).toEqual({ epoch: 1, journalPosition: 0, lastPosition: 0 });
  expect(await world!.readMarks()).toEqual([]);
});

test('marks are kept beside the world, one for each cell, and neither rewind nor reset touches them', async () => {
  const name = temporaryName();
  const world = await openWorld<{ file: string; hash: string }>(name);
  await world.saveMarks([
    { file: 'b.ts', hash: '1' },
    { file: 'a.ts', hash: '1' },
  ]);
  await world.saveMarks([{ file: 'a.ts', hash: '2' }]);
  await world.rewind(0);
  await world.reset();
  world.close();
  const [again] = await openConnections(1, name);
  expect(await again!.readMarks()).toEqual([
    { file: 'a.ts', hash: '2' },
    { file: 'b.ts', hash: '1' },
  ]);
  await again!.clearMarks();
  expect(await again!.readMarks()).toEqual([]);
});

test('drafts are kept by lesson and file, the last text of each', async () => {
  const name = temporaryName();
  const draft = (lessonId: string, file: string, text: string) => ({ lessonId, file, text, starterHash: 'h' });
  const workbook = await openWorkbook(name);
  expect(await workbook.save(draft('one', 'b.ts', '1'), 0)).toEqual({ kind: 'saved', revision: 1 });
  await workbook.save(draft('one', 'a.ts', '1'), 0);
  expect(await workbook.save(draft('one', 'a.ts', '2'), 1)).toEqual({ kind: 'saved', revision: 2 });
  await workbook.save(draft('one-more', 'a.ts', '3'), 0);
  await workbook.save(draft('on', 'e', '4'), 0);
  workbook.close();
  const again = await openWorkbook(name);
  expect(await again.load('one')).toEqual([
    { ...draft('one', 'a.ts', '2'), revision: 2 },
    { ...draft('one', 'b.ts', '1'), revision: 1 },
  ]);
  expect(await again.load('one-more')).toHaveLength(1);
  again.close();
  await deleteDB(name);
});

test('a text that was based on an older one is kept beside it, and the same text is no conflict', async () => {
  const name = temporaryName();
  const draft = (text: string) => ({ lessonId: 'one', file: 'a.ts', text, starterHash: 'h' });
  const [first, second] = [await openWorkbook(name, 'first'), await openWorkbook(name, 'second')];
  await first.save(draft('1'), 0);
  const by = { ...draft('1'), revision: 1 };
  expect(await second.save(draft('2'), 0)).toEqual({ kind: 'overtaken', by });
  expect(await second.load('one')).toEqual([by]);
  expect(await second.save(draft('1'), 0)).toEqual({ kind: 'saved', revision: 2 });
  first.close();
  second.close();
  const database = await openDB(name);
  expect(await database.getAll('copies')).toEqual([{ ...draft('2'), keeper: 'second' }]);
  database.close();
  await deleteDB(name);
});

test('drafts of the first version are still there', async () => {
  const name = temporaryName();
  const old = await openDB(name, 1, {
    upgrade: (database) => void database.createObjectStore('drafts', { keyPath: ['lessonId', 'file'] }),
  });
  const draft = { lessonId: 'one', file: 'a.ts', text: '1', starterHash: 'h' };
  await old.put('drafts', draft);
  old.close();
  const workbook = await openWorkbook(name);
  expect(await workbook.load('one')).toEqual([{ ...draft, revision: 1 }]);
  expect(await workbook.save({ ...draft, text: '2' }, 1)).toEqual({ kind: 'saved', revision: 2 });
  workbook.close();
  await deleteDB(name);
});

test('the names of the databases never change, or work would seem to be lost', () => {
  expect(WORKBOOK_DATABASE).toBe('replaybook');
  expect(worldDatabaseName('fold')).toBe('replaybook-lesson-fold');
});
