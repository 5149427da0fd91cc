/** Holds the code to the floors of src/README.md, and the rules to themselves: each is shown a sample that breaks it. */
import { existsSync, readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';
import { findIdleExceptions, findViolations, resolveImport } from './architecture/find-violations.ts';
import { readImports, type SourceFile } from './architecture/read-imports.ts';
import { readFloors, readPackages } from './architecture/read-tables.ts';
import { ENTRIES, FLOORS, REALMS } from './architecture/rules.ts';

const files: readonly SourceFile[] = globSync('src/**/*.{ts,mts,mjs}')
  .toSorted()
  .map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(file, 'utf8') }));
const readme = readFileSync('src/README.md', 'utf8');
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };

describe('the code', () => {
  test('every import of src keeps to the floors, the packages and the realms', () => {
    expect(findViolations(files)).toEqual([]);
  });

  test('every exception is still needed', () => {
    expect(findIdleExceptions(files)).toEqual([]);
  });

  test('every file stands on a floor that has rules', () => {
    const folders = files.map(({ file }) => file.split('/')).flatMap(([, floor, name]) => (name ? [floor] : []));
    expect(new Set(folders)).toEqual(new Set(Object.keys(FLOORS)));
  });

  test('every entry of a floor or a realm is a file', () => {
    const entries = [...Object.keys(ENTRIES), ...REALMS.map(({ entry }) => `/${entry}`)];
    expect(entries.filter((entry) => !existsSync(resolveImport('src/main.ts', entry)!))).toEqual([]);
  });

  test('src/README.md shows the floors as they are', () => {
    const sorted = (floors: Readonly<Record<string, readonly string[]>>) =>
      Object.fromEntries(Object.entries(floors).map(([floor, may]) => [floor, [...may].toSorted()]));
    expect(sorted(readFloors(readme))).toEqual(sorted(FLOORS));
  });

  test('every runtime package has a row in src/README.md, and every row a package', () => {
    expect(readPackages(readme).toSorted()).toEqual(Object.keys(dependencies).toSorted());
  });

  test('every package that gets into the page is a runtime package', () => {
    const imported = files
      .filter(({ file }) => !file.startsWith('src/authoring/') && !file.startsWith('src/lesson/format/'))
      .flatMap((source) => readImports(source).filter(({ when }) => when !== 'type'))
      .flatMap(({ specifier }) => /^(?:@[\w.-]+\/)?[\w.-]+(?=\/|$)/.exec(specifier ?? '') ?? []);
    const packages = [...new Set(imported)].filter((name) => !name.startsWith('.'));
    expect(packages.filter((name) => !(name in dependencies))).toEqual([]);
    expect(packages).not.toEqual([]);
  });
});

