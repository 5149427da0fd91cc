/** How much a page of a world in IndexedDB holds: never much more than one message can carry. */
import { expect, test } from 'vitest';
import { context } from '../contract/world/shared.ts';
import { openConnections } from './temporary-world.ts';

const everything = { streamName: 's', from: 1, to: Infinity, wanted: Infinity } as const;

/** Ten commits of one event, each of 300,000 characters. */
async function openStocked() {
  const [world] = await openConnections(1);
  for (let position = 1; position <= 10; position += 1) {
    const commit = { count: 1, ids: 'x', types: ['A'], text: String(position).padEnd(300_000), recordedAt: '' };
    await world!.transact([{ kind: 'append', streamName: 's', expected: position - 1, commit }], context(1));
  }
  return world!;
}

test('ST5: a page of a stream ends behind the commit that brings it to 1,048,576 characters', async () => {
  const world = await openStocked();
  const places = async (direction: 'forwards' | 'backwards') =>
    (await world.readStream({ ...everything, direction })).commits.map(({ firstPosition }) => firstPosition);
  expect(await places('forwards')).toEqual([1, 2, 3, 4]);
  expect(await places('backwards')).toEqual([10, 9, 8, 7]);
});

test('ST5: a page of the log ends behind the commit that brings it to 1,048,576 characters', async () => {
  const world = await openStocked();
  const { commits, next } = await world.readAll({ after: 2, wanted: Infinity });
  expect(commits.map(({ firstPosition }) => firstPosition)).toEqual([3, 4, 5, 6]);
  expect(next).toMatchObject({ after: 6 });
});

test('ST5: a page ends when it holds as many events as are wanted', async () => {
  const world = await openStocked();
  expect((await world.readStream({ ...everything, direction: 'forwards', wanted: 2 })).commits).toHaveLength(2);
  expect((await world.readStream({ ...everything, direction: 'backwards', wanted: 3 })).commits).toHaveLength(3);
  expect((await world.readAll({ after: 0, wanted: 1 })).commits).toHaveLength(1);
});
