/** From the click to the first output, and from the address to the first output beside two other notebooks. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measured, withPage } from './browser.mjs';
import { median, percentile, print, row } from './figures.mjs';
import { serve } from './serve.mjs';
import { LESSON, withCell } from './with-cell.mjs';
import { watchOutput } from './watch-output.mjs';

const TEXT = 'text-alone.html';
const PLAIN = 'text-without-fonts.html';
const BOTH = 'text-and-isolation.html';
const SAVED = 'text-isolation-and-a-save.html';
const LOADED = 'text-isolation-a-save-and-our-script.html';
const ISOLATION = 'isolation-alone.html';
const OURS = { run: '.run', output: '.line-value, .log' };

/**
 * Measures `samples` times each, in turn; `folder` is for what the peers need. All notebooks get the same cell; our lesson's
 * first cell, which writes five times before it shows anything, is measured beside it.
 */
export async function measureFirstOutput({ dist, folder, samples }) {
  const peers = preparePeers(folder);
  const lesson = await serve(dist);
  const ours = await serve(await withCell(dist, join(folder, 'ours'), CELL));
  const kit = await serve(peers.kit);
  const board = await serve(peers.board, { '/index.html': peers.boardPage, '/': peers.boardPage });
  const runs = {
    click: [],
    lesson: [],
    raw: [],
    ready: [],
    text: [],
    plain: [],
    both: [],
    saved: [],
    loaded: [],
    isolation: [],
    isolatedClick: [],
    kit: [],
    board: [],
  };
  const floors = await serve(makeFloors(dist, join(folder, 'floors')));
  const bytes = [];
  for (let sample = 0; sample < samples; sample += 1) {
    runs.click.push(await withPage({ watch: watchOutput, argument: OURS, url: ours.url + LESSON }, clickWhenIdle));
    runs.lesson.push(await withPage({ watch: watchOutput, argument: OURS, url: lesson.url + LESSON }, clickWhenIdle));
    runs.raw.push(await withPage({ watch: () => {}, url: lesson.url }, writeFiveTimesWhenIdle));
    ours.takeBytes();
    runs.ready.push(
      await withPage({ watch: watchOutput, argument: { ...OURS, when: 'ready' }, url: ours.url + LESSON }, measured),
    );
    bytes.push(ours.takeBytes());
    for (const [name, file, output] of [
      ['text', TEXT, 'h1'],
      ['plain', PLAIN, 'h1'],
      ['both', BOTH, '.output'],
      ['saved', SAVED, '.output'],
      ['loaded', LOADED, '.output'],
    ]) {
      const page = { watch: watchOutput, argument: { output }, url: floors.url + file };
      runs[name].push(await withPage(page, measured));
    }
    const isolated = { watch: watchOutput, argument: { output: '.output' } };
    runs.isolation.push(await withPage({ ...isolated, url: `${floors.url}${ISOLATION}?at-once` }, measured));
    runs.isolatedClick.push(await withPage({ ...isolated, url: floors.url + ISOLATION }, clickAlone));
    runs.kit.push(
      await withPage({ watch: watchOutput, argument: { output: '.observablehq' }, url: kit.url }, measured),
    );
    runs.board.push(
      await withPage(
        {
          watch: watchOutput,
          argument: {
            output:
              '.cell-bottom .starboard-console-output, .cell-bottom starboard-console-output, .starboard-console-output-container',
          },
          url: `${board.url}index.html`,
        },
        measured,
      ),
    );
  }
  await Promise.all([lesson.close(), floors.close(), ours.close(), kit.close(), board.close()]);

  const all = (name, field) => runs[name].map((one) => one[field]);
  const rows = [
    ...clickRows('click → first output', runs.click, { p50: 20, p95: 40 }),
    row(
      '  of a frame and a worker alone, with no page',
      median(runs.isolatedClick.map(({ after, clicked }) => after - clicked)),
      'ms',
    ),
    row('  start of a worker (ahead of the click)', median(all('click', 'spawn')), 'ms'),
    ...clickRows("click → first output of the lesson's first cell", runs.lesson, {}),
    row('  its five writes and a read, in IndexedDB alone', median(runs.raw), 'ms'),
    row('first contentful paint (baseline: notebook-kit)', median(all('ready', 'firstPaint')), 'ms', {
      atMost: 1,
      baseline: median(all('kit', 'firstPaint')),
      samples: all('ready', 'firstPaint'),
    }),
    row('  of the same page with no script, no frame and no data', median(all('text', 'firstPaint')), 'ms', {
      baseline: median(all('kit', 'firstPaint')),
    }),
    row('  of the same, and with fonts of the system', median(all('plain', 'firstPaint')), 'ms', {
      baseline: median(all('kit', 'firstPaint')),
    }),
    row('layout shift until the first output, worst', Math.max(...all('lesson', 'shift')), '', { atMost: 0.02 }),
    row('address → first output (baseline: notebook-kit)', median(all('ready', 'after')), 'ms', {
      atMost: 1.5,
      baseline: median(all('kit', 'after')),
      samples: all('ready', 'after'),
    }),
    row('address → first output (baseline: starboard)', median(all('ready', 'after')), 'ms', {
      atMost: 0.25,
      baseline: median(all('board', 'after')),
      samples: all('board', 'after'),
    }),
    row('  of a frame and a worker alone, with no page', median(all('isolation', 'after')), 'ms', {
      baseline: median(all('kit', 'after')),
    }),
    row("  of the same in the page's text, with nothing else of ours", median(all('both', 'after')), 'ms', {
      baseline: median(all('kit', 'after')),
    }),
    row('  of the same, the text saved in IndexedDB before it runs', median(all('saved', 'after')), 'ms', {
      baseline: median(all('board', 'after')),
    }),
    row('  of that, when our script has been fetched and evaluated', median(all('loaded', 'after')), 'ms', {
      baseline: median(all('board', 'after')),
    }),
    row('JavaScript before the first output', median(bytes.map(({ scripts }) => scripts)) / 1000, 'kB', { atMost: 80 }),
    row('all bytes before the first output', median(bytes.map(({ all: sum }) => sum)) / 1000, 'kB', { atMost: 250 }),
    row('fonts before the first output', median(bytes.map(({ fonts }) => fonts)) / 1000, 'kB'),
  ];
  print(`First output (${samples} samples, each in a new profile)`, rows);
  return rows;
}

