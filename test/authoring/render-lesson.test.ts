/** The forms of a lesson as they stand in the page. */
import { visit } from 'unist-util-visit';
import { beforeAll, describe, expect, it } from 'vitest';
import { createHighlight } from '../../src/authoring/highlight.ts';
import { readLesson } from '../../src/authoring/read-lesson.ts';
import { renderText } from '../../src/authoring/render-lesson.ts';
import { en, ko } from '../../src/i18n/index.ts';
import { FORMS, writeForms } from './forms-lesson.ts';

const highlight = await createHighlight();

type Rendered = Readonly<{ en: string; ko: string }>;

let asItIs: Rendered;
// The first code to be coloured takes seconds on a busy machine.
beforeAll(() => void (asItIs = render({})), 30_000);

/** The lesson in both languages. */
const rendered = (changes?: Readonly<Record<string, string>>): Rendered => (changes ? render(changes) : asItIs);

function render(changes: Readonly<Record<string, string>>): Rendered {
  const lesson = readLesson(writeForms(changes));
  return {
    en: renderText(lesson, 'en', { messages: en, highlight }),
    ko: renderText(lesson, 'ko', { messages: ko, highlight }),
  };
}

/** What stands between two marks, without colours. */
function between(html: string, start: string, end: string): string {
  const from = html.indexOf(start);
  expect(from, start).toBeGreaterThanOrEqual(0);
  const to = html.indexOf(end, from);
  expect(to, end).toBeGreaterThan(from);
  return html.slice(from, to + end.length);
}

const textOf = (html: string): string => html.replaceAll(/<[^>]*>/g, '');
const idsOf = (html: string): string[] => Array.from(html.matchAll(/ id="([^"]*)"/g), ([, id]) => id!);

/** Every element whose class begins so, in order. */
const opened = (html: string, classes: string): number => html.split(`class="${classes}`).length - 1;

describe('a lesson', () => {
  it('brings the cells of every directive to its page, in their order', () => {
    const { page } = readLesson(writeForms());
    expect(page.cells.map(({ file }) => file)).toEqual([
      'sum.ts',
      'table.ts',
      'events.ts',
      'questions.ts',
      'exercise.ts',
    ]);
    for (const { file } of page.cells) expect(rendered().en).toContain(`<code-cell id="${file}"`);
  });

  it('names nothing twice', () => {
    for (const html of Object.values(rendered())) expect(new Set(idsOf(html)).size).toBe(idsOf(html).length);
  });

  it('is rendered as it was marked since it was read', () => {
    const lesson = readLesson(writeForms());
    const body = structuredClone(lesson.texts.en.body);
    visit(body, 'text', (node) => void (node.value = node.value.replace('A note.', 'A marked note.')));
    const html = renderText(lesson, 'en', { messages: en, highlight }, body);
    expect(html).toBe(rendered().en.replace('A note.', 'A marked note.'));
  });

  it('has no scripts, and styles nothing by itself but code', () => {
    for (const html of Object.values(rendered())) {
      expect(html).not.toMatch(/<script|<style| on[a-z]+=/);
      expect(html.match(/<(?!code-cell|pre|span)[a-z-]+[^>]* style=/g)).toBeNull();
    }
  });
});

describe('predict', () => {
  it('asks, gives choices, and folds the answer away', () => {
    const html = between(rendered().en, '<predict-question', '</predict-question>');
    expect(html).toContain('role="group" aria-labelledby="predict-1" cell="sum.ts" answer="balance"');
    expect(html).toContain('<span id="predict-1">Predict</span> <a class="form-cell" href="#sum.ts">sum.ts</a>');
    const [asked, answered] = html.split('<details class="form-fold predict-answer"><summary>Answer</summary>');
    expect(asked).toContain('<p>It starts at <strong>0</strong>.</p>');
    expect(between(asked!, '<ol class="choices" type="A">', '</ol>')).toBe(
      '<ol class="choices" type="A"><li>600</li><li>200</li><li>An error, because <code>amounts</code> is empty</li></ol>',
    );
    expect(asked).not.toContain('come in');
    expect(answered).toContain('<p class="predict-right">B is right.</p>');
    expect(answered).toContain('<li class="is-right"><p>300 and 100 come in, 200 go out.</p></li>');
    expect(answered).toContain('its amount is <em>subtracted</em>');
  });

  it('is numbered where there are several', () => {
    const more = ':::predict{cell="table.ts"}\n무엇일까요?\n\n- [x] 하나\n\n  하나.\n- [ ] 둘\n\n  둘.\n:::\n';
    const { en: html } = rendered({ 'en.md': FORMS['en.md']! + more, 'ko.md': FORMS['ko.md']! + more });
    expect(html).toContain('<span id="predict-2">Predict 2</span>');
    expect(html).toContain('<h3>Predict 1 · sum.ts</h3>');
    expect(html).toContain('<h3>Predict 2 · table.ts</h3>');
  });
});

