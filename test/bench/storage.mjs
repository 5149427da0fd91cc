/** The world's storage beside raw IndexedDB: bulk and single appends, reading, going back, and a stream of a million events. */
import { join } from 'node:path';
import { createServer } from 'vite';
import { withPage } from './browser.mjs';
import { median, percentile, print, row } from './figures.mjs';
import { serve } from './serve.mjs';
import { LESSON, withCell } from './with-cell.mjs';

const EVENTS = 100_000;
/** Events of the streams that are made and folded in a cell. */
const SIZES = [10_000, EVENTS, 1_000_000];

/** Makes streams and folds them, through the border; shows how long each took, in real milliseconds. */
const CELL = `import { eventStore, generate } from 'lab';
import type { Event } from 'eventsourcing';

type ItemAdded = Event<'ItemAdded', { itemId: string; quantity: number }>;
const total = { initialState: () => 0, evolve: (sum: number, { data }: ItemAdded) => sum + data.quantity };
const times: number[] = [];
for (const size of [${SIZES.join(', ')}]) {
  const start = performance.now();
  await generate('cart-' + size, size, (n) => ({ type: 'ItemAdded', data: { itemId: 'item-' + (n % 100), quantity: n % 7 } }));
  const made = performance.now();
  const { eventsRead } = await eventStore.aggregateStream('cart-' + size, total);
  if (eventsRead !== size) throw new Error('read ' + eventsRead);
  times.push(made - start, performance.now() - made);
}
times.map((time) => Math.round(time)).join(' ');
`;

/** Measures each thing `samples` times, ours and the baseline in turn, each in a new profile. */
export async function measureStorage({ dist, folder, samples }) {
  const vite = await createServer({
    configFile: false,
    server: { port: 0, host: '127.0.0.1' },
    // Of the site's own pages it knows nothing, and shares nothing with a server that does.
    cacheDir: join(folder, 'vite'),
    optimizeDeps: { entries: ['test/bench/storage/index.html'] },
    logLevel: 'error',
  });
  await vite.listen();
  const url = `http://127.0.0.1:${vite.httpServer.address().port}/test/bench/storage/index.html`;
  const measure = (name, options) =>
    withPage({ watch: () => {}, url }, async (page) => {
      page.setDefaultTimeout(300_000);
      await page.waitForFunction(() => window.measurements, null, { timeout: 20_000 });
      return page.evaluate(([one, given]) => window.measurements[one](given), [name, options]);
    });
  const cells = await serve(await withCell(dist, join(folder, 'million'), CELL));
  const runs = {};
  const take = async (key, name, options) => (runs[key] ??= []).push(await measure(name, options));
  for (let sample = 0; sample < samples; sample += 1) {
    (runs.cell ??= []).push(await withPage({ watch: watchTasks, url: cells.url + LESSON }, makeAndFold));
    await take('readRaw', 'readRaw', { count: EVENTS });
    await take('append', 'appendOurs', { count: EVENTS });
    await take('appendRaw', 'appendRaw', { count: EVENTS });
    await take('append10k', 'appendOurs', { count: 10_000 });
    await take('appendBesides', 'appendOurs', { count: EVENTS, others: EVENTS });
    await take('singles', 'singlesOurs', { count: 300 });
    await take('singlesRaw', 'singlesRaw', { count: 300 });
    await take('tail', 'readTail', { count: 1_000_000, tail: 100, turns: 20 });
    await take('rewind', 'rewind', { count: 20_000, withRow: false });
    await take('rewindRows', 'rewind', { count: 4_000, withRow: true });
  }
  await Promise.all([vite.close(), cells.close()]);
  const perSecond = (key, count = EVENTS) => count / (median(runs[key]) / 1000);
  const all = (key) => runs[key].flat();
  const timeOf = (index) => median(runs.cell.map(({ times }) => times[index]));
  const folded = (size) => size / (timeOf(SIZES.indexOf(size) * 2 + 1) / 1_000);
  const rows = [
    row('append 100,000 events in batches of 1,000', perSecond('append'), 'events/s', {
      atLeast: 12,
      baseline: perSecond('appendRaw'),
      samples: runs.append,
    }),
    row('  10,000 events', perSecond('append10k', 10_000), 'events/s'),
    row('  100,000 beside 100,000 of another stream', perSecond('appendBesides'), 'events/s', {
      baseline: perSecond('append'),
    }),
    row('append of one event, strict (baseline: one raw add)', median(all('singles')), 'ms', {
      atMost: 1.5,
      baseline: median(all('singlesRaw')),
      samples: all('singles'),
    }),
    row('  p95', percentile(all('singles'), 0.95), 'ms', { baseline: percentile(all('singlesRaw'), 0.95) }),
    row('read and fold 100,000 events through the border', folded(EVENTS), 'events/s', {
      atLeast: 5,
      baseline: perSecond('readRaw'),
      samples: runs.cell.map(({ times }) => times[3]),
    }),
    ...SIZES.flatMap((size, index) => [
      row(
        `make a stream of ${size.toLocaleString('en')}, through the border`,
        timeOf(index * 2) / 1_000,
        's',
        size === 1_000_000 ? { atMost: 15 } : {},
      ),
      row(`  replay it`, timeOf(index * 2 + 1) / 1_000, 's', size === 1_000_000 ? { atMost: 5 } : {}),
    ]),
    row('  longest task of the page meanwhile', Math.max(...runs.cell.map(({ longestTask }) => longestTask)), 'ms', {
      atMost: 50,
    }),
    row('a kept state and the last 100 events of 1,000,000', median(all('tail')), 'ms', {
      atMost: 20,
      samples: all('tail'),
    }),
    row('rewind of 20,000 single appends by half', median(runs.rewind.map((one) => one.milliseconds)), 'ms', {
      atMost: 150,
    }),
    row('  longest task', Math.max(...runs.rewind.map((one) => one.longestTask)), 'ms', { atMost: 50 }),
    row(
      'rewind of 4,000 appends with a row each by half, a row',
      median(runs.rewindRows.map((one) => one.milliseconds)) / 2_000,
      'ms',
      { atMost: 0.15 },
    ),
    row('  longest task', Math.max(...runs.rewindRows.map((one) => one.longestTask)), 'ms', { atMost: 50 }),
  ];
  print(`Storage (${samples} samples, each in a new profile)`, rows);
  return rows;
}

/** Runs in the page: remembers its longest task. */
function watchTasks() {
  window.longestTask = 0;
  new PerformanceObserver((list) => {
    for (const { duration, startTime } of list.getEntries())
      if (startTime > window.clicked) window.longestTask = Math.max(window.longestTask, duration);
  }).observe({ entryTypes: ['longtask'] });
  document.addEventListener('click', () => (window.clicked = performance.now()), { capture: true });
}

async function makeAndFold(page) {
  await page.waitForTimeout(1_500);
  const cell = page.getByRole('region', { name: 'table.ts' });
  await cell.getByRole('button', { name: 'Run', exact: true }).click();
  await cell.locator('.line-value').last().waitFor({ timeout: 180_000 });
  const shown = await cell.locator('.line-value').last().getAttribute('title');
  return { times: shown.match(/\d+/g).map(Number), longestTask: await page.evaluate(() => window.longestTask) };
}
