/** What imports mean, and in which order cells are evaluated. */
import { describe, expect, test } from 'vitest';
import { importedFiles, link, needsPart, type Libraries } from '#runner';
import { compileCell } from '#runner/compile';
import { errorOf } from './compile/error-of.ts';

const LIBRARIES: Libraries = {
  eventsourcing: { values: ['commandHandler', 'asNumber'], types: ['Event'] },
  lab: { values: ['eventStore'], types: ['Lab'] },
};

const compileAll = (sources: Readonly<Record<string, string>>) =>
  new Map(Object.entries(sources).map(([file, source]) => [file, compileCell(file, source)]));

/** Links the first cell; its order as file names. */
const orderOf = (sources: Readonly<Record<string, string>>) =>
  link(Object.keys(sources)[0]!, compileAll(sources), LIBRARIES).map(({ cell }) => cell.file);

const refusal = (sources: Readonly<Record<string, string>>) => errorOf(() => orderOf(sources));

describe('order', () => {
  test('X6: imported cells come first, those that they import before them', () => {
    expect(orderOf({ 'a.ts': "import './b.ts'", 'b.ts': "import './c.ts'", 'c.ts': '1' })).toEqual([
      'c.ts',
      'b.ts',
      'a.ts',
    ]);
  });

  test('X6: cells come in the order of their imports', () => {
    expect(orderOf({ 'a.ts': "export * from './c.ts'; import './b.ts'", 'b.ts': '1', 'c.ts': '1' })).toEqual([
      'c.ts',
      'b.ts',
      'a.ts',
    ]);
  });

  test('X6: a cell that is reached in two ways is evaluated once', () => {
    const diamond = {
      'a.ts': "import './b.ts'; import './c.ts'; import './d.ts'",
      'b.ts': "import './d.ts'",
      'c.ts': "import './d.ts'",
      'd.ts': '1',
    };
    expect(orderOf(diamond)).toEqual(['d.ts', 'b.ts', 'c.ts', 'a.ts']);
  });

  test('X6: cells that nobody imports are left out, broken imports of theirs too', () => {
    expect(orderOf({ 'a.ts': '1', 'b.ts': "import './gone.ts'" })).toEqual(['a.ts']);
  });

  test('X6: each import of a cell has its library or the file of its cell', () => {
    const cells = compileAll({
      'a.ts': "import 'lab'; import './b.ts'; import type { Event } from 'eventsourcing'",
      'b.ts': '1',
    });
    expect(link('a.ts', cells, LIBRARIES).at(-1)!.modules).toEqual(['lab', 'b.ts', 'eventsourcing']);
  });

  test('X6: a cell of which only types are taken is not evaluated', () => {
    const types = {
      'a.ts':
        "import type { B } from './b.ts'; export { type C } from './c.ts'; import { type D } from './d.ts'; export type * from './e.ts'",
    };
    const others = { 'b.ts': '1', 'c.ts': '1', 'd.ts': '1', 'e.ts': '1' };
    expect(orderOf({ ...types, ...others })).toEqual(['a.ts']);
  });

  test('X6: a cell of which types and values are taken is evaluated', () => {
    const sources = {
      'a.ts': "import type { B } from './b.ts'; import { b } from './b.ts'",
      'b.ts': 'export const b = 1',
    };
    expect(orderOf(sources)).toEqual(['b.ts', 'a.ts']);
  });
});

describe('modules', () => {
  test('X8: an unknown module is refused at its place, with those that there are', () => {
    expect(refusal({ 'a.ts': "\nimport { a } from 'react'" })).toEqual({
      code: 'unknown-module',
      place: { file: 'a.ts', line: 2, column: 19 },
      data: { specifier: 'react', allowed: "'eventsourcing', 'lab'" },
    });
  });

  test.each(['b.ts', '../b.ts', '/b.ts', 'https://b.ts', 'toString', '__proto__'])(
    "X8: '%s' is no module",
    (specifier) => {
      expect(refusal({ 'a.ts': `import '${specifier}'`, 'b.ts': '' })).toMatchObject({
        code: 'unknown-module',
        data: { specifier },
      });
    },
  );

  test('X8: an unknown cell is refused at its place, with the others that there are', () => {
    expect(refusal({ 'a.ts': "export * from './d.ts'", 'b.ts': '', 'c.ts': '' })).toEqual({
      code: 'unknown-cell',
      place: { file: 'a.ts', line: 1, column: 15 },
      data: { specifier: './d.ts', cells: "'./b.ts', './c.ts'" },
    });
  });

  test.each(['./b', './B.ts', './b.ts/', './b.js', '././b.ts', './'])("X8: '%s' is no cell", (specifier) => {
    expect(refusal({ 'a.ts': `import '${specifier}'`, 'b.ts': '' })).toMatchObject({
      code: 'unknown-cell',
      data: { specifier, cells: "'./b.ts'" },
    });
  });

  test('X6: a module of which only types are taken has to be there too', () => {
    expect(refusal({ 'a.ts': "import type { B } from './b.ts'" })?.code).toBe('unknown-cell');
    expect(refusal({ 'a.ts': "import type { B } from 'b'" })?.code).toBe('unknown-module');
  });

  test('X6: the mistake of an imported cell is told with its own place', () => {
    expect(refusal({ 'a.ts': "import './b.ts'", 'b.ts': "1\n;import './c.ts'" })?.place).toEqual({
      file: 'b.ts',
      line: 2,
      column: 9,
    });
  });
});

