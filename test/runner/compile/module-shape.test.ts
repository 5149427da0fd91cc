/** What is read of a cell's imports and exports. */
import { expect, test } from 'vitest';
import { parseCell } from '../../../src/runner/compile/ast.ts';
import { declaredNames, namesInPattern, readModuleShape } from '../../../src/runner/compile/module-shape.ts';
import { errorOf } from './error-of.ts';

const shapeOf = (source: string) => readModuleShape('cell.ts', parseCell('cell.ts', source), '$d');

test('X6: an import has the place of its module and of each of its names', () => {
  expect(shapeOf("import a, {\n  b as c } from 'lab'").imports).toEqual([
    {
      specifier: 'lab',
      line: 2,
      column: 17,
      isTypeOnly: false,
      names: [
        { name: 'default', line: 1, column: 8 },
        { name: 'b', line: 2, column: 3 },
      ],
    },
  ]);
});

test('X6: a module is listed once, at the statement for which it is evaluated', () => {
  const { imports } = shapeOf("import type { A } from 'lab'\nimport { b } from 'lab'\nexport { c } from 'lab'");
  expect(imports).toEqual([
    {
      specifier: 'lab',
      line: 2,
      column: 19,
      isTypeOnly: false,
      names: [
        { name: 'b', line: 2, column: 10 },
        { name: 'c', line: 3, column: 10 },
      ],
    },
  ]);
});

test.each([
  ["import type { A } from 'lab'", true],
  ["import type A from 'lab'", true],
  ["import type * as A from 'lab'", true],
  ["import { type A, type B } from 'lab'", true],
  ["import { type A, b } from 'lab'", false],
  ["import { A } from 'lab'", false],
  ["import 'lab'", false],
  ["import {} from 'lab'", false],
  ["export type { A } from 'lab'", true],
  ["export { type A } from 'lab'", true],
  ["export { type A, b } from 'lab'", false],
  ["export {} from 'lab'", false],
  ["export type * from 'lab'", true],
  ["export type * as A from 'lab'", true],
  ["export * from 'lab'", false],
])('X6: %s takes only types: %s', (source, isTypeOnly) => {
  expect(shapeOf(source).imports).toMatchObject([{ specifier: 'lab', isTypeOnly }]);
});

test.each([
  ["import a from 'lab'", { local: 'a', module: 0, name: 'default' }],
  ["import { a } from 'lab'", { local: 'a', module: 0, name: 'a' }],
  ["import { a as b } from 'lab'", { local: 'b', module: 0, name: 'a' }],
  ["import { 'a string' as b } from 'lab'", { local: 'b', module: 0, name: 'a string' }],
  ["import * as a from 'lab'", { local: 'a', module: 0, name: '*' }],
  ["import { type A, b } from 'lab'", { local: 'b', module: 0, name: 'b' }],
  ["export { a as b } from 'lab'", { local: '$d_0', module: 0, name: 'a' }],
  ["export * as a from 'lab'", { local: '$d_0', module: 0, name: '*' }],
])('X6a: %s binds one name', (source, binding) => {
  expect(shapeOf(source).bindings).toEqual([binding]);
});

test.each([
  ['export const a = 1, [b, { c, d: e }] = f', 'a b c e'],
  ['export let a: A', 'a'],
  ['export function a() {}', 'a'],
  ['export async function* a() {}', 'a'],
  ['export class A {}', 'A'],
  ['export abstract class A {}', 'A'],
  ['export default 1', 'default'],
  ['export default class {}', 'default'],
  ['let a; export { a, a as b, a as "c d" }', 'a b c d'],
  ["export { a as b, default as c } from 'lab'", 'b c'],
  ["export * as a from 'lab'", 'a'],
])('X6: %s exports values', (source, names) => {
  const { exports, returned } = shapeOf(source);
  expect(exports.map(({ name }) => name).join(' ')).toBe(names);
  expect(exports.every(({ kind }) => kind === 'value')).toBe(true);
  expect(returned.map(({ name }) => name).join(' ')).toBe(names);
});