describe('why', () => {
  it('asks, folds the answer away, and prints it at the end', () => {
    const more = ':::why\n왜 *그럴까요*?\n\n그래서요.\n:::\n';
    const { en: html } = rendered({ 'en.md': FORMS['en.md']! + more, 'ko.md': FORMS['ko.md']! + more });
    expect(html).toContain(
      '<div class="form why" role="group" aria-labelledby="why-1"><p class="form-name" id="why-1">Why</p><p>왜 <em>그럴까요</em>?</p><details class="form-fold"><summary>One answer</summary><p>그래서요.</p></details></div>',
    );
    expect(html).toContain('<h3>Why</h3><p>그래서요.</p>');
  });
});

describe('exercise', () => {
  it('gives the task, the cell, its checks, hints one by one, and the solution last', () => {
    const html = between(rendered().en, '<lesson-exercise', '</lesson-exercise>');
    expect(html).toContain('<p class="form-name" id="exercise-1">Exercise</p>');
    const parts = [
      'so that it adds up',
      '<code-cell id="exercise.ts"',
      'data-check="total"',
      'Hint 1',
      'Hint 2',
      'Solution',
    ];
    const places = parts.map((part) => html.indexOf(part));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
    expect(html).toContain(
      '<li data-check="total"><span class="check-asks">total adds up every amount</span></li><li data-check="empty"><span class="check-asks">nothing adds up to 0</span></li>',
    );
    expect(opened(html, 'form-fold hint')).toBe(2);
    expect(html).not.toContain('<details open');
    const solution = textOf(between(html, 'form-fold solution', '</details>'));
    expect(solution).toContain('return amounts.reduce((sum, amount) =>');
    expect(html).not.toContain('wrong');
  });

  it('lists the checks that it names', () => {
    const named = (text: string) => text.replace('"exercise.ts"}', '"exercise.ts" checks="empty total"}');
    const { en: html } = rendered({ 'en.md': named(FORMS['en.md']!), 'ko.md': named(FORMS['ko.md']!) });
    expect(html.indexOf('data-check="empty"')).toBeLessThan(html.indexOf('data-check="total"'));
  });

  it('speaks Korean', () => {
    const html = between(rendered().ko, '<lesson-exercise', '</lesson-exercise>');
    for (const text of ['연습', '모든 금액을 더해요', '힌트 1', '풀이']) expect(html).toContain(text);
  });
});

describe('the answers on paper', () => {
  it('stand at the very end', () => {
    for (const html of Object.values(rendered()))
      expect(html).toMatch(/<section class="answers">(?:(?!<\/section>).)*<\/section>$/s);
  });

  it('have a name, the reasons, the hints and the solution', () => {
    const text = between(rendered().en, '<section class="answers">', '</section>');
    expect(text).toContain('<h2>Answers</h2><h3>Predict · sum.ts</h3><p class="predict-right">B is right.</p>');
    expect(text).toContain('<h3>Exercise · exercise.ts</h3><h4>Hint 1</h4>');
    expect(text).toContain('<h4>Solution</h4><pre');
  });

  it('are not there where nothing is asked', () => {
    const plain = (text: string) =>
      text
        .replace(/checks:\n(?: {2}.*\n)+/, '')
        .replace(/:::predict[^]*?\n:::\n/, '')
        .replace(/::::exercise[^]*?\n::::\n/, '');
    const { en: html } = rendered({ 'en.md': plain(FORMS['en.md']!), 'ko.md': plain(FORMS['ko.md']!) });
    expect(html).not.toContain('answers');
  });
});

