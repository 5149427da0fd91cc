/** A lesson is held to what it says: how its cells end, and what its answers come to. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkLesson } from '../../src/authoring/check-lesson/check-lesson.ts';
import { lineOf } from '../../src/authoring/check-lesson/finding.ts';
import { FORMS } from '../authoring/forms-lesson.ts';
import { lessonsFolder } from '../authoring/lessons-folder.ts';

/** The name under which the course has its second lesson. */
const ID = 'facts-in-the-past-tense';
const FOLDER = `02-${ID}`;

/** The lines of what is found in the lesson with every form, where `changes` are made to its files. */
async function check(
  changes: Readonly<Record<string, string>> = {},
  shared: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const files = Object.entries({ ...FORMS, ...changes }).map(([name, text]) => [
    `${FOLDER}/${name}`,
    text.replace('id: forms', `id: ${ID}`),
  ]);
  const root = lessonsFolder({ ...(Object.fromEntries(files) as Record<string, string>), ...shared });
  const lines: string[] = [];
  await checkLesson(join(root, FOLDER), process.cwd(), (finding) => lines.push(lineOf(finding)));
  // What stands before the folder is another path each time.
  return lines.map((line) => line.replace(/ \S*?02-facts-in-the-past-tense\/?/, ' '));
}

const wrongIn = async (changes: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  (await check(changes)).filter((line) => !line.startsWith('✓'));

const body = (text: string) => `export const total = (amounts: readonly number[]): number => ${text};\n`;

test('a lesson of which everything is right', async () => {
  expect(await check()).toEqual([
    '✓  is read: 5 cells',
    '✓ sum.ts ends done',
    '✓ table.ts ends done',
    '✓ events.ts ends done',
    '✓ questions.ts ends done',
    '✓ exercise.ts ends done',
    '✓ en.md:15:1 asks what sum.ts exports as balance: 200',
    '✓ ko.md:15:1 asks what sum.ts exports as balance: 200',
    '✓ exercise.ts is not through yet, as it should be',
    '✓ exercise.solution.ts passes every check',
    '✓ exercise.wrong-empty.ts is caught by "empty"',
    '✓ exercise.wrong-first.ts is caught by "total"',
    '✓  has no type errors',
  ]);
});

describe('is refused, with its place and what is wrong:', () => {
  test('a solution that does not pass', async () => {
    const [line, ...rest] = await wrongIn({ 'exercise.solution.ts': body('amounts.length') });
    expect(line).toMatch(/^✗ exercise\.check\.ts:5:\d+ exercise\.solution\.ts does not pass "total": .+$/);
    expect(rest).toEqual([]);
  });

  test('in the words that the lesson has for it', async () => {
    const told = 'total adds up every amount';
    const inWords = (text: string) =>
      text.replace(/total: (.*)\n/, `total: { asks: '$1', otherwise: '합이 {actual}, sum {actual} not {expected}' }\n`);
    expect(FORMS['en.md']).toContain(told);
    const lines = await wrongIn({
      'en.md': inWords(FORMS['en.md']!),
      'ko.md': inWords(FORMS['ko.md']!),
      'exercise.solution.ts': body('amounts.length'),
    });
    expect(lines.join('\n')).toMatch(/does not pass "total": 합이 1, sum 1 not 0/);
  });

  test('a question whose answer is not what its cell exports', async () => {
    const lines = await wrongIn({ 'sum.ts': FORMS['sum.ts']!.replace('300', '400') });
    expect(lines).toEqual(
      ['en.md', 'ko.md'].map(
        (file) =>
          `✗ ${file}:23:7 marks 200 as right, but sum.ts exports balance = 300. Write 300 there, or mend the cell.`,
      ),
    );
  });

  test('a question of which another choice is what its cell exports', async () => {
    const lines = await wrongIn({ 'sum.ts': FORMS['sum.ts']!.replace('300', '700') });
    expect(lines[0]).toBe(
      '✗ en.md:23:7 marks 200 as right, but sum.ts exports balance = 600. Mark 600, or mend the cell.',
    );
  });

  test('a question whose right choice says more than the value', async () => {
    const more = (text: string) => text.replace('- [x] 200', '- [x] 200 euros');
    const [line] = await wrongIn({ 'en.md': more(FORMS['en.md']!), 'ko.md': more(FORMS['ko.md']!) });
    expect(line).toBe(
      '✗ en.md:23:7 marks 200 euros as right, but sum.ts exports balance = 200. The right choice is the value and nothing else.',
    );
  });

  test('a solution that throws when it is run', async () => {
    const lines = await wrongIn({ 'exercise.solution.ts': `${body('0')}throw new Error('not here');\n` });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      /^✗ exercise\.solution\.ts:2:\d+ is meant to end done, but ended with an error: .*not here/,
    );
  });

  test('a starter that is through already', async () => {
    const lines = await wrongIn({ 'exercise.ts': FORMS['exercise.solution.ts']! });
    expect(lines).toEqual([
      '✗ exercise.ts passes every check before anyone has written a line: leave something to do, or ask for more.',
    ]);
  });

  test('a wrong answer that passes', async () => {
    const right = FORMS['exercise.solution.ts']!;
    expect(await wrongIn({ 'exercise.wrong-first.ts': `// Caught by "total".\n${right}` })).toEqual([
      '✗ exercise.wrong-first.ts:1:1 passes "total". Let the check ask for what is wrong here, or name another one in the first line.',
    ]);
  });

  test('a wrong answer that another check catches', async () => {
    const wrong = FORMS['exercise.wrong-first.ts']!.replace('"total"', '"empty"');
    const lines = await wrongIn({ 'exercise.wrong-first.ts': wrong });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('passes "empty", and is caught by "total". ');
  });

  test('a cell that ends otherwise', async () => {
    const lines = await wrongIn({
      'table.ts': "export const table = { balance: 200 };\nthrow new Error('no table');\n",
    });
    expect(lines).toEqual([
      expect.stringMatching(
        /^✗ table\.ts:2:\d+ is meant to end done, but ended with an error: .*no table.* ends="error"\.$/,
      ),
      ...['events.ts', 'questions.ts', 'exercise.ts'].map(
        (file) => `✗ ${file} was not run, because table.ts does not come to its end.`,
      ),
    ]);
  });

  test('a cell that is to end with an error, and does not', async () => {
    const ending = (text: string) => text.replace('panel="events"}', 'panel="events" ends="error"}');
    expect(await wrongIn({ 'en.md': ending(FORMS['en.md']!), 'ko.md': ending(FORMS['ko.md']!) })).toEqual([
      '✗ sum.ts is meant to end error, but came to its end. Mend the cell; or, where that is meant, ends="done".',
    ]);
  });

  test('a cell that does not come to its end, and not the question about it besides', async () => {
    const lines = await wrongIn({ 'sum.ts': `${FORMS['sum.ts']!}throw new Error('no sum');\n` });
    expect(lines.filter((line) => !line.includes('was not run'))).toEqual([
      expect.stringContaining('sum.ts:3:7 is meant to end done, but ended with an error: Error: no sum.'),
    ]);
  });

  test('files that nothing uses, as where a directive has lost its colons', async () => {
    const stray = (text: string) =>
      text.replace('::cell{file="sum.ts"', 'cell{file="sum.ts"').replace(/:::predict[^]*?\n:::\n/, '');
    const lines = await wrongIn({
      'en.md': stray(FORMS['en.md']!),
      'ko.md': stray(FORMS['ko.md']!),
      'exercise.worng-last.ts': FORMS['exercise.wrong-first.ts']!,
      'sum.check.ts': '',
      'table.check.ts': '',
      'other.solution.ts': '',
      'events.ts': "import { ten } from './ten.ts';\nexport const events = [300, 100, -200];\nten satisfies 10;\n",
      'ten.ts': 'export const ten = 10;\n',
      'circle.svg': FORMS['time-line.svg']!,
    });
    expect(lines.slice(0, 5)).toEqual([
      '✗ circle.svg is shown by no text. Add ![what it shows](./circle.svg), or remove the file.',
      '✗ exercise.worng-last.ts is no part of an exercise by its name. Call it exercise.wrong-….ts, exercise.solution.ts or exercise.check.ts, or remove the file.',
      '✗ other.solution.ts belongs to no exercise: there is no other.ts. Give it the name of its exercise, or remove the file.',
      '✗ sum.ts is shown by no directive. Add ::::exercise{file="sum.ts"}, or remove the file.',
      '✗ table.check.ts is used by nothing: table.ts is no exercise. Add ::::exercise{file="table.ts"}, or remove the file.',
    ]);
    expect(lines.join('\n')).not.toContain('ten.ts is shown');
  });

  test('a cell that is shown by no directive', async () => {
    expect(await wrongIn({ 'spare.ts': '1;\n' })).toEqual([
      '✗ spare.ts is shown by no directive. Add ::cell{file="spare.ts"}, or remove the file.',
    ]);
  });

  test('a line that is too long, also in a solution', async () => {
    const long = `const wide = '${'a'.repeat(80)}';\nwide satisfies string;\n`;
    expect(await wrongIn({ 'exercise.solution.ts': FORMS['exercise.solution.ts']! + long })).toEqual([
      '✗ exercise.solution.ts:4 has 96 characters; a line has at most 78.',
    ]);
  });

  describe('what a sentence in the head names:', () => {
    const CHECKS = `import { any, expect, law, test } from 'test';
import { total } from './exercise.ts';

law('total', any.list(any.integer()), (amounts) => {
  const events = amounts.map((amount) => ({ type: 'MoneyDeposited', data: { amount } }));
  expect(total(amounts), { events }).toBe(amounts.reduce((sum, amount) => sum + amount, 0));
});

test('empty', () => expect(total([])).toBe(0));
`;
    /** What is found where the two sentences are these. */
    const naming = (otherwise: string, words: string) => {
      const withHead = (text: string) =>
        text
          .replace(/total: (.*)\n/, `total: { asks: '$1', otherwise: '${otherwise}: 합이 달라요.' }\n`)
          .replace('checks:\n', `${words}checks:\n`);
      const [en, ko] = [FORMS['en.md']!, FORMS['ko.md']!].map(withHead) as [string, string];
      return wrongIn({ 'en.md': en, 'ko.md': ko, 'exercise.check.ts': CHECKS });
    };
    const inBoth = (says: string) => ['en.md', 'ko.md'].map((file) => `✗ ${file}:${says}`);

    test('values that the check tells', async () => {
      expect(await naming('{events}, {actual}, {expected}', "words: { MoneyDeposited: '{amount} 입금' }\n")).toEqual(
        [],
      );
    });

    test('a value that the check does not tell', async () => {
      expect(await naming('{event}', "words: { MoneyDeposited: '{amount} 입금' }\n")).toEqual(
        inBoth('8 "otherwise" of total names {event}; the check tells: events, actual, expected, value.'),
      );
    });

    test('a property that the event does not have', async () => {
      expect(await naming('{events}', "words: { MoneyDeposited: '{amuont} 입금' }\n")).toEqual(
        inBoth('6 "words" of MoneyDeposited names {amuont}; the event has: amount.'),
      );
    });

    test('an event without words', async () => {
      const says = `"words" has no MoneyDeposited, which total tells in {events}: MoneyDeposited: '…'.`;
      expect(await naming('{events}', '')).toEqual(inBoth(`7 ${says}`));
      expect(await naming('{events}', "words: { MoneyWithdrawn: '{amount} 출금' }\n")).toEqual(inBoth(`6 ${says}`));
    });
  });

  test('a type error', async () => {
    const [line, ...rest] = await wrongIn({
      'table.ts': 'export const table: { balance: string } = { balance: 200 };\n',
    });
    expect(line).toMatch(/^✗ table\.ts:1:\d+ TS2322: /);
    expect(rest).toEqual([]);
  });

  test('a text with a mistake, and the types besides', async () => {
    const lines = await wrongIn({
      'en.md': FORMS['en.md']!.replace('sum.ts" panel', 'some.ts" panel'),
      'table.ts': 'export const table: { balance: string } = { balance: 200 };\n',
    });
    expect(lines).toEqual([
      expect.stringMatching(/^✗ (?:en|ko)\.md:\d+:\d+ \S/),
      expect.stringMatching(/^✗ table\.ts:1:\d+ TS2322: /),
    ]);
  });

  test('a glossary with a mistake', async () => {
    const lines = await check({}, { 'glossary.yaml': '- id: log\n  en: log\n' });
    expect(lines.filter((line) => !line.startsWith('✓'))).toEqual([expect.stringContaining('glossary.yaml:1:3 ')]);
  });

  test('a lesson that the course does not have', async () => {
    const head = (text: string) => text.replace('id: forms', 'id: other');
    const lines = await wrongIn({ 'en.md': head(FORMS['en.md']!), 'ko.md': head(FORMS['ko.md']!) });
    expect(lines).toEqual([expect.stringContaining('Lesson 2 is "facts-in-the-past-tense" here, and "other" in ')]);
  });
});