test.each([
  ['export type A = string', 'A'],
  ['export interface A {}', 'A'],
  ['export declare const a: A', 'a'],
  ['export declare function a(): void', 'a'],
  ['export default interface A {}', 'default'],
  ['type A = string; export { A }; export { A as B }', 'A B'],
  ['interface A {}\nexport default A', 'default'],
  ['class A {}; export type { A }', 'A'],
  ["import type { A } from 'lab'; export { A }", 'A'],
  ["import { type A } from 'lab'; export { A }", 'A'],
  ["export type { A } from 'lab'; export { type B } from 'lab'", 'A B'],
  ["export type * as A from 'lab'", 'A'],
])('X6: %s exports types', (source, names) => {
  const { exports, returned } = shapeOf(source);
  expect(exports.map(({ name }) => name).join(' ')).toBe(names);
  expect(exports.every(({ kind }) => kind === 'type')).toBe(true);
  expect(returned).toEqual([]);
});

test.each([
  ['a type and a value of one name', 'type A = string; const A = 1; export { A }'],
  ['overloads and their function', 'function A(): void; function A() {}; export { A }'],
])('X6: %s are exported as a value', (_, source) => {
  expect(shapeOf(source).returned).toEqual([{ name: 'A', local: 'A' }]);
});

test.each([
  ["export { a as b } from 'lab'", [{ name: 'b', kind: 'value', from: [0, 'a'] }]],
  ["import { a } from 'lab'; export { a as b }", [{ name: 'b', kind: 'value', from: [0, 'a'] }]],
  ["export { a as b }; import { a } from 'lab'", [{ name: 'b', kind: 'value', from: [0, 'a'] }]],
  ["import type A from 'lab'; export type { A }", [{ name: 'A', kind: 'type', from: [0, 'default'] }]],
  ["import * as a from 'lab'; export { a }", [{ name: 'a', kind: 'value' }]],
])('X6: %s says where its export comes from', (source, exports) => {
  expect(shapeOf(source).exports).toEqual(exports);
});

test('X6a: export * of values and of types are stars, and only that of values is returned', () => {
  expect(shapeOf("import 'test'; export * from 'lab'; export type * from 'schema'")).toMatchObject({
    stars: [1, 2],
    returnedStars: [1],
    exports: [],
  });
});

test.each([
  ['export default 1\nexport default class A {}', 'default', 2, 1],
  ['let a; export { a, a }', 'a', 1, 20],
  ['export { a }\nexport let a', 'a', 2, 8],
  ["export { a } from 'lab'\nexport { a } from 'test'", 'a', 2, 10],
  ["export let a\nexport * as a from 'lab'", 'a', 2, 13],
])('X6: one name for two values is a mistake: %s', (source, name, line, column) => {
  expect(errorOf(() => shapeOf(source))).toEqual({
    code: 'syntax',
    place: { file: 'cell.ts', line, column },
    data: { reason: 'exported-twice', name },
  });
});

test.each([
  ['const a = 1, b = 2', ['a', 'b']],
  ['let { a, b: { c }, ...d } = e', ['a', 'c', 'd']],
  ['let [a, , b = 1, ...[c]] = d', ['a', 'b', 'c']],
  ['function a(b) {}', ['a']],
  ['class A { b = 1 }', ['A']],
  ['interface A {}', ['A']],
  ['type A = string', ['A']],
  ['a = 1', []],
])('the names that %s declares', (source, names) => {
  const [statement] = parseCell('cell.ts', source)['body'] as Parameters<typeof declaredNames>[0][];
  expect(declaredNames(statement!)).toEqual(names);
});

test('a member on the left of an assignment brings no name', () => {
  const [statement] = parseCell('cell.ts', '[a.b, c] = d')['body'] as {
    expression: { left: Parameters<typeof namesInPattern>[0] };
  }[];
  expect(namesInPattern(statement!.expression.left)).toEqual(['c']);
});
