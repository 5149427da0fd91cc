/** Less in IndexedDB than there was is noticed, and nothing else is. */
import { afterEach, expect, test } from 'vitest';
import type { WorldStorage } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import { createStoredMarker } from '#indexeddb/marker';
import { append, transact } from '../contract/world/shared.ts';

const KEY = 'replaybook-stored';
afterEach(() => localStorage.removeItem(KEY));

/** A marker of a browser with so many texts and steps. */
async function markerOf(texts: number, steps: number) {
  const world: WorldStorage = createMemoryWorld();
  for (let step = 0; step < steps; step += 1) await transact(world, append('s', 1, step));
  return createStoredMarker(world, () => Promise.resolve(texts));
}

test('nothing was lost where nothing was noted', async () => {
  expect(await (await markerOf(0, 0)).findLoss()).toBe(null);
});

test('as much as before, or more, is no loss', async () => {
  await (await markerOf(2, 3)).note({ mayBeLess: false });
  expect(await (await markerOf(2, 3)).findLoss()).toBe(null);
  expect(await (await markerOf(5, 4)).findLoss()).toBe(null);
});

test.each([
  [1, 3],
  [2, 2],
  [0, 9],
])('%i texts and %i steps are less than two and three', async (texts, steps) => {
  await (await markerOf(2, 3)).note({ mayBeLess: false });
  const loss = await (await markerOf(texts, steps)).findLoss();
  expect(loss).toMatchObject({ before: { texts: 2, steps: 3 }, left: { texts, steps } });
  expect(Date.parse(loss!.at)).toBeGreaterThan(Date.now() - 60_000);
});

test.each(['', 'no JSON', 'null', '7', '{}', '{"texts":"2","steps":3,"at":"now"}', '{"texts":2,"steps":3}'])(
  'reads nothing out of %j',
  async (text) => {
    localStorage.setItem(KEY, text);
    expect(await (await markerOf(0, 0)).findLoss()).toBe(null);
  },
);

test('the texts that are stored are counted', async () => {
  const marker = createStoredMarker(createMemoryWorld());
  await marker.note({ mayBeLess: false });
  expect(JSON.parse(localStorage.getItem(KEY)!)).toMatchObject({ steps: 0 });
  expect(await marker.findLoss()).toBe(null);
});

test('less is not noted over what there was, unless it is as it should be', async () => {
  await (await markerOf(2, 3)).note({ mayBeLess: false });
  const fewer = await markerOf(1, 1);
  await fewer.note({ mayBeLess: false });
  expect(await fewer.findLoss()).toMatchObject({ before: { texts: 2, steps: 3 } });
  await fewer.note({ mayBeLess: true });
  expect(await fewer.findLoss()).toBe(null);
});
