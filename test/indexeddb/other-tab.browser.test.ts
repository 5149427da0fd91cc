/** What one connection hears of another. */
import { expect, test, vi } from 'vitest';
import type { WorldState } from '#lab';
import { append, context, put } from '../contract/world/shared.ts';
import { openConnections } from './temporary-world.ts';

test('W14: a change through another connection is told with the state it led to', async () => {
  const [here, there] = await openConnections(2);
  const told: WorldState[] = [];
  here!.onChange((state) => told.push(state));
  await there!.transact([append('s', 2, 0)], context(1));
  await vi.waitFor(() => expect(told.at(-1)).toEqual({ epoch: 1, journalPosition: 1, lastPosition: 2 }));
  await there!.rewind(0);
  await vi.waitFor(() => expect(told.at(-1)).toEqual({ epoch: 2, journalPosition: 0, lastPosition: 0 }));
});

test('W14: changes of both are told in their order to both', async () => {
  const [here, there] = await openConnections(2);
  const told: [WorldState[], WorldState[]] = [[], []];
  here!.onChange((state) => told[0].push(state));
  there!.onChange((state) => told[1].push(state));
  for (let round = 0; round < 10; round += 1) {
    await (round % 2 === 0 ? here! : there!).transact([put('a', round)], context(1));
  }
  for (const states of told) {
    await vi.waitFor(() => expect(states.at(-1)?.journalPosition).toBe(10));
    const positions = states.map(({ journalPosition }) => journalPosition);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
  }
});

test('W14: worlds in other databases are not told', async () => {
  const [here] = await openConnections(1);
  const [there, beside] = await openConnections(2);
  const told: WorldState[] = [];
  const heard: WorldState[] = [];
  here!.onChange((state) => told.push(state));
  beside!.onChange((state) => heard.push(state));
  await there!.transact([put('a', 1)], context(1));
  // What went to the one would have gone to the other at the same time.
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  expect(told).toEqual([]);
});

test('W23: an event through another connection ends the wait, also one that came while it began', async () => {
  const [here, there] = await openConnections(2);
  const later = here!.whenBehind(0, 1);
  await there!.transact([append('s', 1, 0)], context(1));
  await later;
  const written = there!.transact([append('s', 1, 1)], context(1));
  await here!.whenBehind(1, 1);
  await written;
});

test('W23: a rewind through another connection ends the wait', async () => {
  const [here, there] = await openConnections(2);
  const waiting = here!.whenBehind(0, 1);
  const told = expect(waiting).rejects.toMatchObject({ code: 'world-rewound' });
  await there!.reset();
  await told;
});

test('W1: a transaction that is under way when its world is closed is still done', async () => {
  const [here, there] = await openConnections(2);
  const written = here!.transact([put('a', 1)], context(1));
  here!.close();
  expect(await written).toMatchObject({ journalPosition: 1 });
  expect(await there!.readRow('items', 'a')).toMatchObject({ version: 1 });
});
