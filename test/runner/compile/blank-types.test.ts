/** Types out, everything else where it was: one line in, one line out. */
import { expect, test } from 'vitest';
import { parseCell } from '../../../src/runner/compile/ast.ts';
import { blankTypes } from '../../../src/runner/compile/blank-types.ts';
import { Edits } from '../../../src/runner/compile/edits.ts';

function blanked(source: string): string {
  const edits = new Edits(source);
  const joints = blankTypes(parseCell('cell.ts', source), source, edits, () => false);
  for (const end of joints) edits.insert(end, ';');
  return edits.finish().text;
}

test.each([
  ['a type of a variable', 'let a: A = 1;', 'let a    = 1;'],
  ['a definite assignment', 'let a!: A;', 'let a    ;'],
  ['types of parameters', 'function f(a: A, b?: B, c?, ...d: D[]) {}', 'function f(a   , b    , c , ...d     ) {}'],
  ['a return type', 'function f(): A { return 1 }', 'function f()    { return 1 }'],
  ['type parameters', 'function f<T>(a: T) {}', 'function f   (a   ) {}'],
  ['a this parameter', 'function f(this: A, b: B) {}', 'function f(         b   ) {}'],
  ['a this parameter on its own', 'function f(this: A) {}', 'function f(       ) {}'],
  ['as', 'f(a as A, b as const);', 'f(a     , b         );'],
  ['satisfies', 'f(a satisfies A);', 'f(a            );'],
  ['an exclamation mark', 'a!.b![0]!;', 'a .b [0] ;'],
  ['type arguments', 'f<A>(new B<C>());', 'f   (new B   ());'],
  ['an instantiation', 'const a = f<A>;', 'const a = f   ;'],
  ['an interface', 'interface A { a: string }', ';                        '],
  ['a type', 'type A = string;', ';               '],
  ['a declaration', 'declare const a: string;', ';                       '],
  ['an overload', 'function f(): void; function f() {}', ';                   function f() {}'],
  ['what a class implements', 'class A extends B<C> implements D, E {}', 'class A extends B                    {}'],
  ['an abstract class', 'abstract class A { abstract a: A; b = 1 }', '         class A { ;              b = 1 }'],
  ['an index signature', 'class A { [key: string]: A; b = 1 }', 'class A { ;                 b = 1 }'],
  [
    'modifiers',
    'class A { private readonly a = 1; static readonly b = 2 }',
    'class A { ;                a = 1; static          b = 2 }',
  ],
  ['a declared field', 'class A { declare a: A; b?: B; c!: C; }', 'class A { ;             b    ; c    ; }'],
])('X6: %s leaves blanks', (_, source, left) => {
  expect(blanked(source)).toBe(left);
});

test.each([
  ['behind as', 'const a = b as A\n(c)', 'const a = b     ;\n(c)'],
  ['behind satisfies', 'const a = b satisfies A\n[c]', 'const a = b            ;\n[c]'],
  ['behind as inside a function', 'function f() { a as A\n(b) }', 'function f() { a     ;\n(b) }'],
  ['behind as inside a case', 'switch (a) { case 1: b as A\n(c) }', 'switch (a) { case 1: b     ;\n(c) }'],
  ['in place of a type', 'a = b\ntype A = B\n(c)', 'a = b\n;         \n(c)'],
  ['in place of a modifier', 'class A { a = b\nreadonly [c] = 1 }', 'class A { a = b\n;        [c] = 1 }'],
  ['behind a field called get', 'class A { get: A\nb() {} }', 'class A { get   ;\nb() {} }'],
  ['behind a field called static', 'class A { static?: A\nb() {} }', 'class A { static    ;\nb() {} }'],
])('X6: a semicolon %s keeps two statements apart', (_, source, left) => {
  expect(blanked(source)).toBe(left);
});

test.each([
  ['behind as', 'const a = b as A;\n(c)', 'const a = b     ;\n(c)'],
  ['where the statement goes on', 'const a = (b as A)\n(c)', 'const a = (b     )\n(c)'],
  ['behind a value', 'class A { a: A = 1\nb() {} }', 'class A { a    = 1\nb() {} }'],
  ['without a type', 'class A { get\n*b() {} }', 'class A { get\n*b() {} }'],
])('X6: no semicolon is added %s where none is needed', (_, source, left) => {
  expect(blanked(source)).toBe(left);
});

test.each([
  ['a return type on its own line', '(a):\nA => b', '(a  \n  )=> b'],
  ['a return type behind a line break', '(a)\n: A => b', '(a \n    )=> b'],
  ['type parameters behind async', 'a(async <\nT>(b) => c)', 'a(async (\n   b) => c)'],
  ['type parameters behind return', '() => { return <\nT>(b: T) => c }', '() => { return (\n   b   ) => c }'],
  ['type parameters before a line break', '() => { return <T,>\n(b) => c }', '() => { return (   \n b) => c }'],
])('X6: brackets of an arrow function move when %s would tear it', (_, source, left) => {
  expect(blanked(source)).toBe(left);
});

test.each([
  ['before a line break', '() => { return <A>\nb }', '() => { return (  \nb) }'],
  ['of an object', '() => <A>{ a: 1 }', '() => (  { a: 1 })'],
  ['of brackets', 'a = <A>(b, c)', 'a = (  (b, c))'],
  ['of a value that is sure', '() => { return <A>\nb!\n}', '() => { return (  \nb );\n}'],
])('X6: a type assertion %s becomes brackets', (_, source, left) => {
  expect(blanked(source)).toBe(left);
});

test.each([
  ['in a parameter', "(a = '//'):\nA => b", "(a = '//'  \n  )=> b"],
  ['in the head of a class', "class A extends b('//') implements C {}", "class A extends b('//')              {}"],
])('X6: what looks like a comment %s is none', (_, source, left) => {
  expect(blanked(source)).toBe(left);
});

test.each([
  ['before as', '(a /* ) */ as A).b', '(a             ).b'],
  ['behind a bracket', '(a) /* ) */ as A', '(a)             ;'],
  ['before a question mark', 'function f(a /* ? */ ?: A) {}', 'function f(a /* ? */     ) {}'],
  ['before an exclamation mark', 'let a /* ! */ !: A', 'let a /* ! */     '],
  ['in a field', 'class A { a /* ? */ ?: A }', 'class A { a /* ? */     ; }'],
  ['behind a this parameter', 'function f(this: A /* , */, b) {}', 'function f(        /* , */  b) {}'],
  ['behind implements', 'class A implements /* implements */ B {}', 'class A                               {}'],
  ['between modifiers', 'class A { static /* readonly */ readonly a }', 'class A { static /* readonly */          a }'],
  ['before a return type', '(a /* ) */) /* => */:\nA /* => */ => b', '(a /* ) */  /* => */ \n  /* => */ )=> b'],
  ['behind type parameters', 'a(async <T>/* ( */\n(b) => c)', 'a(async (  /* ( */\n b) => c)'],
])('X6: brackets, marks and words in a comment %s mean nothing', (_, source, left) => {
  expect(blanked(source)).toBe(left);
});
