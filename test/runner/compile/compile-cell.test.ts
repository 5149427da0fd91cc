/** What a compiled cell does when it is called. */
import { describe, expect, test } from 'vitest';
import { compileCell } from '#runner/compile';
import { originalColumn } from '../../../src/runner/compiled-cell.ts';
import { errorOf } from './error-of.ts';
import { evaluate, evaluateLinked, factoryOf } from './evaluate.ts';

describe('values', () => {
  test('X14: values of expression statements are reported with the line where the statement begins', async () => {
    const { values } = await evaluate("1 + 1\n\n'b'; 'c'\n;[\n  3,\n].length");
    expect(values).toEqual([
      [1, 2],
      [3, 'b'],
      [3, 'c'],
      [4, 1],
    ]);
  });

  test('X14: undefined is reported like any other value', async () => {
    expect((await evaluate('undefined\nvoid 0')).values).toEqual([
      [1, undefined],
      [2, undefined],
    ]);
  });

  test('X14: a promise that is not awaited is the value', async () => {
    const { values } = await evaluate('Promise.resolve(1)\nawait Promise.resolve(2)');
    expect(values).toEqual([
      [1, expect.any(Promise)],
      [2, 2],
    ]);
  });

  test('X14: only statements at the top have values', async () => {
    const { values } = await evaluate('function f() { 1; return 2 }\nif (true) { 3 }\nf()');
    expect(values).toEqual([[3, 2]]);
  });

  test('X6a: a first line that looks like a directive shows no value', async () => {
    const { values } = await evaluate("'use strict'\n'a'\n;('b')\n'c'");
    expect(values).toEqual([
      [3, 'b'],
      [4, 'c'],
    ]);
  });

  test('X14: objects, lists of values, assignments and anonymous functions are values', async () => {
    const { values } = await evaluate("let a;\n({ b: 1 });\n1, 2\na = 3;\n(function () { return 'f' })();\n`t${a}`");
    expect(values).toEqual([
      [2, { b: 1 }],
      [3, 2],
      [4, 3],
      [5, 'f'],
      [6, 't3'],
    ]);
  });

  test('X14: values stand beside their lines whatever the lines end with', async () => {
    const { values } = await evaluate('1\r\n2\r3\u20284');
    expect(values.map(([line]) => line)).toEqual([1, 2, 3, 4]);
  });
});