/** How long it takes from a click, and where the time goes. */
function clickRows(name, runs, { p50, p95 }) {
  const toOutput = runs.map(({ after, clicked }) => after - clicked);
  const between = (from, to) => median(runs.map(({ steps }) => steps[to] - (from ? steps[from] : 0)));
  return [
    row(`${name}, p50`, median(toOutput), 'ms', { atMost: p50, samples: toOutput }),
    row(`${name}, p95`, percentile(toOutput, 0.95), 'ms', { atMost: p95 }),
    row('  the click is taken', between(null, 'asked'), 'ms'),
    row('  saved', between('asked', 'saved'), 'ms'),
    row('  rewound', between('saved', 'rewound'), 'ms'),
    row('  ordered', between('rewound', 'ordered'), 'ms'),
    row('  run until its first output', between('ordered', 'first-output'), 'ms'),
    row('  in the page', median(runs.map((one) => one.inDocument - one.clicked - one.steps['first-output'])), 'ms'),
    row('  paint', median(runs.map(({ after, inDocument }) => after - inDocument)), 'ms'),
  ];
}

async function writeFiveTimesWhenIdle(page) {
  await page.waitForTimeout(800);
  return page.evaluate(writeFiveTimes);
}

/** Runs in a page: what the lesson's first cell asks of storage, with nothing in between. Resolves to milliseconds. */
async function writeFiveTimes() {
  const settled = (request, name = 'success') =>
    new Promise((resolve) => request.addEventListener(name, () => resolve(request.result)));
  const opening = indexedDB.open('raw', 1);
  opening.addEventListener('upgradeneeded', () => {
    for (const name of ['rows', 'journal', 'meta']) opening.result.createObjectStore(name);
  });
  const database = await settled(opening);
  const start = performance.now();
  for (let write = 1; write <= 5; write += 1) {
    const transaction = database.transaction(['rows', 'journal', 'meta'], 'readwrite', { durability: 'strict' });
    const [rows, journal, meta] = ['rows', 'journal', 'meta'].map((name) => transaction.objectStore(name));
    meta.get('state');
    await settled(rows.get(write));
    rows.put({ quantity: write }, write);
    journal.add({ rows: [{ before: null, after: { quantity: write } }] }, write);
    meta.put({ journalPosition: write }, 'state');
    await settled(transaction, 'complete');
  }
  await settled(database.transaction('rows').objectStore('rows').getAll());
  return performance.now() - start;
}

/** Clicks the only button there is. */
async function clickAlone(page) {
  await page.waitForTimeout(800);
  await page.getByRole('button').click({ delay: 80 });
  return measured(page);
}