describe('names', () => {
  test('X6: an unknown name of a library is refused at its place, with what there is', () => {
    expect(refusal({ 'a.ts': "import {\n  eventStore,\n  eventStor } from 'lab'" })).toEqual({
      code: 'unknown-export',
      place: { file: 'a.ts', line: 3, column: 3 },
      data: { specifier: 'lab', name: 'eventStor', exports: 'eventStore, Lab' },
    });
  });

  test('X6: an unknown name of a cell is refused, with its values, its types and what it passes on', () => {
    const sources = {
      'a.ts': "import { f } from './b.ts'",
      'b.ts': "export type A = string; export const b = 1; export * from './c.ts'; export type * from './d.ts'",
      'c.ts': 'export const c = 1; export default 2',
      'd.ts': 'export type D = string; export const b = 2',
    };
    expect(refusal(sources)).toMatchObject({ data: { exports: 'b, A, c, D' } });
  });

  test.each([
    ["import { a } from './b.ts'", 'a'],
    ["import a from './b.ts'", 'default'],
    ["export { a } from './b.ts'", 'a'],
    ["import { b, toString } from './b.ts'", 'toString'],
    ["import { default as a } from './c.ts'", 'default'],
  ])('X6: in %s there is no %s', (source, name) => {
    const sources = {
      'a.ts': source,
      'b.ts': 'export const b = 1',
      'c.ts': "export * from './d.ts'",
      'd.ts': 'export default 1',
    };
    expect(refusal(sources)).toMatchObject({ code: 'unknown-export', data: { name } });
  });

  test.each([
    ['a type of a library, without the word type', "import { Event } from 'eventsourcing'"],
    ['a type of a cell, without the word type', "import { B } from './b.ts'"],
    ['a name that is passed on', "import { c, D } from './b.ts'"],
    ['all of a module', "import * as b from './b.ts'"],
    ['a default', "import d from './d.ts'"],
    ['a type that nobody looks up', "import type { Gone } from './b.ts'"],
  ])('X6: %s can be imported', (_, source) => {
    const sources = {
      'a.ts': source,
      'b.ts': "export type B = string; export * from './c.ts'; export type * from './d.ts'",
      'c.ts': 'export const c = 1',
      'd.ts': 'export interface D {}; export default 1',
    };
    expect(refusal(sources)).toBeNull();
  });

  test('X6: a name without an owner is refused at the star that brings it again', () => {
    const sources = {
      'a.ts': "export * from './b.ts'\nexport * from './c.ts'",
      'b.ts': 'export const a = 1, b = 1',
      'c.ts': 'export const c = 1, a = 1',
    };
    expect(refusal(sources)).toEqual({
      code: 'ambiguous-export',
      place: { file: 'a.ts', line: 2, column: 15 },
      data: { name: 'a', first: './b.ts', second: './c.ts' },
    });
  });

  test.each([
    ['the cell has the name itself', "export * from './b.ts'; export * from './c.ts'; export const a = 1"],
    ['the cell chooses by name', "export * from './b.ts'; export * from './c.ts'; export { a } from './c.ts'"],
    ['both are the same thing', "export * from './b.ts'; export * from './d.ts'"],
    ['both are the same thing under way', "export * from './b.ts'; export * from './e.ts'; export * from './f.ts'"],
    ['one star is written twice', "export * from './b.ts'; export * from './b.ts'"],
    ['one star is for types', "export * from './b.ts'; export type * from './b.ts'"],
    ['both have a default', "export * from './g.ts'; export * from './h.ts'"],
  ])('X6: a name of two stars is clear when %s', (_, source) => {
    const sources = {
      'a.ts': source,
      'b.ts': 'export const a = 1',
      'c.ts': 'export const a = 2',
      'd.ts': "export { a } from './b.ts'",
      'e.ts': "import { a } from './b.ts'; export { a }",
      'f.ts': "export * from './d.ts'",
      'g.ts': 'export default 1',
      'h.ts': 'export default 2',
    };
    expect(refusal(sources)).toBeNull();
  });

  test('X6: a name that two libraries share is not clear', () => {
    const libraries = { lab: { values: ['a'], types: [] }, test: { values: ['a'], types: [] } };
    const cells = compileAll({ 'a.ts': "export * from 'lab'; export * from 'test'" });
    expect(errorOf(() => link('a.ts', cells, libraries))?.code).toBe('ambiguous-export');
  });
});