describe('the factory', () => {
  test('X6a: every call starts with fresh variables', async () => {
    const factory = await factoryOf('let count = 0; export const next = () => ++count;');
    const first = (await factory([])) as { next(): number };
    const second = (await factory([])) as { next(): number };
    expect([first.next(), first.next(), second.next()]).toEqual([1, 2, 1]);
  });

  test('X6a: imports are handed in', async () => {
    const source =
      "import byDefault, { a, b as c, 'a string' as d, default as e } from 'x'\nimport * as y from 'y'\n[byDefault, a, c, d, e, y]";
    const y = { all: true };
    const { values } = await evaluate(source, { default: 1, a: 2, b: 3, 'a string': 4 }, y);
    expect(values).toEqual([[3, [1, 2, 3, 4, 1, y]]]);
  });

  test('X6a: imports are there before the line that names them, and functions too', async () => {
    const { values } = await evaluate("f()\nfunction f() { return a }\nimport { a } from 'x'", { a: 1 });
    expect(values).toEqual([[1, 1]]);
  });

  test('X6a: an imported name cannot be assigned', async () => {
    await expect(evaluate("import { a } from 'x'; a = 2", { a: 1 })).rejects.toThrow(TypeError);
  });

  test('X6a: exports are what they are when the cell has come to its end', async () => {
    const source =
      'export const a = await 1; export function b() { return a }\nexport class C {}\nexport const { d, e: [f] } = { d: 2, e: [3] }';
    const { exports } = await evaluate(source);
    expect(exports).toEqual({ a: 1, b: expect.any(Function), C: expect.any(Function), d: 2, f: 3 });
  });

  test('X6a: exports can have other names', async () => {
    const { exports } = await evaluate("const a = 1; export { a as b, a as 'a string', a as default }");
    expect(exports).toEqual({ b: 1, 'a string': 1, default: 1 });
  });

  test('X6a: an export called __proto__ is a name like any other', async () => {
    const { exports } = await evaluate('const a = 1; export { a as __proto__ }');
    expect(Object.entries(exports)).toEqual([['__proto__', 1]]);
    const passedOn = await evaluate("export * from 'x'; export { __proto__ as b } from 'x'", exports);
    expect(Object.entries(passedOn.exports)).toEqual([
      ['__proto__', 1],
      ['b', 1],
    ]);
  });

  test('X6a: this is undefined', async () => {
    expect((await evaluate('[this]')).values).toEqual([[1, [undefined]]]);
  });

  test('X6a: a cell waits at its top', async () => {
    const { values } = await evaluate(
      'const later = (n: number): Promise<number> => new Promise((done) => setTimeout(done, 1, n))\nawait later(1)\nfor await (const n of [later(2)]) n;\n(await later(3)) as number',
    );
    expect(values).toEqual([
      [2, 1],
      [4, 3],
    ]);
  }, 1_000);

  test.each([
    ['a cell that ends in a line comment', '1 // done'],
    ['a cell that ends in a comment behind a semicolon', '1; // done'],
    ['a cell with a comment before its semicolon', '1 // done\n;'],
    ['a cell that ends in a type', '1\ntype A = string'],
    ['a cell that begins as a script for a shell', '#!/bin/sh\n1'],
    ['a cell that begins with a byte order mark', '\ufeff1'],
  ])('X6a: %s runs to its end', async (_, source) => {
    const { values } = await evaluate(source);
    expect(values.map(([, value]) => value)).toEqual([1]);
  });

  test.each([
    ['an empty cell', ''],
    ['a cell with nothing but a line break', '\n'],
    ['a cell with only types', 'type A = string\ninterface B { a: A }\nexport type { A, B }\nexport type C = A | B'],
    ['a cell with only a comment', '// nothing'],
  ])('X6a: %s exports nothing and shows nothing', async (_, source) => {
    expect(await evaluate(source)).toEqual({ exports: {}, values: [], thrown: [], rounds: [] });
  });

  test('X6a: names of the factory give way to names of the cell', async () => {
    const source = 'const $m = 1, $v = 2, $d = 3, $0$m = 4, $1$v = 5\n$m + $v + $d + $0$m + $1$v\nexport default $d';
    expect(await evaluate(source)).toMatchObject({ exports: { default: 3 }, values: [[2, 15]] });
  });

  test('X6a: names of the factory give way to names that are written as escapes', async () => {
    const source =
      String.raw`const \u0024m = 1, \u{24}v = 2, \u{0024}d = 3` + '\nexport { \\u0024m as sum }; [\\u{24}v]';
    expect(await evaluate(source)).toMatchObject({ exports: { sum: 1 }, values: [[2, [2]]] });
  });

  test('X9: a compiled cell is plain data that can ship with a page', () => {
    const cell = compileCell(
      'cell.ts',
      "import { a } from 'lab'; export * from 'test'; export { a as b }; a as string\n(a)",
    );
    expect(JSON.parse(JSON.stringify(cell))).toEqual(cell);
  });

  test('X6a: an exported name that is assigned later is refused', () => {
    expect(errorOf(() => compileCell('cell.ts', 'let a = 1\nexport { a as b }\nsetTimeout(() => { a = 2 })'))).toEqual({
      code: 'exported-binding-assigned',
      place: { file: 'cell.ts', line: 3, column: 20 },
      data: { name: 'a' },
    });
  });
});

