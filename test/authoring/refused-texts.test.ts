/** What the head, the headings and the exercises of a lesson's text must not say, each refused with the place where it is mended. */
import { describe, expect, it } from 'vitest';
import { FORMS } from './forms-lesson.ts';
import { both, edited, refusalOf } from './refusal-of.ts';

describe('the head', () => {
  it.each<[string, () => Record<string, string | null>, string]>([
    [
      'a key that is misspelt',
      () => edited('en.md', ['minutes:', 'minuts:']),
      'en.md:5:1 The head has no "minutes"; line 5 has "minuts".',
    ],
    ['a key that is missing', () => edited('en.md', ['title: Forms\n', '']), 'en.md:2:1 The head has no "title".'],
    [
      'a key that is missing inside another',
      () => edited('en.md', ['full: 10', 'fill: 10']),
      'en.md:5:21 "minutes" has no "full"; line 5 has "fill".',
    ],
    [
      'a colon in a text without quotes',
      () => edited('en.md', ['goal: you can see', 'goal: you: can see']),
      'en.md:4:7 Nested mappings are not allowed in compact mappings. Put the text in quotes: it has ": " in it.',
    ],
    [
      'what is no YAML otherwise',
      () => edited('en.md', ['core: 5,', 'core: [5,']),
      'en.md:5:31 Flow sequence in block collection must be sufficiently indented and end with a ].',
    ],
  ])('%s', (_, changes, message) => {
    expect(refusalOf(changes())).toBe(message);
  });
});

describe('headings', () => {
  /** Two sections, of which the texts have these headings. */
  const withHeadings = (en: readonly string[], ko: readonly string[]) => ({
    ...edited('en.md', ['::cell{', `${en[0]}\n\n::cell{`], [':::warning', `${en[1]}\n\n:::warning`]),
    ...edited('ko.md', ['::cell{', `${ko[0]}\n\n::cell{`], [':::warning', `${ko[1]}\n\n:::warning`]),
  });
  it.each<[string, readonly string[], string]>([
    [
      'one of another rank',
      ['## 하나', '### 둘'],
      'ko.md:65:1 en.md has the heading "## Two" (en.md:65) here; ko.md has "### 둘".',
    ],
    [
      'a first one that a language lacks',
      ['', '## 둘'],
      'ko.md:65:1 en.md has the heading "## One" (en.md:31) here; ko.md has "## 둘".',
    ],
    [
      'a last one that a language lacks',
      ['## 하나', ''],
      'ko.md:72:1 en.md has the heading "## Two" (en.md:65) here; ko.md has none.',
    ],
    [
      'one that a language has more',
      ['## 하나', '## 둘\n\n## 셋'],
      'ko.md:67:1 en.md has no heading here; ko.md has "## 셋".',
    ],
  ])('%s', (_, ko, message) => {
    expect(refusalOf(withHeadings(['## One', '## Two'], ko))).toBe(message);
  });
});

