/** Who may import whom. src/README.md shows the same, with pictures and reasons. */

/** Every floor, with the floors it may import. */
export const FLOORS: Readonly<Record<string, readonly string[]>> = {
  eventsourcing: [],
  errors: [],
  lesson: ['errors'],
  i18n: ['eventsourcing', 'errors'],
  lab: ['eventsourcing', 'errors'],
  checks: ['errors'],
  backup: [],
  indexeddb: ['eventsourcing', 'errors', 'lab', 'backup'],
  runner: ['eventsourcing', 'errors', 'lab', 'lesson', 'checks'],
  workbook: ['eventsourcing', 'errors', 'lab', 'lesson', 'runner'],
  progress: ['eventsourcing', 'lab'],
  panels: ['eventsourcing', 'lab', 'i18n'],
  ui: ['workbook', 'progress', 'runner', 'lesson', 'panels', 'lab', 'backup', 'eventsourcing', 'errors', 'i18n'],
  authoring: ['lesson', 'i18n', 'runner', 'lab', 'workbook', 'panels'],
};

/** What the composition root, the files in src itself, may import: every floor but authoring, which never gets into a page. */
export const FLOORS_OF_MAIN = Object.keys(FLOORS).filter((floor) => floor !== 'authoring');

/** By which names a floor may be imported; `only` says by whom, where not everyone above may. */
export const ENTRIES: Readonly<Record<string, { only?: readonly string[] }>> = {
  '#errors': {},
  '#eventsourcing': {},
  '#eventsourcing/storage': {},
  '#i18n': {},
  // A page gets the texts of its own language.
  '#i18n/en': { only: ['main'] },
  '#i18n/ko': { only: ['main'] },
  '#lesson': {},
  // The author's schemas bring all of zod.
  '#lesson/format': { only: ['authoring'] },
  '#lab': {},
  // It comes when a cell first looks for a text.
  '#lab/find-text': { only: ['workbook'] },
  // It comes with what is tried in a world of its own.
  '#lab/in-memory': { only: ['workbook', 'authoring'] },
  // It comes with the cells that import it.
  '#lab/on-demand': { only: ['runner'] },
  // Loaded with the home page, which writes all the work into a file.
  '#backup': {},
  '#indexeddb': { only: ['main'] },
  '#indexeddb/backup': { only: ['main'] },
  // A moment after the page.
  '#indexeddb/marker': { only: ['main'] },
  '#runner': {},
  // A barrel that re-exports the compiler would load it with the page.
  '#runner/compile': { only: ['main', 'authoring'] },
  '#runner/host': { only: ['main'] },
  // What cells import as 'test': it comes with those that do.
  '#checks': { only: ['runner'] },
  '#workbook': {},
  // It comes when an exercise is first run.
  '#workbook/checks': { only: ['main', 'authoring'] },
  // It comes when the browser's storage does not open.
  '#workbook/memory': { only: ['main', 'authoring'] },
  '#progress': {},
  '#panels': {},
  // Loaded when a cell first draws: a page that draws nothing has none of it.
  '#panels/pictures': { only: ['ui', 'main'] },
  '#panels/table': { only: ['ui'] },
  // Loaded with what first has something to say.
  '#panels/told': { only: ['ui', 'authoring'] },
  // Loaded with the lessons that have one of these panels.
  '#panels/trace': { only: ['ui', 'main'] },
  // Loaded a moment after the cells.
  '#panels/world': { only: ['ui'] },
};

/** Where a package may be imported; the longest name that fits counts. Authoring may import any. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  '@sveltejs/acorn-typescript': ['src/runner/compile/'],
  acorn: ['src/runner/compile/'],
  dequal: ['src/checks/'],
  diff: ['src/ui/lesson/'],
  'fast-check': ['src/checks/'],
  idb: ['src/indexeddb/'],
  lit: ['src/panels/', 'src/ui/'],
  'monaco-editor': ['src/ui/cell/'],
  'virtual:sandbox': ['src/main.ts'],
  'vite/client': ['src/vite-env.d.ts'],
  zod: ['src/lesson/format/'],
  'zod/mini': ['src/runner/protocol.ts'],
};

/** What runs where: everything an entry brings with it has to be in the lists. */
export type Realm = Readonly<{
  name: string;
  entry: string;
  /** Whether what is imported later counts too. */
  later: boolean;
  files: readonly string[];
  packages: readonly string[];
}>;

