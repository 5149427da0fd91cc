/** Measures the world's storage port in a page, beside raw IndexedDB; `test/bench/storage.mjs` calls it from outside. */
import { openWorld } from '../../../src/indexeddb/index.ts';
import { addRaw, openRaw, readRaw } from './raw-events.mjs';

const BATCH = 1_000;
const RECORDED_AT = '2020-05-20T09:00:00.000Z';

let names = 0;
const newName = () => `bench-${(names += 1)}`;
const newId = (n) => `01722f5e-2a00-7000-8000-${String(n).padStart(12, '0')}`;
const dataOf = (n) => ({ itemId: `item-${n % 100}`, quantity: n % 7 });

async function timed(work) {
  const start = performance.now();
  const result = await work();
  return { milliseconds: performance.now() - start, result };
}

/** A world with its own database; `add` appends events to a stream. */
async function openOurs() {
  const name = newName();
  const world = await openWorld(name);
  let epoch = 1;
  let added = 0;
  const transact = (operations) => world.transact(operations, { epoch, cell: 'bench.ts', runNumber: 1, time: 0 });
  const commit = (count) => {
    const events = Array.from({ length: count }, () => ({ type: 'ItemAdded', data: dataOf((added += 1)) }));
    return {
      count,
      ids: events.map((_, index) => newId(added - count + index)).join(' '),
      types: ['ItemAdded'],
      text: JSON.stringify(events),
      recordedAt: RECORDED_AT,
    };
  };
  return {
    world,
    transact,
    append: (streamName, count) =>
      transact([{ kind: 'append', streamName, expected: 'NO_CONCURRENCY_CHECK', commit: commit(count) }]),
    async rewind(position) {
      ({ epoch } = await world.rewind(position));
    },
    async close() {
      world.close();
      await remove(name);
    },
  };
}

async function openTheirs() {
  const name = newName();
  const database = await openRaw(name);
  let position = 0;
  const versions = new Map();
  return {
    database,
    append(streamName, count) {
      const events = Array.from({ length: count }, () => {
        position += 1;
        const version = (versions.get(streamName) ?? 0) + 1;
        versions.set(streamName, version);
        const event = { position, streamName, version, id: newId(position), type: 'ItemAdded' };
        return { ...event, data: dataOf(position), recordedAt: RECORDED_AT };
      });
      return addRaw(database, events);
    },
    async close() {
      database.close();
      await remove(name);
    },
  };
}

const remove = (name) =>
  new Promise((resolve) => {
    const deleting = indexedDB.deleteDatabase(name);
    deleting.addEventListener('success', resolve);
    deleting.addEventListener('error', resolve);
  });

async function using(opening, work) {
  const opened = await opening;
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

const appendAll = async (store, streamName, count, batch = BATCH) => {
  for (let done = 0; done < count; done += batch) await store.append(streamName, Math.min(batch, count - done));
};

/** Milliseconds of one strict write each, with nothing around them: the median is the caller's. */
async function appendOneByOne(store, count) {
  const samples = [];
  for (let index = 0; index < count; index += 1) {
    samples.push((await timed(() => store.append(`order-${index % 10}`, 1))).milliseconds);
  }
  return samples;
}

/** The measurements, by name; each resolves to milliseconds, or a list of them. */
const measurements = {
  appendOurs: ({ count, others = 0 }) =>
    using(openOurs(), async (store) => {
      await appendAll(store, 'other', others);
      return (await timed(() => appendAll(store, 'cart', count))).milliseconds;
    }),
  appendRaw: ({ count }) =>
    using(openTheirs(), async (store) => (await timed(() => appendAll(store, 'cart', count))).milliseconds),
  singlesOurs: ({ count }) => using(openOurs(), (store) => appendOneByOne(store, count)),
  singlesRaw: ({ count }) => using(openTheirs(), (store) => appendOneByOne(store, count)),
  readRaw: ({ count }) =>
    using(openTheirs(), async (store) => {
      await appendAll(store, 'cart', count);
      const fold = async () => {
        let total = 0;
        for (const event of await readRaw(store.database, 'cart')) total += event.data.quantity;
        return total;
      };
      return (await timed(fold)).milliseconds;
    }),
  /** A state kept in a row, and the last 100 events of a long stream. */
  readTail: ({ count, tail, turns }) =>
    using(openOurs(), async (store) => {
      await appendAll(store, 'cart', count - tail);
      for (let one = 0; one < tail; one += 1) await store.append('cart', 1);
      const text = JSON.stringify({ id: 'cart', state: { items: [] }, streamPosition: count - tail });
      await store.transact([{ kind: 'put', table: 'snapshots', id: 'cart', text }]);
      const samples = [];
      for (let turn = 0; turn < turns; turn += 1) {
        const read = () =>
          Promise.all([
            store.world.readRow('snapshots', 'cart'),
            store.world.readStream({
              streamName: 'cart',
              from: count - tail + 1,
              to: Number.MAX_SAFE_INTEGER,
              direction: 'forwards',
              wanted: Number.MAX_SAFE_INTEGER,
            }),
          ]);
        const { milliseconds, result } = await timed(read);
        if (result[1].commits.length !== tail) throw new Error(`read ${result[1].commits.length} commits`);
        samples.push(milliseconds);
      }
      return samples;
    }),
  /** Half of many transactions is undone, each one event or one event and one row; also the longest task meanwhile. */
  rewind: ({ count, withRow }) =>
    using(openOurs(), async (store) => {
      await fill(store.world, count, withRow);
      const tasks = [];
      const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((task) => task.duration)));
      observer.observe({ entryTypes: ['longtask'] });
      const { milliseconds } = await timed(() => store.rewind(count / 2));
      await new Promise((resolve) => setTimeout(resolve, 100));
      observer.disconnect();
      const { lastPosition } = await store.world.readState();
      if (lastPosition !== count / 2) throw new Error(`the log ends at ${lastPosition}`);
      return { milliseconds, longestTask: Math.max(0, ...tasks) };
    }),
};

/** Single appends, many at a time: how they came to be there is not what is measured. */
async function fill(world, count, withRow) {
  const context = { epoch: 1, cell: 'bench.ts', runNumber: 1, time: 0 };
  for (let done = 0; done < count; done += 200) {
    const some = Array.from({ length: 200 }, (_, index) => {
      const n = done + index + 1;
      const text = JSON.stringify([{ type: 'ItemAdded', data: dataOf(n) }]);
      const commit = { count: 1, ids: newId(n), types: ['ItemAdded'], text, recordedAt: RECORDED_AT };
      const append = { kind: 'append', streamName: `order-${n % 50}`, expected: 'NO_CONCURRENCY_CHECK', commit };
      const row = { kind: 'put', table: 'orders', id: `order-${n}`, text: JSON.stringify(dataOf(n)) };
      return world.transact(withRow ? [append, row] : [append], context);
    });
    await Promise.all(some);
  }
}

Object.assign(window, { measurements });
