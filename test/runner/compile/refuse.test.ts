/** What is refused by name, and where. */
import { expect, test } from 'vitest';
import { parseCell } from '../../../src/runner/compile/ast.ts';
import { refuseWhatCannotRun } from '../../../src/runner/compile/refuse.ts';
import { errorOf } from './error-of.ts';

const refusal = (source: string) => errorOf(() => refuseWhatCannotRun('cell.ts', parseCell('cell.ts', source)));

test.each([
  ['an enum', 'const a = 1;\nenum E { A }', 'refused-enum 2:1 E'],
  ['a const enum', '  const enum E { A }', 'refused-enum 1:3 E'],
  ['an exported enum', 'export enum E { A }', 'refused-enum 1:8 E'],
  ['a namespace', '{ }\n namespace A.B { }', 'refused-namespace 2:2 A'],
  ['an exported namespace', 'export namespace N { }', 'refused-namespace 1:8 N'],
  ['a module', 'module M { }', 'refused-namespace 1:1 M'],
  ['a decorator of a class', '\n\n@made class A {}', 'refused-decorator 3:1'],
  ['a decorator of a member', 'class A { @made() a = 1 }', 'refused-decorator 1:11'],
  ['a decorator of a parameter', 'class A { a(@made b) {} }', 'refused-decorator 1:13'],
  ['a parameter property', 'class A { constructor(a, private b: B) {} }', 'refused-parameter-property 1:26 b'],
  ['a readonly parameter', 'class A {\n constructor(readonly a = 1) {} }', 'refused-parameter-property 2:14 a'],
  ['import =', "import a = require('b')", 'refused-import-equals 1:1 a'],
  ['import = of a name', '\n import a = B.C', 'refused-import-equals 2:2 a'],
  ['export import =', 'export import a = B.C', 'refused-import-equals 1:1 a'],
  ['export =', ';export = 1', 'refused-export-equals 1:2'],
  ['export as namespace', 'export as namespace A', 'refused-export-equals 1:1 A'],
  ['import.meta', 'f(import.meta.url)', 'refused-import-meta 1:3'],
  ['an accessor', 'class A { accessor a = 1 }', 'refused-accessor 1:11 a'],
  ['a static accessor', 'class A {\n  static accessor a: A }', 'refused-accessor 2:3 a'],
  ['an accessor whose name is found out at run time', 'class A { accessor [a()] = 1 }', 'refused-accessor 1:11'],
  ['an import in the code', "const a = await import('./b.ts')", 'dynamic-import 1:17 ./b.ts'],
  ['one deep inside', 'f(() => { if (a) { enum E {} } })', 'refused-enum 1:20 E'],
])('X6: %s is refused by name, at its place', (_, source, expected) => {
  const { code, place, data } = refusal(source)!;
  expect(`${code} ${place.line}:${place.column} ${Object.values(data).join()}`.trimEnd()).toBe(expected);
});

test.each([
  ['a declared enum', 'declare enum E { A }'],
  ['a declared namespace', 'declare namespace N { enum E { A } }'],
  ['a declared class with decorators', 'declare class A { @made a: string }'],
  ['new.target', 'function F() { return new.target }'],
  ['a field called accessor', 'class A { accessor = 1 }'],
  ['the type of a module', "type A = import('./a.ts').A; type B = typeof import('./b.ts')"],
  ['an import whose name is found out at run time', 'import(name)'],
])('X6: %s is not refused', (_, source) => {
  expect(refusal(source)).toBeNull();
});

test('X6: the error names file, line, column, code and data in one line', () => {
  expect(() => refuseWhatCannotRun('cell.ts', parseCell('cell.ts', 'enum E {}'))).toThrow(
    'cell.ts:1:1 refused-enum {"name":"E"}',
  );
});

test('X6: the first of several is the one that is told', () => {
  expect(refusal('class A { accessor a = 1 }\nenum E {}')?.code).toBe('refused-accessor');
});

test.each([
  ['as a value', 'const a = <A>', 11],
  ['as an argument', 'f(<A>)', 3],
  ['behind return', 'function f() { return <A> }', 23],
])('X6: a type assertion of nothing is a mistake %s', (_, source, column) => {
  expect(refusal(source)).toMatchObject({ code: 'syntax', place: { line: 1, column } });
});
