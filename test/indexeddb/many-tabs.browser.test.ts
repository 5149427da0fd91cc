/** Tabs that append at once, each in a thread of its own, and tabs that are gone in the middle of it. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { lastPosition } from '#eventsourcing/storage';
import type { AppendOrder } from './append-worker.ts';
import { openConnections, temporaryName } from './temporary-world.ts';

/** A tab at work. */
type Tab = Readonly<{ acknowledged: readonly string[]; done: Promise<void>; end(): void }>;

function openTab(order: AppendOrder): Tab {
  const worker = new Worker(new URL('append-worker.ts', import.meta.url), { type: 'module' });
  onTestFinished(() => worker.terminate());
  const acknowledged: string[] = [];
  const done = new Promise<void>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<string>) => {
      if (data === 'done') resolve();
      else acknowledged.push(data);
    });
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
  });
  worker.postMessage(order);
  return { acknowledged, done, end: () => worker.terminate() };
}

const countTo = (most: number): number[] => Array.from({ length: most }, (_, index) => index + 1);

/** The ids of all events, when log, stream, journal and rows tell the same of them and have no holes. */
async function readWhole(name: string): Promise<string[]> {
  const [world] = await openConnections(1, name);
  const { commits } = await world!.readAll({ after: 0, wanted: Infinity });
  const ids = commits.flatMap((commit) => commit.ids.split(' '));
  const places = countTo(ids.length);
  expect(commits.map(lastPosition)).toEqual(places);
  expect(commits.map(({ firstStreamPosition }) => firstStreamPosition)).toEqual(places);
  expect((await world!.readJournal(0)).map(({ position }) => position)).toEqual(places);
  expect(await world!.readState()).toEqual({ epoch: 1, journalPosition: ids.length, lastPosition: ids.length });
  const rows = await world!.readRows({ table: 'rows', wanted: Infinity });
  expect(rows.rows.map(({ id }) => id)).toEqual(ids.filter((id) => /[02468]$/.test(id)).toSorted());
  expect(new Set(ids).size).toBe(ids.length);
  return ids;
}

test.each([
  [2, 500],
  [5, 200],
])(
  'W15: %i tabs that append %i events each make a log of 1,000 without a hole or a duplicate',
  async (tabs, appends) => {
    const world = temporaryName();
    const opened = countTo(tabs).map((tab) => openTab({ world, tab: String(tab), appends }));
    await Promise.all(opened.map(({ done }) => done));
    const ids = await readWhole(world);
    expect(ids.toSorted()).toEqual(opened.flatMap(({ acknowledged }) => acknowledged).toSorted());
    expect(ids).toHaveLength(1_000);
    // One after the other they would have proved nothing.
    const turns = ids.filter((id, at) => at > 0 && id.split('-')[0] !== ids[at - 1]!.split('-')[0]);
    expect(turns.length).toBeGreaterThan(tabs);
  },
);

test('W1: a tab that is ended in the middle loses nothing that was acknowledged, and leaves no transaction half done', async () => {
  const world = temporaryName();
  const acknowledged: string[] = [];
  for (const tab of countTo(8)) {
    const one = openTab({ world, tab: String(tab), appends: 10_000 });
    await vi.waitFor(() => expect(one.acknowledged.length).toBeGreaterThan(tab), { interval: 1 });
    one.end();
    acknowledged.push(...one.acknowledged);
  }
  expect(await readWhole(world)).toEqual(expect.arrayContaining(acknowledged));
});