/** Clicks Run when all is loaded and a worker waits. */
async function clickWhenIdle(page) {
  await page.waitForFunction(() => performance.getEntriesByName('worker').length > 0, null, { timeout: 30_000 });
  await page.waitForTimeout(300);
  const run = page.getByRole('region', { name: 'table.ts' }).getByRole('button', { name: 'Run' });
  // A person holds the button for a moment; its press is painted by then.
  await run.click({ delay: 80 });
  return measured(page);
}

/** The cell that all notebooks get. */
const CELL = "console.log(['OrderPlaced', 'OrderItemAdded'].length);";

/** What no page of ours can be quicker than: its text with nothing else, an isolated cell with nothing else, and both in one page. */
function makeFloors(dist, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const page = readFileSync(join(dist, LESSON), 'utf8');
  const text = page.replaceAll(/<(script|template)\b[^]*?<\/\1>/g, '');
  const isolation = readFileSync(new URL(ISOLATION, import.meta.url), 'utf8');
  const cell = isolation.slice(isolation.indexOf('<button>')).replace("location.search === '?at-once'", 'true');
  writeFileSync(join(folder, TEXT), text);
  writeFileSync(join(folder, PLAIN), text.replaceAll(/@font-face\s*\{[^}]*\}|<link rel="preload"[^>]*>/g, ''));
  // Its parts are not those that the page's policy names.
  const open = text.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
  const beside = (elements) => open.replace(/<body[^>]*>/, (body) => body + elements);
  writeFileSync(join(folder, BOTH), beside(cell));
  // Two databases, as ours: the lesson's world is looked at, the text is saved.
  const saves = `<script>(${String(saveOnce)})();</script>`;
  const runsWhen = (ready) => cell.replace('else if (true) run();', `else ${ready}.then(run);`);
  writeFileSync(join(folder, SAVED), beside(saves + runsWhen('saved()')));
  const [, files] = page.match(/ data-files="([^"]+)"/);
  const script = files.split(' ').find((file) => file.includes('/main-'));
  const loads = `<script>const loaded = import('${script}');</script>`;
  writeFileSync(join(folder, LOADED), beside(saves + loads + runsWhen('loaded.then(saved)')));
  writeFileSync(join(folder, ISOLATION), isolation);
  // Fonts are looked for beside the page.
  cpSync(join(dist, 'assets'), join(folder, 'assets'), {
    recursive: true,
    filter: (file) => !file.endsWith('.css'),
  });
  return folder;
}

/** Runs in a page: opens two databases, and makes `saved()`, which writes a text into one and reads from the other. */
function saveOnce() {
  const settled = (request, name = 'success') =>
    new Promise((resolve) => request.addEventListener(name, () => resolve(request.result)));
  const open = (name) => {
    const opening = indexedDB.open(name, 1);
    opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('texts'));
    return settled(opening);
  };
  const [world, drafts] = [open('world'), open('drafts')];
  window.saved = async () => {
    const transaction = (await drafts).transaction('texts', 'readwrite', { durability: 'strict' });
    transaction.objectStore('texts').put('text', 'cell');
    await settled(transaction, 'complete');
    await settled((await world).transaction('texts').objectStore('texts').getAll());
  };
}

/** The other notebooks, installed when they are not there, each with one cell that gives one number. */
function preparePeers(folder) {
  if (!existsSync(join(folder, 'node_modules'))) {
    mkdirSync(folder, { recursive: true });
    cpSync(new URL('package.json', import.meta.url), join(folder, 'package.json'));
    spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
  }
  const kit = join(folder, 'notebook');
  rmSync(kit, { recursive: true, force: true });
  mkdirSync(kit, { recursive: true });
  const cell = CELL.replace('console.log', 'display');
  writeFileSync(
    join(kit, 'index.html'),
    `<!doctype html>\n<notebook>\n  <title>One cell</title>\n  <script id="1" type="module">\n${cell}\n  </script>\n</notebook>\n`,
  );
  const built = spawnSync('npx', ['notebooks', 'build', '--root', kit, '--', join(kit, 'index.html')], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`notebook-kit did not build: ${built.stderr}`);
  const board = join(folder, 'node_modules', 'starboard-notebook', 'dist');
  const content = `# %%--- [javascript]\n# properties:\n#   run_on_load: true\n# ---%%\n${CELL}\n`;
  const script = `<script>window.initialNotebookContent = ${JSON.stringify(content)};</script>`;
  const boardPage = readFileSync(join(board, 'index.html'), 'utf8').replace('<head>', `<head>${script}`);
  return { kit: join(kit, '.observable', 'dist'), board, boardPage };
}