describe('cycles', () => {
  test('X6: a cycle is refused at the import that closes it, with its path', () => {
    const sources = {
      'a.ts': "import './b.ts'",
      'b.ts': "import './c.ts'",
      'c.ts': "import 'lab'\nimport './b.ts'",
    };
    expect(refusal(sources)).toEqual({
      code: 'import-cycle',
      place: { file: 'c.ts', line: 2, column: 8 },
      data: { path: 'b.ts → c.ts → b.ts' },
    });
  });

  test('X6: a cell cannot import itself', () => {
    expect(refusal({ 'a.ts': "export * from './a.ts'" })).toMatchObject({
      code: 'import-cycle',
      data: { path: 'a.ts → a.ts' },
    });
  });

  test('X6: an export from a cell closes a cycle too', () => {
    const sources = { 'a.ts': "export { b } from './b.ts'; export const a = 1", 'b.ts': "export { a } from './a.ts'" };
    expect(refusal(sources)).toMatchObject({ code: 'import-cycle', data: { path: 'a.ts → b.ts → a.ts' } });
  });

  test('X6: the place is that of the import that evaluates, not of one that takes types', () => {
    const sources = {
      'a.ts': "import './b.ts'; export type A = 1",
      'b.ts': "import type { A } from './a.ts'\nimport './a.ts'",
    };
    expect(refusal(sources)?.place).toEqual({ file: 'b.ts', line: 2, column: 8 });
  });

  test.each([
    ['import type', "import type { A } from './a.ts'"],
    ['types in brackets', "import { type A } from './a.ts'"],
    ['export type', "export type { A } from './a.ts'"],
    ['all types', "export type * from './a.ts'"],
  ])('X6: a cycle of types is allowed: %s', (_, source) => {
    const sources = {
      'a.ts': "import { b } from './b.ts'; export type A = string",
      'b.ts': `${source}; export const b = 1`,
    };
    expect(orderOf(sources)).toEqual(['b.ts', 'a.ts']);
  });

  test('X6: types that are passed on in a circle come to an end', () => {
    const sources = {
      'a.ts': "export * from './b.ts'; export * from './c.ts'",
      'b.ts': "export type * from './c.ts'; export type { T } from './c.ts'",
      'c.ts': "export type * from './b.ts'; export type { T } from './b.ts'",
    };
    expect(refusal(sources)?.code).toBe('ambiguous-export');
  });
});

describe('importedFiles', () => {
  const cells = compileAll({
    'a.ts': "import './b.ts'; import type { C } from './c.ts'; import './gone.ts'; import 'lab'",
    'b.ts': "import './d.ts'; import './a.ts'",
    'c.ts': '',
    'd.ts': "export * from './b.ts'",
    'e.ts': "import './a.ts'",
  });

  test('the cells that a cell imports, directly or through others, itself left out', () => {
    expect([...importedFiles('a.ts', cells)].toSorted()).toEqual(['b.ts', 'c.ts', 'd.ts']);
  });

  test('a cell without imports and an unknown cell import nothing', () => {
    expect(importedFiles('c.ts', cells)).toEqual(new Set());
    expect(importedFiles('gone.ts', cells)).toEqual(new Set());
  });
});

describe('what is not at hand', () => {
  const libraries: Libraries = {
    lab: { values: ['eventStore', 'broker'], types: ['Message'], atHand: 1 },
    eventsourcing: { values: ['commandHandler'], types: [], atHand: 1 },
  };
  const needs = (sources: Readonly<Record<string, string>>) =>
    needsPart(link(Object.keys(sources)[0]!, compileAll(sources), libraries), libraries);

  test.each([
    ["import { broker } from 'lab'"],
    ["import { eventStore, broker as other } from 'lab'"],
    ["import * as lab from 'lab'"],
    ["import { eventStore } from 'lab'; import * as lab from 'lab'"],
    ["export * from 'lab'"],
    ["export { broker } from 'lab'"],
  ])('X8: %s needs it', (source) => {
    expect(needs({ 'a.ts': source })).toBe(true);
  });

  test.each([
    ["import { eventStore } from 'lab'; import { commandHandler } from 'eventsourcing'"],
    ["import { eventStore, type Message } from 'lab'"],
    ["import { eventStore, Message } from 'lab'"],
    ["import type { broker } from 'lab'"],
    ["import 'lab'"],
    ["import * as eventStore from './b.ts'"],
  ])('X8: %s does not', (source) => {
    expect(needs({ 'a.ts': source, 'b.ts': 'export const broker = 1' })).toBe(false);
  });

  test('X8: what an imported cell imports counts', () => {
    const sources = { 'a.ts': "import './b.ts'", 'b.ts': "import { broker } from 'lab'" };
    expect(needs(sources)).toBe(true);
    expect(needs({ 'c.ts': "import { eventStore } from 'lab'", ...sources })).toBe(false);
  });
});
