/** What the directives of a lesson must not say, each refused with the place where it is mended. */
import { describe, expect, it } from 'vitest';
import { FORMS } from './forms-lesson.ts';
import { both, edited, refusalOf } from './refusal-of.ts';

describe('a lesson with every form', () => {
  it('is read', () => {
    expect(refusalOf({})).toBe('nothing');
  });
});

describe('directives', () => {
  it.each<[string, () => Record<string, string | null>, string]>([
    ['an unknown one', () => edited('en.md', [':::note', ':::noet']), 'en.md:59:1 There is no directive "noet".'],
    [
      'an unknown key',
      () => edited('en.md', ['panel="events"', 'pannel="events"']),
      'en.md:31:1 ::cell: unknown key "pannel". There are: file, from, rerun, ends, panel, path, readonly, collapsed.',
    ],
    [
      'a key that is misspelt',
      () => edited('en.md', ['cell{file=', 'cell{fil=']),
      'en.md:31:1 ::cell has no "file". It has "fil"; did you mean "file"?',
    ],
    [
      'a key that is missing',
      () => edited('en.md', ['cell="sum.ts" answer', 'answer']),
      'en.md:15:1 :::predict has no "cell".',
    ],
    [
      'an unknown panel',
      () => edited('en.md', ['panel="events"', 'panel="weather"']),
      'en.md:31:1 ::cell: "panel" Invalid option',
    ],
    [
      'a container written as a leaf',
      () => edited('en.md', [':::note\nA note.\n:::', '::note']),
      'en.md:59:1 "note" is written :::note',
    ],
    ['a label', () => edited('en.md', [':::note', ':::note[Mind]']), 'en.md:59:1 "note" takes no text in brackets'],
    [
      'a label of a leaf',
      () => edited('en.md', ['::cell{', '::cell[Sum]{']),
      'en.md:31:1 "cell" takes no text in brackets',
    ],
    ['an empty box', () => edited('en.md', [':::note\nA note.\n', ':::note\n']), 'en.md:59:1 "note" is empty.'],
    [
      'one that is not closed',
      () => edited('en.md', ['Take care.\n:::', 'Take care.']),
      'en.md:63:1 "warning" is not closed: a line of ::: ends it.',
    ],
    [
      'one closed by what it holds',
      () => edited('en.md', ['::::exercise', ':::exercise']),
      'en.md:42:1 "hint" is not closed',
    ],
    [
      'colons that close nothing',
      () => edited('en.md', ['A note.\n:::', 'A note.\n:::\n\n:::']),
      'en.md:63:1 These colons close nothing',
    ],
    [
      'a hint outside an exercise',
      () => edited('en.md', [':::note', ':::hint']),
      'en.md:59:1 "hint" stands inside an exercise',
    ],
    [
      'a cell inside a box',
      () => edited('en.md', ['A note.', '::cell{file="sum.ts"}']),
      'en.md:60:1 "cell" stands by itself',
    ],
    [
      'a predict inside an exercise',
      () => edited('en.md', ['Complete', ':::predict{cell="sum.ts"}\nWhat?\n:::\n\nComplete']),
      'en.md:40:1 "predict" ',
    ],
    [
      'one that a language lacks',
      () => edited('ko.md', [':::note\n참고예요.\n:::\n', '']),
      'ko.md:60:1 ko.md lacks :::note before this (en.md:59).',
    ],
    [
      'the last one, which a language lacks',
      () => edited('ko.md', [':::warning\n조심하세요.\n:::\n', '']),
      'ko.md:65:1 ko.md lacks :::warning (en.md:63).',
    ],
    [
      'one that a language has more',
      () => edited('ko.md', ['![같은', ':::note\n하나 더.\n:::\n\n![같은']),
      'ko.md:67:1 en.md does not have :::note.',
    ],
    [
      'a file that is not there',
      () => ({ 'questions.ts': null }),
      'en.md:33:1 There is no questions.ts in this lesson.',
    ],
    ['a cell twice', () => both(['left="table.ts"', 'left="sum.ts"']), 'en.md:33:1 sum.ts stands on the page twice.'],
    [
      'collapsed lines that are no range',
      () => both(['panel="events"', 'collapsed="1..2"']),
      'en.md:31:1 ::cell: "collapsed" must be the first line and the last, such as 1-12',
    ],
    [
      'one collapsed line',
      () => both(['panel="events"', 'collapsed="2-2"']),
      'en.md:31:1 ::cell: "collapsed" must be two lines or more, the first before the last',
    ],
    [
      'collapsed lines that the cell lacks',
      () => both(['panel="events"', 'collapsed="1-3"']),
      'en.md:31:1 sum.ts has no line 3 to collapse: its last is 2.',
    ],
    [
      'collapsed lines that differ',
      () => ({
        ...edited('en.md', ['panel="events"', 'collapsed="1-2"']),
        'sum.ts': '1;\n2;\n3;\nexport const balance = 0;\n',
        ...edited('ko.md', ['panel="events"', 'collapsed="1-3"']),
      }),
      'ko.md:31:1 en.md has ::cell{file="sum.ts" collapsed="1-2"} here (en.md:31), and ko.md has ::cell{file="sum.ts" collapsed="1-3"}.',
    ],
    [
      'a cell that does not compile',
      () => ({ 'table.ts': 'const = 1;\n' }),
      'table.ts:1:7 does not compile: This is not TypeScript yet: "=" does not fit here. Look at this place',
    ],
  ])('%s', (_, changes, message) => {
    expect(refusalOf(changes())).toContain(message);
  });
});

