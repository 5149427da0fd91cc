/** What is still there when a database is opened again. */
import { expect, test } from 'vitest';
import { deleteDB } from 'idb';
import { openWorkbook, openWorld, WORKBOOK_DATABASE, worldDatabaseName } from '#indexeddb';
import { append, context, put, readWorld, transact } from '../contract/world/shared.ts';
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

const mark = (file: string, journalPosition: number, isStale = false) => ({ file, journalPosition, isStale });

test('marks are kept beside the world, those that were saved last and no others', async () => {
  const name = temporaryName();
  const world = await openWorld(name);
  await world.saveMarks([mark('b.ts', 2), mark('a.ts', 1)], 1);
  await world.saveMarks([mark('b.ts', 3), mark('c.ts', 3)], 1);
  world.close();
  const [again] = await openConnections(1, name);
  expect(await again!.readMarks()).toEqual([mark('b.ts', 3), mark('c.ts', 3)]);
});

test('X5: a rewind makes stale, and a reset takes away, the marks of a world that goes', async () => {
  const [world] = await openConnections(1);
  for (const id of ['a', 'b', 'c']) await transact(world!, put(id, 1));
  await world!.saveMarks([mark('a.ts', 1), mark('b.ts', 2), mark('c.ts', 3)], 1);
  await world!.rewind(1);
  expect(await world!.readMarks()).toEqual([mark('a.ts', 1), mark('b.ts', 2, true), mark('c.ts', 3, true)]);
  await world!.reset();
  expect(await world!.readMarks()).toEqual([]);
});

test('X5: marks of an epoch that is over are not kept', async () => {
  const [world, other] = await openConnections(2);
  await world!.saveMarks([mark('a.ts', 0)], 1);
  await other!.reset();
  await expect(world!.saveMarks([mark('a.ts', 0)], 1)).rejects.toMatchObject({ code: 'world-rewound' });
  expect(await world!.readMarks()).toEqual([]);
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
  expect(await second.save(draft('3'), 0, 1)).toEqual({ kind: 'overtaken', by: { ...by, revision: 2 } });
  const copies = [
    { ...draft('2'), keeper: 'second/0' },
    { ...draft('3'), keeper: 'second/1' },
  ];
  expect(await first.loadCopies('one')).toEqual(copies);
  expect(await first.loadCopies('on')).toEqual([]);
  await first.dropCopies('one', 'a.ts', ['1']);
  expect(await first.loadCopies('one')).toHaveLength(2);
  await first.dropCopies('one', 'a.ts', ['2', '3']);
  expect(await second.loadCopies('one')).toEqual([]);
  first.close();
  second.close();
  await deleteDB(name);
});

test('the names of the databases never change, or work would seem to be lost', () => {
  expect(WORKBOOK_DATABASE).toBe('replaybook');
  expect(worldDatabaseName('fold')).toBe('replaybook-lesson-fold');
});
