/** Size budgets of the built site: what a reader waits for. Raise one only with a reason in the commit. */
import { existsSync, readFileSync } from 'node:fs';

// A page lists its script, and what that script imports before anyone has done anything. Beside it the page has the sandbox, 18 kB.
const page = existsSync('dist/index.html') ? readFileSync('dist/index.html', 'utf8') : '';
const files = (/ data-files="([^"]+)"/.exec(page)?.[1] ?? '')
  .split(' ')
  .filter(Boolean)
  .map((file) => file.replace('./', 'dist/'));
// A budget without a file fails, which is right for a site that was not built.
const atOnce = files.length > 0 ? files : ['dist/assets/start-*.js', 'dist/assets/main-*.js'];

const ASKED_FOR = [
  'backup',
  'broken-claim',
  'checks',
  'collapsed-lines',
  'course-progress',
  'fault-switches',
  'find-text',
  'errors',
  'exercises',
  'faults',
  'format-bytes',
  'format-time',
  'help-reading',
  'home',
  'in-memory',
  'keep-progress',
  'keep-work',
  'kept-texts',
  'key-list',
  'keys',
  'matrix',
  'memory',
  'one-in',
  'panels',
  'pictures',
  'plural',
  'panel-styles',
  'present-mode',
  'progress',
  'repeat',
  'storage',
  'storage-facts',
  'stored-work',
  'table',
  'takes-keys',
  'text-comparison',
  'trace',
  'watch-world',
].map((name) => `dist/assets/${name}-*.js`);

// oxlint-disable-next-line import/no-default-export -- size-limit asks for it
export default [
  { name: 'JavaScript before the first run', path: atOnce, limit: '61 kB', gzip: true },
  // With its styles, its cells, its questions, its exercise with checks and solution, its drawing, and the whole sandbox.
  { name: "A lesson's page", path: 'dist/where-did-the-history-go.html', limit: '44 kB', gzip: true },
  // With the whole course and its glossary.
  { name: 'The home page', path: 'dist/index.html', limit: '38 kB', gzip: true },
  // As if one page loaded all that is Latin, and what every Korean page loads; a journey counts what pages really load.
  {
    name: 'Fonts of every page',
    path: ['dist/assets/plex-*.woff2', '!dist/assets/plex-*-{page,seldom}-*.woff2'],
    limit: '100 kB',
    gzip: false,
    brotli: false,
  },
  // What comes with the cells that import it: projections and all that is made of them, messages, schedules, measuring.
  { name: 'What is not at hand of the libraries', path: 'dist/assets/on-demand-*.js', limit: '36 kB', gzip: true },
  // What comes with the cells that claim something: tests, expectations, and laws, for which fast-check draws.
  { name: "'test'", path: 'dist/assets/claims-*.js', limit: '34 kB', gzip: true },
  // Each comes when somebody asks for it: pictures, panels, presenting, switches, checks, solutions, the texts that a cell had,
  // all the work in one file; or a moment after the cells, the panels of the world among them. With what they say in each language,
  // of which a page loads one: the words for what can go wrong alone are 8 kB.
  { name: 'What is asked for', path: ASKED_FOR, limit: '76 kB', gzip: true },
  { name: 'The compiler', path: 'dist/assets/compile-*.js', limit: '75 kB', gzip: true },
  {
    // All that is in no other budget, so that a new chunk is noticed.
    name: 'Monaco',
    path: [
      'dist/assets/*.js',
      ...atOnce.map((file) => `!${file}`),
      '!dist/assets/compile-*.js',
      '!dist/assets/on-demand-*.js',
      '!dist/assets/claims-*.js',
      ...ASKED_FOR.map((file) => `!${file}`),
      '!dist/assets/*.worker-*.js',
    ],
    // And a page's texts in Korean.
    limit: '1068 kB',
    gzip: true,
  },
  { name: "Monaco's styles", path: 'dist/assets/{editor,monaco,tsMode}-*.css', limit: '30 kB', gzip: true },
  { name: "Monaco's own worker", path: 'dist/assets/editor.worker-*.js', limit: '95 kB', gzip: true },
  { name: "Monaco's TypeScript worker", path: 'dist/assets/ts.worker-*.js', limit: '1500 kB', gzip: true },
];