describe('exercise', () => {
  const noChecks = '  total: total adds up every amount\n  empty: nothing adds up to 0';
  it.each<[string, () => Record<string, string | null>, string]>([
    [
      'no task',
      () => edited('en.md', ['Complete `total`, so that it adds up any list of amounts.\n', '']),
      'en.md:39:1 "exercise" begins with what to do.',
    ],
    [
      'text between hints',
      () => edited('en.md', ['next into it.\n:::', 'next into it.\n:::\n\nMore.']),
      'en.md:46:1 Only hints stand behind the first hint',
    ],
    ['no starter', () => ({ 'exercise.ts': null }), 'en.md:39:1 There is no exercise.ts'],
    [
      'a starter that does not compile',
      () => ({ 'exercise.ts': 'x x\n' }),
      'exercise.ts:1:3 does not compile: This is not TypeScript yet: "x" does not fit here. Look at this place',
    ],
    ['no solution', () => ({ 'exercise.solution.ts': null }), 'en.md:39:1 There is no exercise.solution.ts'],
    [
      'a solution that does not compile',
      () => ({ 'exercise.solution.ts': '\nx x\n' }),
      'exercise.solution.ts:2:3 does not compile: This is not TypeScript yet: "x" does not fit here. Look at this place',
    ],
    [
      'no wrong answer',
      () => ({ 'exercise.wrong-first.ts': null, 'exercise.wrong-empty.ts': null }),
      'en.md:39:1 There is no exercise.wrong-….ts',
    ],
    [
      'no file of checks',
      () => ({ 'exercise.check.ts': null }),
      'en.md:39:1 There is no exercise.check.ts: it claims what the checks',
    ],
    [
      'a check that nothing claims',
      () => ({ 'exercise.check.ts': "test('total', () => {});" }),
      'exercise.check.ts:1:1 Nothing here is claimed by the name of the check "empty"',
    ],
    [
      'what is said otherwise in another language only',
      () => edited('ko.md', ['total: 모든 금액을 더해요', 'total: { asks: 모든 금액을 더해요, otherwise: it is not }']),
      'ko.md:7:3 The message of "total" has no Hangul.',
    ],
    [
      'a check with half a message',
      () => edited('ko.md', ['total: 모든 금액을 더해요', 'total: { asks: 모든 금액을 더해요 }']),
      'must be a sentence, or two: asks, and otherwise',
    ],
    [
      'an event that is told in one language only',
      () => edited('ko.md', ['checks:\n', 'words: { MoneyDeposited: 입금 }\nchecks:\n']),
      'ko.md:6:10 en.md has no event "MoneyDeposited".',
    ],
    [
      'a wrong answer that does not compile',
      () => ({ 'exercise.wrong-first.ts': '// total\nx x\n' }),
      'exercise.wrong-first.ts:2:3 does not compile: This is not TypeScript yet: "x" does not fit here. Look at this place',
    ],
    [
      'a wrong answer without a comment',
      () => ({ 'exercise.wrong-first.ts': 'export const total = 1;\n' }),
      'exercise.wrong-first.ts:1:1 The first line says which check catches',
    ],
    [
      'a wrong answer that does not say so',
      () => ({ 'exercise.wrong-first.ts': '// The total of nothing.\n' }),
      'exercise.wrong-first.ts:1:1 The first line says which check catches',
    ],
    [
      'a wrong answer that no check catches',
      () => ({ 'exercise.wrong-first.ts': '// Caught by totals: it adds nothing.\n' }),
      'exercise.wrong-first.ts:1:1 This exercise has no check "totals". There are: total, empty.',
    ],
    [
      'no checks',
      () => ({
        ...edited('en.md', [`checks:\n${noChecks}\n`, '']),
        'ko.md': FORMS['ko.md']!.replace(/checks:\n(?: {2}.*\n)+/, ''),
      }),
      'en.md:36:1 This exercise has no checks',
    ],
    [
      'an unknown check',
      () => both(['"exercise.ts"}', '"exercise.ts" checks="total fast"}']),
      'en.md:39:1 The head has no check "fast". There are: total, empty.',
    ],
    [
      'a check of no exercise',
      () => ({ ...both(['"exercise.ts"}', '"exercise.ts" checks="total"}']), 'exercise.wrong-empty.ts': null }),
      'en.md:8:3 No exercise has the check "empty".',
    ],
    [
      'a check that a language lacks',
      () => ({ 'ko.md': FORMS['ko.md']!.replace(/ {2}empty:.*\n/, '') }),
      'ko.md:6:1 The check "empty" of en.md is missing',
    ],
    [
      'a check that a language has more',
      () => edited('ko.md', ['  empty:', '  more: 더 있어요\n  empty:']),
      'ko.md:8:3 en.md has no check "more".',
    ],
    [
      'a message that is not Korean',
      () => edited('ko.md', ['모든 금액을 더해요', 'it adds up']),
      'ko.md:7:3 The message of "total" has no Hangul.',
    ],
  ])('%s', (_, changes, message) => {
    expect(refusalOf(changes())).toContain(message);
  });
});