const PAGE_FILES = [
  'src/main.ts',
  'src/home.ts',
  'src/lesson-storage.ts',
  'src/stored-work.ts',
  'src/start.ts',
  ...FLOORS_OF_MAIN.map((floor) => `src/${floor}/`),
];
const notIn = (files: readonly string[], ...left: string[]) => [...files, ...left.map((file) => `!${file}`)];

export const REALMS: readonly Realm[] = [
  {
    name: 'the page when it is loaded',
    entry: 'src/main.ts',
    later: false,
    files: notIn(
      PAGE_FILES,
      'src/lesson/format/',
      'src/runner/compile/',
      'src/runner/frame/',
      'src/runner/worker/',
      'src/ui/cell/monaco/',
    ),
    packages: ['lit', 'idb', 'zod/mini', 'virtual:sandbox'],
  },
  {
    name: 'the page',
    entry: 'src/start.ts',
    later: true,
    files: [
      ...notIn(PAGE_FILES, 'src/lesson/format/', 'src/runner/frame/', 'src/runner/worker/'),
      'lessons/tsconfig.json',
    ],
    packages: [
      'lit',
      'idb',
      'zod/mini',
      'virtual:sandbox',
      'diff',
      'monaco-editor',
      'acorn',
      '@sveltejs/acorn-typescript',
    ],
  },
  {
    name: 'the compiler',
    entry: 'src/runner/compile/index.ts',
    later: true,
    files: notIn(['src/runner/'], 'src/runner/host/', 'src/runner/frame/', 'src/runner/worker/'),
    packages: ['acorn', '@sveltejs/acorn-typescript'],
  },
  {
    name: 'the frame',
    entry: 'src/runner/frame/main.ts',
    later: true,
    files: notIn(['src/runner/'], 'src/runner/host/', 'src/runner/compile/', 'src/runner/worker/'),
    packages: [],
  },
  {
    name: 'the worker',
    entry: 'src/runner/worker/main.ts',
    later: true,
    files: [
      ...notIn(['src/runner/'], 'src/runner/host/', 'src/runner/compile/', 'src/runner/frame/'),
      'src/eventsourcing/',
      'src/lab/',
    ],
    packages: [],
  },
];

/** Single imports that the rules would refuse. */
export const EXCEPTIONS: readonly Readonly<{ file: string; specifier: string | null; because: string }>[] = [
  ...[
    '/src/eventsourcing/**/*.ts',
    '/src/lab/lab.ts',
    '/src/lab/module.d.ts',
    '/src/checks/claims.ts',
    '/src/checks/module.d.ts',
    '/lessons/cell.d.ts',
  ].map((specifier) => ({
    file: 'src/ui/cell/monaco/typescript.ts',
    specifier,
    because: 'the editor shows learners the types of what they import: it takes the text, and runs nothing of it',
  })),
  {
    file: 'src/ui/cell/monaco/typescript.ts',
    specifier: '../../../../lessons/tsconfig.json',
    because: 'cells are edited under the options under which they are checked',
  },
  {
    file: 'src/start.ts',
    specifier: './runner/host/frame.ts',
    because: 'the whole host brings the schemas of the border, which take time, and nothing crosses it yet',
  },
  {
    file: 'src/runner/worker/loaded-modules.ts',
    specifier: null,
    because: 'it imports the cells of a run, which are made while it runs',
  },
  {
    file: 'src/authoring/commands/check-lesson.mjs',
    specifier: null,
    because: 'it imports the bundle that it has just made of src/authoring/check-lesson',
  },
];
