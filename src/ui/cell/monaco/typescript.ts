/** What the editor's TypeScript knows: the same options and the same declarations as the check of the lessons. */
import { typescriptDefaults, type CompilerOptions } from 'monaco-editor/languages/features/typescript/register.js';
import tsconfig from '../../../../lessons/tsconfig.json';

/** The files a cell's types come from, as text. */
const SOURCES = import.meta.glob<string>(
  [
    '/src/eventsourcing/**/*.ts',
    '/src/lab/lab.ts',
    '/src/lab/module.d.ts',
    '/src/checks/claims.ts',
    '/src/checks/module.d.ts',
    '/lessons/cell.d.ts',
  ],
  { query: '?raw', import: 'default', eager: true },
);

/** The folder of a lesson's cells, as the editor sees it. */
export const LESSON_FOLDER = 'file:///lessons/here/';

// TypeScript's own numbers: Monaco's enums lack these.
const NUMBERS = { target: 10, module: 99, moduleResolution: 100, moduleDetection: 3 } as const;

/** Sets up the language for all cells of a page. */
export function setUpTypeScript(): void {
  const { lib, paths, ...options } = tsconfig.compilerOptions;
  const compilerOptions: object = {
    ...options,
    ...NUMBERS,
    lib: lib.map((name) => `lib.${name}.d.ts`),
    baseUrl: 'file:///lessons',
    paths,
  };
  typescriptDefaults.setCompilerOptions(compilerOptions as CompilerOptions);
  typescriptDefaults.setEagerModelSync(true);
  for (const [path, text] of Object.entries(SOURCES)) typescriptDefaults.addExtraLib(text, `file://${path}`);
}