describe('twin', () => {
  it('holds two cells side by side, and the questions below', () => {
    const html = between(rendered().en, '<div class="twin"', '<code-cell id="questions.ts"');
    expect(html).toContain('role="group" aria-label="table.ts and events.ts side by side"');
    expect(between(html, '<div class="twin-cells"', '</code-cell></div>')).toContain('<code-cell id="events.ts"');
  });

  it.each([
    ['the longest line', 'export const table = { balance: 200 };', 39],
    ['enough to be read', `export const table = '${'long '.repeat(20)}';`, 42],
  ])('gives its cells %s', (_, table, columns) => {
    const { en: html } = rendered({ 'table.ts': `${table}\n` });
    expect(html).toContain(`--columns: ${columns}`);
  });
});

describe('a cell with collapsed lines', () => {
  const source = 'const one = 1;\nconst two = 2;\n\n// Three.\nexport const balance = one + two;\n';
  const collapsed = (lines: string) => {
    const text = (of: string) => of.replace('panel="events"', `collapsed="${lines}"`);
    const { en: html, ko: korean } = rendered({
      'en.md': text(FORMS['en.md']!),
      'ko.md': text(FORMS['ko.md']!),
      'sum.ts': source,
    });
    const cell = between(html, '<code-cell id="sum.ts"', '</code-cell>');
    return { cell, code: between(cell, '<code>', '</code>'), korean };
  };
  const folded = (code: string): string =>
    textOf(code.slice(code.indexOf('>', code.indexOf('collapsed-lines')) + 1, code.lastIndexOf('</span>')));

  it('has all of its code, and says which lines they are', () => {
    const { cell, code, korean } = collapsed('1-3');
    expect(textOf(code)).toBe(source.trimEnd().replaceAll('>', '&gt;'));
    expect(cell).toContain('collapsed="1-3"');
    expect(cell).toContain('--lines: 3');
    expect(cell).toContain('data-name="lines 1–3, show"');
    expect(korean).toContain('data-name="1–3번째 줄 보이기"');
  });

  it('has them in an element of their own, to the break behind the last of them', () => {
    const { code } = collapsed('2-3');
    expect(textOf(code.slice(0, code.indexOf('<span class="collapsed-lines"')))).toBe('const one = 1;\n');
    expect(folded(code).startsWith('const two = 2;\n\n// Three.')).toBe(true);
    expect(code).toMatch(/\n<\/span><span class="line"><span[^>]*>\/\/ Three/);
  });

  it('may have them at its end', () => {
    expect(folded(collapsed('4-5').code)).toBe('// Three.\nexport const balance = one + two;');
  });
});

describe('boxes', () => {
  it('have a name each', () => {
    const { en: html } = rendered();
    for (const name of ['exact', 'note', 'warning', 'teacher'] as const)
      expect(html).toContain(
        `<div class="box box-${name}" role="note" aria-label="${en.box[name]}"><p class="box-name">${en.box[name]}</p>`,
      );
  });
});

describe('pictures', () => {
  it('stand in the page under their alternative text', () => {
    const html = between(rendered().en, '<figure', '</figure>');
    expect(html).toContain(
      '<svg viewBox="0 0 360 90" width="360" height="90" role="img" aria-label="Three events on a line">',
    );
    expect(html).toContain('<figcaption>Three events, the oldest first.</figcaption>');
    expect(html).toContain('stroke-width="2" marker-end="url(#figure-1-arrow)"');
    expect(html).toContain('<marker id="figure-1-arrow" viewBox="0 0 10 10" refX="9"');
    expect(html).toContain('<use href="#figure-1-event" x="60" y="45">');
    expect(html).not.toContain('xmlns');
  });

  it('have ids of their own wherever they stand, and no caption without a title', () => {
    const html = rendered().en.split('<figure').at(-1)!;
    expect(html).toContain('<marker id="figure-2-arrow"');
    expect(html).not.toContain('figcaption');
  });

  it('are taken in the language of the page', () => {
    expect(rendered().en).toContain('>first</text>');
    expect(rendered().ko).toContain('>처음</text>');
  });
});
