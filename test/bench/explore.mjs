/** Exploring every schedule of three actors, in a cell of the built page: the first result, schedules a second, and the page meanwhile. */
import { join } from 'node:path';
import { withPage } from './browser.mjs';
import { median, percentile, print, row } from './figures.mjs';
import { serve } from './serve.mjs';
import { LESSON, withCell } from './with-cell.mjs';

/** Clicks that are measured in a profile, behind the first: that one fetches the part of the lab that explores. */
const CLICKS = 5;
/** Milliseconds between clicks: the next worker is there by then. */
const PAUSE = 1_000;
/** Explorations one after the other in one run: a new worker has to compile what it does often. */
const TIMES = 10;

const READ = `await eventStore.readStream('cart-7');`;
const APPEND = `const { events, currentStreamVersion } = await eventStore.readStream('cart-7');
  await eventStore.appendToStream('cart-7', [{ type: 'ItemAdded', data: { number: events.length } }], {
    expectedStreamVersion: currentStreamVersion,
  });`;
const BLIND_APPEND = `await eventStore.appendToStream('cart-7', [{ type: 'ItemAdded', data: {} }], {
    expectedStreamVersion: 'NO_CONCURRENCY_CHECK',
  });`;
/** What each of three actors does. */
const PROGRAMS = {
  'read and append': APPEND,
  'read, append and read': `${APPEND}\n  ${READ}`,
  'read, append unchecked and read': [READ, BLIND_APPEND, READ].join('\n  '),
  'read three times': [READ, READ, READ].join('\n  '),
};

/** Explores some times; shows how many schedules there are, and how many real milliseconds each time took. */
const cellOf = (actor, times) => `import { eventStore, explore } from 'lab';

const actor = async (): Promise<void> => {
  ${actor}
};
const shown: number[] = [];
for (let time = 0; time < ${times}; time += 1) {
  const start = performance.now();
  const { schedules } = await explore({
    actors: { one: actor, two: actor, three: actor },
    outcome: async () => (await eventStore.readStream('cart-7')).events.length,
  });
  if (time === 0) shown.push(schedules);
  shown.push(performance.now() - start);
}
shown.join(' ');
`;

/** Measures each program in `samples` new profiles. */
export async function measureExplore({ dist, folder, samples }) {
  const rows = [];
  for (const [name, actor] of Object.entries(PROGRAMS)) {
    const once = await clicksOn(actor, 1);
    const often = await clicksOn(actor, TIMES);
    const [{ schedules }] = once;
    const perSecond = (ms) => (schedules / ms) * 1000;
    const later = often.flatMap(({ times }) => times.slice(1).map(perSecond));
    const clicks = once.map(({ click }) => click);
    const tasks = [...once, ...often].map(({ task }) => task);
    rows.push(
      row(`three actors ${name}: click → ${schedules} schedules`, median(clicks), 'ms', {
        ...(schedules < 100 ? { atMost: 50 } : {}),
        samples: clicks,
      }),
      row('  exploring them the first time', perSecond(median(once.map(({ times }) => times[0]))), '/s'),
      row(`  ${TIMES - 1} times more in that run`, median(later), '/s', { atLeast: 20_000, samples: later }),
      row('  the quickest of them', percentile(later, 1), '/s'),
      row('  longest task of the page', percentile(tasks, 1), 'ms', { atMost: 100, samples: tasks }),
    );
  }
  print(`Exploring (${samples} profiles, ${CLICKS} clicks in each)`, rows);
  return rows;

  async function clicksOn(actor, times) {
    const site = await serve(await withCell(dist, join(folder, 'explore'), cellOf(actor, times)));
    const runs = [];
    for (let sample = 0; sample < samples; sample += 1) {
      runs.push(...(await withPage({ watch: watchTasks, url: site.url + LESSON }, clickAgain)));
    }
    await site.close();
    return runs;
  }
}

/** Runs in the page: notes the longest task since it was last asked. */
function watchTasks() {
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
  }).observe({ type: 'longtask' });
}

async function clickAgain(page) {
  const runs = [];
  for (let click = 0; click <= CLICKS; click += 1) {
    await page.waitForTimeout(PAUSE);
    const { text, ...run } = await page.evaluate(clickOnce);
    const [schedules, ...times] = text.match(/[\d.]+/g).map(Number);
    if (click > 0) runs.push({ ...run, schedules, times });
  }
  return runs;
}

/** Runs in the page: presses Run, and waits until another value is shown. */
async function clickOnce() {
  const cell = document.querySelector('code-cell');
  const shown = () => cell.shadowRoot?.querySelector('.line-value')?.getAttribute('title') ?? '';
  const button = () => cell.shadowRoot?.querySelector('button.run:not([disabled])');
  const until = async (what) => {
    while (!what()) await new Promise(requestAnimationFrame);
  };
  await until(button);
  const before = shown();
  window.longest = 0;
  const start = performance.now();
  button().click();
  await until(() => shown() !== '' && shown() !== before);
  return { text: shown(), click: performance.now() - start, task: window.longest };
}