describe('default exports', () => {
  test.each([
    ['a value', 'export default 1 + 1', 2],
    ['a value in brackets', 'export default (1, 2);', 2],
    ['an object in brackets', 'export default ({ a: 1 } as object)', { a: 1 }],
    ['a type assertion', 'export default <object>{ a: 1 }', { a: 1 }],
    ['a value behind comments', 'export /* default */ default /* 0 */ 1 // 2', 1],
    ['a name', 'const a = 1; export default a; 2', 1],
    ['an awaited value', 'export default await Promise.resolve(1)', 1],
  ])('X6a: %s is exported', async (_, source, value) => {
    expect((await evaluate(source)).exports).toEqual({ default: value });
  });

  test.each([
    ['a function', 'export default function () {}', 'default'],
    ['an arrow function', 'export default () => {}', 'default'],
    ['a generic arrow function over two lines', 'export default async <\nT>(a: T) => {}', 'default'],
    ['a class', 'export default class<T> {}', 'default'],
    ['a named function', 'export default function f(this: void) {}', 'f'],
    ['a named class', 'export default class A {}', 'A'],
    ['an abstract class', 'export default abstract class A { abstract a: string }', 'A'],
    ['an overloaded function', 'export default function f(): void;\nexport default function f() {}', 'f'],
  ])('X6a: %s is exported with its name', async (_, source, name) => {
    const { exports } = await evaluate(source);
    expect((exports['default'] as { name: string }).name).toBe(name);
  });

  test('X6a: a named default export can be called before its line', async () => {
    expect((await evaluate('f()\nexport default function f() { return 1 }')).values).toEqual([[1, 1]]);
  });

  test.each([
    ['an interface', 'export default interface A { a: string }'],
    ['the name of a type', 'type A = string\nexport default A'],
    ['the name of an imported type', "import type { A } from 'x'\nexport default A"],
  ])('X6a: %s leaves nothing to return', async (_, source) => {
    expect((await evaluate(source)).exports).toEqual({});
  });
});

describe('exports of other modules', () => {
  test('X6a: names are passed on, under other names too', async () => {
    const { exports } = await evaluateLinked({
      'a.ts': 'export const a = 1; export default 2',
      'b.ts': "export { a, a as b, default, default as c } from './a.ts'",
    });
    expect(exports).toEqual({ a: 1, b: 1, default: 2, c: 2 });
  });

  test('X6a: export * passes on all but the default, and own names win', async () => {
    const { exports } = await evaluateLinked({
      'a.ts': 'export const a = 1, b = 2; export default 3',
      'b.ts': "export const b = 'own'; export * from './a.ts'",
    });
    expect(exports).toEqual({ a: 1, b: 'own' });
  });

  test('X6a: export * beside a default of its own', async () => {
    const { exports } = await evaluateLinked({
      'a.ts': 'export const a = 1; export default 2',
      'b.ts': "export * from './a.ts'; export * from './a.ts'; export default 3",
    });
    expect(exports).toEqual({ a: 1, default: 3 });
  });

  test('X6a: export * as gives one name to all, with the default', async () => {
    const { exports } = await evaluateLinked({
      'a.ts': 'export const a = 1; export default 2',
      'b.ts': "export * as all from './a.ts'; export * as default from './a.ts'",
    });
    expect(exports).toEqual({ all: { a: 1, default: 2 }, default: { a: 1, default: 2 } });
  });

  test('X6: types can be imported without the word type', async () => {
    const { exports } = await evaluateLinked({
      'a.ts': 'export type A = string; export interface B {}; export const c = 1',
      'b.ts': "import { A, B, c } from './a.ts'\nexport const d: A | B = c\nexport { A }",
    });
    expect(exports['d']).toBe(1);
  });

  test('X6: export type * and inline types bring no values', async () => {
    const { exports } = await evaluateLinked({
      'a.ts': 'export type A = string; export const b = 1',
      'b.ts':
        "export type * from './a.ts'; export type * as all from './a.ts'; export { type A as C, b as d } from './a.ts'",
    });
    expect(exports).toEqual({ d: 1 });
  });
});

describe('places', () => {
  test.each([
    ['in the first line, behind what the imports became', "import { a } from 'x'; a(); null!.b", 1, 35],
    ['behind a value in the same line', '1; 2; (null as any).b', 1, 21],
    ['behind brackets that moved', 'const f = (a: any):\n  void => a.b; f(null)', 2, 13],
    ['in a default export', '\n  export default (null as any).b', 2, 32],
  ])('X6: an error %s is where it was', async (_, source, line, column) => {
    const error = (await evaluate(source, { a() {} }).catch((thrown: unknown) => thrown)) as Error;
    const [, thrownLine, thrownColumn] = /data:text\/javascript,\S*?:(\d+):(\d+)\)?$/m.exec(error.stack!)!;
    const { shifts } = compileCell('cell.ts', source);
    expect(Number(thrownLine)).toBe(line);
    expect(originalColumn(shifts, line, Number(thrownColumn))).toBe(column);
  });
});
