/** From the click to the first output, and from the address to the first output beside two other notebooks. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measured, withPage } from './browser.mjs';
import { median, percentile, print, row } from './figures.mjs';
import { serve } from './serve.mjs';
import { watchOutput } from './watch-output.mjs';

const LESSON = 'where-did-the-history-go.html';
const OURS = { run: '.run', output: '.line-value, .log' };

/** Measures `samples` times each, in turn; `folder` is for what the peers need. */
export async function measureFirstOutput({ dist, folder, samples }) {
  const peers = preparePeers(folder);
  const ours = await serve(dist);
  const kit = await serve(peers.kit);
  const board = await serve(peers.board, { '/index.html': peers.boardPage, '/': peers.boardPage });
  const runs = { click: [], ready: [], kit: [], board: [] };
  const bytes = [];
  for (let sample = 0; sample < samples; sample += 1) {
    runs.click.push(await withPage({ watch: watchOutput, argument: OURS, url: ours.url + LESSON }, clickWhenIdle));
    ours.takeBytes();
    runs.ready.push(
      await withPage({ watch: watchOutput, argument: { ...OURS, when: 'ready' }, url: ours.url + LESSON }, measured),
    );
    bytes.push(ours.takeBytes());
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
  await Promise.all([ours.close(), kit.close(), board.close()]);

  const toOutput = runs.click.map(({ after, clicked }) => after - clicked);
  const step = (name) => runs.click.map(({ steps }) => steps[name]);
  const between = (from, to) =>
    median(runs.click.map(({ steps }) => (steps[to] ?? 0) - (from ? (steps[from] ?? 0) : 0)));
  const all = (name, field) => runs[name].map((one) => one[field]);
  const rows = [
    row('click → first output, p50', median(toOutput), 'ms', { atMost: 20, samples: toOutput }),
    row('click → first output, p95', percentile(toOutput, 0.95), 'ms', { atMost: 40 }),
    row('  start of a worker (ahead of the click)', median(runs.click.map(({ spawn }) => spawn)), 'ms'),
    row('  click → asked', median(step('asked')), 'ms'),
    row('  saved', between('asked', 'saved'), 'ms'),
    row('  rewound', between('saved', 'rewound'), 'ms'),
    row('  ordered', between('rewound', 'ordered'), 'ms'),
    row('  run until its first output', between('ordered', 'first-output'), 'ms'),
    row(
      '  in the page',
      median(runs.click.map(({ inDocument, clicked, steps }) => inDocument - clicked - steps['first-output'])),
      'ms',
    ),
    row('  its frame', median(runs.click.map(({ after, inDocument }) => after - inDocument)), 'ms'),
    row('first contentful paint (baseline: notebook-kit)', median(all('ready', 'firstPaint')), 'ms', {
      atMost: 1,
      baseline: median(all('kit', 'firstPaint')),
      samples: all('ready', 'firstPaint'),
    }),
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
    row('JavaScript before the first output', median(bytes.map(({ scripts }) => scripts)) / 1000, 'kB', { atMost: 80 }),
    row('all bytes before the first output', median(bytes.map(({ all: sum }) => sum)) / 1000, 'kB', { atMost: 250 }),
    row('fonts before the first output', median(bytes.map(({ fonts }) => fonts)) / 1000, 'kB'),
  ];
  print(`First output (${samples} samples, each in a new profile)`, rows);
  return rows;
}

/** Clicks Run when all is loaded and a worker waits. */
async function clickWhenIdle(page) {
  await page.waitForFunction(() => performance.getEntriesByName('worker').length > 0, null, { timeout: 30_000 });
  await page.waitForTimeout(300);
  const run = page.getByRole('region', { name: 'table.ts' }).getByRole('button', { name: 'Run' });
  await run.click();
  return measured(page);
}

const CELL = "console.log(['OrderPlaced', 'OrderItemAdded'].length);";

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
