/** What a page works with where storage does not open. */
import { expect, test } from 'vitest';
import { createMarkedMemoryWorld, createNotedDrafts } from '../../src/workbook/memory/index.ts';
import type { Mark } from '../../src/workbook/plan.ts';
import type { UnsavedText } from '../../src/workbook/ports.ts';
import { append, transact } from '../contract/world/shared.ts';

const markAt = (file: string, journalPosition: number): Mark => ({
  file,
  hash: file,
  journalPosition,
  ended: 'done',
  time: 0,
  isStale: false,
});

test('X5: a rewind makes stale, and a reset takes away, the marks of a world in memory', async () => {
  const world = createMarkedMemoryWorld();
  await transact(world, append('s', 1, 0));
  const first = await world.readState();
  await transact(world, append('t', 1, 0));
  const second = await world.readState();
  await world.saveMarks([markAt('a.ts', first.journalPosition), markAt('b.ts', second.journalPosition)], first.epoch);
  await expect(world.saveMarks([], first.epoch + 1)).rejects.toMatchObject({ code: 'world-rewound' });
  await world.rewind(first.journalPosition);
  expect((await world.readMarks()).map(({ isStale }) => isStale)).toEqual([false, true]);
  await expect(world.saveMarks([], first.epoch)).rejects.toMatchObject({ code: 'world-rewound' });
  await world.reset();
  expect(await world.readMarks()).toEqual([]);
});

test('a text is noted with what it was based on when it came, whatever is saved later', async () => {
  const notes: (readonly UnsavedText[])[] = [];
  const drafts = createNotedDrafts('one', { keep: (_lesson, texts) => notes.push(texts) > 0 });
  const draft = { lessonId: 'one', file: 'a.ts', text: 'first', starterHash: '' };
  expect(await drafts.load('one')).toEqual([]);
  expect(await drafts.save(draft, 3)).toEqual({ kind: 'saved', revision: 1 });
  await drafts.save({ ...draft, text: 'second' }, 1);
  await drafts.save({ ...draft, file: 'b.ts', text: 'other' }, 0);
  expect(notes.at(-1)).toEqual([
    { file: 'a.ts', text: 'second', revision: 3, starterHash: '' },
    { file: 'b.ts', text: 'other', revision: 0, starterHash: '' },
  ]);
});

test('what no note takes is not said to be saved', async () => {
  const drafts = createNotedDrafts('one', { keep: () => false });
  const saving = drafts.save({ lessonId: 'one', file: 'a.ts', text: 'long', starterHash: '' }, 0);
  await expect(saving).rejects.toMatchObject({ code: 'storage-full' });
});
