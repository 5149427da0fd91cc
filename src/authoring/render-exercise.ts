/** Renders an exercise: what to do, its cell, its checks, a ladder of hints, and the solution last. */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { AllMessages } from '../i18n/index.ts';
import type { FrontMatter } from '../lesson/format/index.ts';
import type { Highlight } from './highlight.ts';
import type { Answers } from './read-answers.ts';
import type { Exercise } from './read-exercise.ts';
import type { RenderBlocks, WithAnswer } from './render-answers.ts';

type Options = Readonly<{
  file: string;
  /** Which of the lesson's it is; null where it is the only one. */
  number: number | null;
  /** The cell to complete. */
  cell: Element;
  answers: Answers;
  /** What each check says in this language, and how its events are told. */
  head: Pick<FrontMatter, 'checks' | 'words'>;
  messages: AllMessages;
  highlight: Highlight;
  blocks: RenderBlocks;
}>;

/** The exercise, and what of it is printed at the end of the lesson. */
export function renderExercise({ task, hints }: Exercise, options: Options): WithAnswer {
  const { file, number, cell, answers, head, messages, highlight, blocks } = options;
  const { exercise } = messages;
  const id = `exercise-${number ?? 1}`;
  const name = exercise.name(number);
  const solution = (): ElementContent[] => highlight(answers.solution).children as ElementContent[];
  const block = h('lesson-exercise', { class: 'form exercise', role: 'group', 'aria-labelledby': id, file }, [
    h('p', { class: 'form-name', id }, name),
    ...blocks(task),
    cell,
    h('p', { class: 'checks-name', id: `${id}-checks` }, exercise.checks),
    h(
      'ul',
      { class: 'checks', 'aria-labelledby': `${id}-checks`, 'data-words': JSON.stringify(head.words) },
      answers.checks.map((check) => {
        const { asks, otherwise } = head.checks[check]!;
        return h('li', { 'data-check': check, 'data-otherwise': otherwise }, h('span', { class: 'check-asks' }, asks));
      }),
    ),
    ...hints.map((hint, index) =>
      h('details', { class: 'form-fold hint' }, [h('summary', exercise.hint(index + 1)), ...blocks(hint.children)]),
    ),
    h('details', { class: 'form-fold solution' }, [h('summary', exercise.solution), ...solution()]),
  ]);
  const content = [
    ...hints.flatMap((hint, index) => [h('h4', exercise.hint(index + 1)), ...blocks(hint.children)]),
    h('h4', exercise.solution),
    ...solution(),
  ];
  return { block, answer: { name: `${name} · ${file}`, content } };
}
