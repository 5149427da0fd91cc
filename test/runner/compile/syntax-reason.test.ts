/** What the ways of getting TypeScript wrong are called. */
import { expect, test } from 'vitest';
import type { SyntaxReason } from '#errors';
import { en, ko } from '#i18n';
import { compileCell } from '#runner/compile';
import { errorOf } from './error-of.ts';

/** For each reason, cells that are refused for it, and the name that is meant. */
const CELLS: Readonly<Record<SyntaxReason, readonly (readonly [source: string, name?: string])[]>> = {
  'text-ends': [['const items = [1, 2'], ['function total() {\n  return 1;\n'], ['add(1, ('], ['export type']],
  unexpected: [
    ['const = 2', '='],
    ['const a = [1 2]', '2'],
    ['if (a) { } }', '}'],
    ['1 + * total', '*'],
    ['a §', '§'],
  ],
  'string-open': [["const name = 'Ada"], ['log("one\n")']],
  'template-open': [['`Ada'], ['`Ada ${name}']],
  'comment-open': [['1; /* one']],
  'expression-open': [['const a = /one']],
  'reserved-word': [
    ['const class = 1', 'class'],
    ['const let = 1', 'let'],
  ],
  'declared-twice': [
    ['const a = 1; const a = 2', 'a'],
    ['class A { constructor() {} constructor() {} }', ''],
    ['(a, a) => a', ''],
  ],
  'exported-twice': [['const a = 1; export { a }; export { a }', 'a']],
  'export-missing': [['export { a }', 'a']],
  'not-assignable': [['1 = a'], ['f() = 1'], ['a?.b = 1']],
  'value-missing': [['const a;'], ['const a'], ['let { a };']],
  'value-behind-type': [['const a = <string>;']],
  'await-outside': [['function a() { await b }'], ['function a() { await b(); }']],
  'return-outside': [['return 1']],
  'jump-outside': [
    ['break', 'break'],
    ['if (a) { continue }', 'continue'],
  ],
  'super-outside': [['super()'], ['class A { constructor() { super() } }'], ['super.a']],
  'import-inside': [['if (a) { export const b = 1 }'], ["{ import 'lab' }"]],
  number: [['1a'], ['1__0'], ['0x']],
  escape: [[String.raw`'\u{'`], [String.raw`'\x'`]],
  'mixed-operators': [['a ?? b || c']],
  'catch-missing': [['try { a() }']],
  'throw-alone': [['throw\nnew Error()']],
  'rest-not-last': [['const [...a, b] = c'], ['function f(...a, b) {}']],
  'private-unknown': [['class A { b() { return this.#c } }', 'c']],
  'default-in-object': [['const a = { b = 1 }']],
  'type-after-default': [['function f(a = 1: number) {}']],
  'list-empty': [['class A extends B<> {}'], ['type A<> = 1']],
  pattern: [['/(/'], ['/a/gg']],
  other: [['interface A { private b: 1 }'], ['class A { abstract b() {} }']],
};

test.each(Object.entries(CELLS))('X6: %s', (reason, cells) => {
  for (const [source, name = ''] of cells) {
    const error = errorOf(() => compileCell('cell.ts', source));
    expect(error?.code, source).toBe('syntax');
    const data = { ...error?.data } as Readonly<Record<string, string>>;
    expect([data['reason'], data['name'] ?? ''], source).toEqual([reason, name]);
  }
});

test('X6: each reason has words of its own in both languages, and Korean ones have none of the parser', () => {
  for (const { errors } of [en, ko]) {
    const told = Object.keys(CELLS).map(
      (reason) => errors.syntax({ reason, name: 'a', detail: 'Something else' }).what,
    );
    expect(new Set(told).size).toBe(told.length);
  }
  for (const reason of Object.keys(CELLS))
    expect(ko.errors.syntax({ reason, name: '', detail: 'Something else' }).what).not.toContain('Something');
});