describe('why', () => {
  it.each([
    ['without an answer', ':::why\nWhy?\n:::\n'],
    ['without a question', ':::why\n- one\n\nBecause.\n:::\n'],
    ['that is empty', ':::why\n:::\n'],
  ])('%s', (_, text) => {
    expect(refusalOf({ 'en.md': FORMS['en.md']! + text })).toContain('"why" is a paragraph that asks');
  });
});

describe('predict', () => {
  const REASON = '\n\n  300 and 100 come in, 200 go out.';
  it.each<[string, () => Record<string, string | null>, string]>([
    [
      'a cell of no lesson',
      () => both(['predict{cell="sum.ts"', 'predict{cell="other.ts"']),
      'en.md:15:1 other.ts is no cell of this lesson. There are: sum.ts, table.ts',
    ],
    [
      'a cell whose directive has lost its colons',
      () => both(['::cell{file="sum.ts"', 'cell{file="sum.ts"']),
      'en.md:15:1 sum.ts is no cell of this lesson. There are: table.ts, events.ts, questions.ts, exercise.ts. Add ::cell{file="sum.ts"}, as it is shown by no directive.',
    ],
    [
      'an answer that is no name',
      () => both(['answer="balance"', 'answer="a b"']),
      'en.md:15:1 :::predict: "answer" must be a name that the cell exports',
    ],
    [
      'an answer that is not exported',
      () => both(['answer="balance"', 'answer="amounts"']),
      'en.md:15:1 sum.ts exports no value "amounts".',
    ],
    [
      'no choices',
      () => edited('en.md', ['- [ ] 600', '- 600'], ['- [x] 200', '- 200'], ['- [ ] An', '- An']),
      'en.md:15:1 "predict" has no choices',
    ],
    [
      'no question',
      () => edited('en.md', ['What is `balance` after these three events?\n\nIt starts at **0**.\n\n', '']),
      'en.md:16:1 "predict" begins with its question',
    ],
    [
      'text behind the choices',
      () => edited('en.md', ['says.\n:::', 'says.\n\nAnd so on.\n:::']),
      'en.md:30:1 Nothing stands behind the choices: an explanation belongs to a choice, indented by two spaces. Or a ::: is missing above: this predict began in line 15.',
    ],
    ['a choice without a box', () => edited('en.md', ['- [ ] 600', '- 600']), 'en.md:20:1 A choice begins with - [ ]'],
    [
      'a choice without an explanation',
      () => edited('en.md', [REASON, '']),
      'en.md:23:1 This choice has no explanation',
    ],
    ['no right choice', () => edited('en.md', ['[x]', '[ ]']), 'en.md:20:1 No choice is right'],
    [
      'two right choices',
      () => edited('en.md', ['- [ ] An', '- [x] An']),
      'en.md:26:1 A second choice is marked as right',
    ],
  ])('%s', (_, changes, message) => {
    expect(refusalOf(changes())).toContain(message);
  });
});
