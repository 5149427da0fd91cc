/** From the first focus on a cell's code to an editor that takes keys, and to the first wrong type that it marks. */
import { withPage } from './browser.mjs';
import { median, print, row } from './figures.mjs';
import { serve } from './serve.mjs';

/** Measures `samples` times, each in a new profile. */
export async function measureEditor({ dist, samples }) {
  const site = await serve(dist);
  const runs = [];
  for (let sample = 0; sample < samples; sample += 1) {
    runs.push(await withPage({ watch: watchEditor, url: `${site.url}where-did-the-history-go.html` }, useEditor));
  }
  await site.close();
  const usable = runs.map((run) => run.usable);
  const marked = runs.map((run) => run.marked);
  const rows = [
    row('first focus → editor takes keys', median(usable), 'ms', { atMost: 1200, samples: usable }),
    row('first focus → first wrong type marked', median(marked), 'ms', { atMost: 2500, samples: marked }),
  ];
  print(`Editor (${samples} samples, each in a new profile)`, rows);
  return rows;
}

/** Runs in the page: notes the click into the code, the first key that changed the editor's text, and the first mark. */
function watchEditor() {
  const seen = {};
  document.addEventListener('click', (event) => (seen.clicked ??= event.timeStamp), { capture: true });
  const look = () => {
    if (document.querySelector('.monaco-editor textarea, .monaco-editor .native-edit-context'))
      seen.opened ??= performance.now();
    if (document.querySelector('.monaco-editor .view-lines')?.textContent.includes('wrong'))
      seen.typed ??= performance.now();
    if (document.querySelector('.monaco-editor .squiggly-error')) seen.marked ??= performance.now();
    window.seen = seen;
    setTimeout(look, 4);
  };
  look();
}

async function useEditor(page) {
  const cell = page.getByRole('region', { name: 'table.ts' });
  await cell.getByRole('button', { name: 'Run' }).isEnabled();
  await page.waitForTimeout(500);
  await cell.locator('pre').click();
  await page.waitForFunction(() => window.seen.opened && document.activeElement?.closest('.monaco-editor'), null, {
    timeout: 20_000,
  });
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\nconst wrong: string = 5;');
  await page.waitForFunction(() => window.seen.typed && window.seen.marked, null, { timeout: 20_000 });
  const { clicked, typed, marked } = await page.evaluate(() => window.seen);
  return { usable: typed - clicked, marked: marked - clicked };
}