describe('the checker', () => {
  /** What is said of one file with this text. */
  const judge = (file: string, text: string, ...others: SourceFile[]) => findViolations([{ file, text }, ...others]);

  test.each([
    ['src/lab/key.ts', "import { LIMITS } from '#eventsourcing/storage';"],
    ['src/ui/cell/code-cell.ts', "import { html } from 'lit'; import '#panels'; import './cell-output.ts';"],
    ['src/main.ts', "import './ui/cell/code-cell.ts'; const load = () => import('#runner/compile');"],
    [
      'src/authoring/pages.ts',
      "import { en } from '../i18n/index.ts'; import { h } from 'hastscript'; import 'node:fs';",
    ],
    ['src/authoring/commands/serve.mjs', "import 'node:fs'; import './prepare.mjs'; await import('vite');"],
    ['src/runner/protocol.ts', "import * as z from 'zod/mini';"],
    ['src/runner/frame/relay.ts', "import type { FromFrame } from '../protocol.ts';"],
  ])('lets %s import what it may: %s', (file, text) => {
    expect(judge(file, text)).toEqual([]);
  });

  test.each([
    ['a floor above', 'src/eventsourcing/event.ts', "import { createLab } from '#lab';"],
    ['a floor beside', 'src/panels/value-view.ts', "import { openLesson } from '#workbook';"],
    ['the page in a session', 'src/workbook/plan.ts', "import { openWorld } from '#indexeddb';"],
    ['a type alone', 'src/eventsourcing/event.ts', "import type { Lab } from '#lab';"],
    ['a type inside a type', 'src/lesson/lesson.ts', "type Shape = import('#runner').CompiledCell;"],
    ['an import that waits', 'src/panels/value-view.ts', "const load = () => import('#runner');"],
    ['a re-export', 'src/lab/index.ts', "export * from '#runner';"],
    ['a re-exported type', 'src/lab/index.ts', "export type { CompiledCell } from '#runner';"],
    ['files by a pattern', 'src/panels/index.ts', "const all = import.meta.glob('/src/workbook/*.ts');"],
    [
      'files by a pattern from here',
      'src/panels/index.ts',
      "const all = import.meta.glob(['./*.ts', '../ui/**/*.ts']);",
    ],
    ['a file by its address', 'src/ui/cell/editor.ts', "new URL('../../runner/worker/main.ts', import.meta.url);"],
    ['a reference', 'src/lab/lab.ts', '/// <reference path="../runner/index.ts" />'],
    ['a relative path to a lower floor', 'src/lab/key.ts', "import '../eventsourcing/index.ts';"],
    ['a relative path out of src', 'src/lab/key.ts', "import '../../lessons/cell.d.ts';"],
    ['a file behind an entry', 'src/lab/key.ts', "import '#eventsourcing/json-text';"],
    ['a file behind an entry, in authoring', 'src/authoring/pages.ts', "import '../runner/link.ts';"],
    ['a floor that authoring may not have', 'src/authoring/pages.ts', "import '../progress/index.ts';"],
    ['authoring in the page', 'src/main.ts', "import './authoring/pages.ts';"],
    ['a floor by its path in main.ts', 'src/main.ts', "import './runner/index.ts';"],
    ['main.ts', 'src/ui/cell/code-cell.ts', "import '../../main.ts';"],
    ['the compiler above main.ts', 'src/workbook/plan.ts', "import '#runner/compile';"],
    ['the schemas of authors', 'src/workbook/plan.ts', "import '#lesson/format';"],
    ['a package in the library', 'src/eventsourcing/event.ts', "import { z } from 'zod/mini';"],
    ['lit below the pictures', 'src/workbook/plan.ts', "import { html } from 'lit/html.js';"],
    ['idb in the session', 'src/workbook/plan.ts', "import { openDB } from 'idb';"],
    ['the editor outside of cells', 'src/ui/shell/page.ts', "import 'monaco-editor/editor.js';"],
    ['all of zod in the page', 'src/runner/protocol.ts', "import * as z from 'zod';"],
    ['a package nobody knows', 'src/ui/shell/page.ts', "import 'left-pad';"],
    ['Node in the page', 'src/lab/seed.ts', "import { createHash } from 'node:crypto';"],
    ['the sandbox', 'src/ui/cell/code-cell.ts', "import { libraries } from 'virtual:sandbox';"],
    ['what cannot be read', 'src/workbook/plan.ts', 'const load = (name: string) => import(name);'],
    ['a package before it is installed', 'src/authoring/commands/start.mjs', "import { createServer } from 'vite';"],
  ])('refuses %s', (_, file, text) => {
    const violations = judge(file, text).filter((violation) => violation.startsWith(`${file}:1 imports `));
    expect(violations).toHaveLength(1);
  });

  const protocol = {
    file: 'src/runner/protocol.ts',
    text: "import * as z from 'zod/mini'; export const one = z.string();",
  };
  test.each([
    ['zod in the frame', 'src/runner/frame/main.ts', "import { one } from '../protocol.ts';", 'zod/mini'],
    ['types that stay at run time', 'src/runner/frame/main.ts', "import { type A } from '../protocol.ts';", 'zod/mini'],
    ['the lab in the frame', 'src/runner/frame/main.ts', "import { readValue } from '#lab';", 'src/lab/index.ts'],
    ['zod in the worker', 'src/runner/worker/main.ts', "import { one } from '../protocol.ts';", 'zod/mini'],
    ['the host in the worker', 'src/runner/worker/main.ts', "import '../host/index.ts';", 'src/runner/host/index.ts'],
    [
      'the page in the compiler',
      'src/runner/compile/index.ts',
      "import '../host/index.ts';",
      'src/runner/host/index.ts',
    ],
    ['the compiler when the page is loaded', 'src/main.ts', "import '#runner/compile';", 'src/runner/compile/index.ts'],
    [
      'Monaco when the page is loaded',
      'src/main.ts',
      "import './ui/cell/monaco/index.ts';",
      'src/ui/cell/monaco/index.ts',
    ],
    ['a worker in the page', 'src/runner/host/index.ts', "import '../worker/main.ts';", 'src/runner/worker/main.ts'],
  ])('follows imports and refuses %s', (_, file, text, reached) => {
    const main = { file: 'src/main.ts', text: "import '#runner/host';" };
    const violations = judge(file, text, protocol, ...(file === main.file ? [] : [main]));
    expect(violations.filter((violation) => violation.includes(` brings ${reached} into `))).not.toEqual([]);
  });

  test('follows imports through the real code, from the frame to a file it shares', () => {
    const bad = (one: SourceFile) =>
      one.file === 'src/runner/border-limits.ts' ? { ...one, text: `import '#lab';\n${one.text}` } : one;
    expect(findViolations(files.map(bad))).toContain(
      'src/runner/border-limits.ts:1 brings src/lab/index.ts into the frame.',
    );
  });

  test('reads imports wherever they stand, and says when they happen', () => {
    const text = [
      "import type { A } from './a.ts';",
      "export { b } from './b.ts';",
      "async function later() { return [await import('./c.ts'), import.meta.glob('./d/*.ts', { query: '?raw' })]; }",
      '// import "./not.ts"',
      'const text = "import \'./nor.ts\'";',
    ].join('\n');
    expect(readImports({ file: 'src/lab/sample.ts', text })).toEqual([
      { specifier: './a.ts', when: 'type', line: 1 },
      { specifier: './b.ts', when: 'load', line: 2 },
      { specifier: './c.ts', when: 'later', line: 3 },
      { specifier: './d/*.ts', when: 'text', line: 3 },
    ]);
  });

  test('refuses an exception that nothing needs', () => {
    expect(findIdleExceptions([{ file: 'src/runner/worker/loaded-modules.ts', text: '' }])).toContain(
      'src/runner/worker/loaded-modules.ts no longer imports null.',
    );
  });

  test('reads the tables of a README', () => {
    const text = [
      '| floor | may import |',
      '| --- | --- |',
      '| a, b | nothing |',
      '| c | a, b (a part) |',
      '',
      '| package | why |',
      '| --- | --- |',
      '| `@x/y` | because |',
    ].join('\n');
    expect(readFloors(text)).toEqual({ a: [], b: [], c: ['a', 'b'] });
    expect(readPackages(text)).toEqual(['@x/y']);
  });
});
