/** Exported names that change later. */
import { expect, test } from 'vitest';
import { refuseAssignedExports } from '../../../src/runner/compile/assigned-exports.ts';
import { parseCell } from '../../../src/runner/compile/ast.ts';
import { errorOf } from './error-of.ts';

/** The column of the assignment to `a` that is refused; null when none is. */
function refusedColumn(source: string): number | null {
  const error = errorOf(() => refuseAssignedExports('cell.ts', parseCell('cell.ts', source), new Set(['a'])));
  if (error) expect(error).toMatchObject({ code: 'exported-binding-assigned', data: { name: 'a' } });
  return error && error.place.column;
}

test.each([
  ['an assignment', 'let a; a = 1', 8],
  ['an assignment with an operator', 'let a; a ??= 1', 8],
  ['an increment', 'let a; a++', 8],
  ['an increment in front', 'let a; --a', 10],
  ['an object pattern', 'let a; ({ b: a } = c)', 14],
  ['a short object pattern', 'let a; ({ a } = c)', 11],
  ['a short object pattern with a default', 'let a; ({ a = 1 } = c)', 11],
  ['an array pattern', 'let a; [b, [a]] = c', 13],
  ['a pattern with the rest', 'let a; [b, ...a] = c', 15],
  ['an object pattern with the rest', 'let a; ({ b, ...a } = c)', 17],
  ['a loop over values', 'let a; for (a of b);', 13],
  ['a loop over keys', 'let a; for (a in b);', 13],
  ['a loop with a pattern', 'let a; for ([a] of b);', 14],
  ['a function', 'let a; function f() { a = 1 }', 23],
  ['a function in a function', 'let a; const f = () => function () { return () => a++ }', 51],
  ['a default of a parameter', 'let a; function f(b = (a = 1)) {}', 24],
  ['a method', 'let a; class B { m() { a = 1 } }', 24],
  ['a static block', 'let a; class B { static { a = 1 } }', 27],
  ['as', 'let a; (a as A) = 1', 9],
  ['an exclamation mark', 'let a; a!++', 8],
  ['a type assertion', 'let a; (<A>a) = 1', 12],
  ['a block where a type has that name', 'let a; { type a = string; a = 1 }', 27],
  ['a function around one that has its own', 'let a; function f() { a = 1; function g() { var a } }', 23],
  ['a function around a static block', 'let a; function f() { a = 1; class B { static { var a } } }', 23],
  ['a function beside one that has its own', 'let a; (a) => { a = 1 }; () => { a = 2 }', 34],
])('X6a: an exported name is not assigned in %s', (_, source, column) => {
  expect(refusedColumn(source)).toBe(column);
});

test.each([
  ['its declaration gives it a value', 'let a = 1'],
  ['something in it is changed', 'let a = {}; a.b = 1; a.b.c++; [a.b] = [1]; ({ a: a.b } = c)'],
  ['a parameter has that name', 'let a; function f(a) { a = 1 }'],
  ['a parameter in a pattern has it', 'let a; (b, { c: [a], ...d }) => { a = 1 }'],
  ['the rest of the parameters has it', 'let a; (...a) => { a = [] }'],
  ['a variable of a block has it', 'let a; { let a; a = 1 }'],
  ['a function of a block has it', 'let a; { function a() {} a = 1 }'],
  ['a variable further down has it', 'let a; function f() { a = 1; if (b) { var a } }'],
  ['a variable of a loop has it', 'let a; for (let a = 0; a < 3; a++);'],
  ['a variable of a loop over values has it', 'let a; for (let [a] of b) { a = 1 }'],
  ['a variable of a switch has it', 'let a; switch (b) { case 1: let a; default: a = 2 }'],
  ['a caught error has it', 'let a; try { } catch (a) { a = 1 }'],
  ['a variable of a static block has it', 'let a; class B { static { if (b) { var a } a = 1 } }'],
  ['the function expression itself has it', 'let a; (function a() { a = 1 })'],
  ['a class expression has it', 'let a; (class a { m() { a = 1 } })'],
  ['another name is assigned', 'let a; let b = a; b = 1; ({ a: b } = c)'],
])('X6a: an exported name is left alone when %s', (_, source) => {
  expect(refusedColumn(source)).toBeNull();
});

test('X6a: a variable inside a function does not hide the name outside of it', () => {
  expect(refusedColumn('let a; function f() { var a; a = 1 }\na = 2')).toBe(1);
});
