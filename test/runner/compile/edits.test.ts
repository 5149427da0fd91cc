/** Changing a text without moving its lines. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { originalColumn } from '../../../src/runner/compiled-cell.ts';
import { Edits } from '../../../src/runner/compile/edits.ts';

test('blanks keep every kind of line break', () => {
  const edits = new Edits('a\nb\r\nc\rd\u2028e\u2029f');
  edits.blank(0, 12);
  expect(edits.finish()).toEqual({ text: ' \n \r\n \r \u2028 \u2029 ', shifts: [] });
});

test('what is written over a text stays, whether it is blanked before or after', () => {
  const edits = new Edits('type A = B');
  edits.blank(0, 4);
  edits.overwrite(0, ';');
  edits.overwrite(5, '(');
  edits.blank(4, 10);
  expect(edits.finish().text).toBe(';    (    ');
});

test('insertions at one place stand in the order in which they were made, and count as one shift', () => {
  const edits = new Edits('ab');
  edits.insert(1, 'x');
  edits.insert(1, 'yz');
  expect(edits.finish()).toEqual({ text: 'axyzb', shifts: [[1, 2, 3]] });
});

test('an insertion behind the last character is kept', () => {
  const edits = new Edits('a\n');
  edits.insert(2, 'b');
  expect(edits.finish()).toEqual({ text: 'a\nb', shifts: [[2, 1, 1]] });
});

test('the place of an insertion counts lines as JavaScript does', () => {
  const source = 'a\r\nb\rc\u2028d\ne';
  const places = ['a', 'b', 'c', 'd', 'e'].map((letter) => {
    const edits = new Edits(source);
    edits.insert(source.indexOf(letter), 'x');
    return edits.finish().shifts[0];
  });
  expect(places).toEqual([
    [1, 1, 1],
    [2, 1, 1],
    [3, 1, 1],
    [4, 1, 1],
    [5, 1, 1],
  ]);
});

test('every character that stays is found again in the column where it was', () => {
  const insertion = fc.record({
    at: fc.nat(),
    text: fc.string({ minLength: 1, maxLength: 5, unit: fc.constant('#') }),
  });
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ' ') }), fc.array(insertion), (source, insertions) => {
      const edits = new Edits(source);
      for (const { at, text } of insertions) edits.insert(at % (source.length + 1), text);
      const { text, shifts } = edits.finish();
      const found = text
        .split('')
        .flatMap((character, index) => (character === '#' ? [] : [[originalColumn(shifts, 1, index + 1), character]]));
      expect(found).toEqual(source.split('').map((character, index) => [index + 1, character]));
    }),
  );
});
