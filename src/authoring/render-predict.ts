/** Renders a predict block: a question with lettered choices, its answer folded away, and the same answer for the end of a printed lesson. */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { AllMessages } from '../i18n/index.ts';
import type { AttributesOf } from '../lesson/format/index.ts';
import type { RenderBlocks, WithAnswer } from './render-answers.ts';
import type { Predict } from './read-predict.ts';

type Options = Readonly<{
  attributes: AttributesOf<'predict'>;
  /** Which of the lesson's it is; null where it is the only one. */
  number: number | null;
  messages: AllMessages;
  blocks: RenderBlocks;
}>;

/** The block, and its answer. */
export function renderPredict({ question, choices }: Predict, options: Options): WithAnswer {
  const { attributes, number, messages, blocks } = options;
  const { cell, answer, again } = attributes;
  const id = `predict-${number ?? 1}`;
  const name = messages.predict.name(number);
  const letter = String.fromCodePoint(65 + choices.findIndex(({ isRight }) => isRight));
  // Each time anew: what has an id stands in the page twice.
  const explain = (): ElementContent[] => [
    h('p', { class: 'predict-right' }, messages.predict.right(letter)),
    h(
      'ol',
      { class: 'choices', type: 'A' },
      choices.map(({ explanation, isRight }) => h('li', { class: isRight ? 'is-right' : null }, blocks(explanation))),
    ),
  ];
  const asked = { cell, answer, again };
  const block = h('predict-question', { class: 'form predict', role: 'group', 'aria-labelledby': id, ...asked }, [
    h('p', { class: 'form-name' }, [h('span', { id }, name), ' ', cellLink(cell)]),
    ...blocks(question),
    h(
      'ol',
      { class: 'choices', type: 'A' },
      choices.map(({ text }) => h('li', blocks(text.children))),
    ),
    h('details', { class: 'form-fold predict-answer' }, [h('summary', messages.predict.answer), ...explain()]),
  ]);
  return { block, answer: { name: `${name} · ${cell}`, content: explain() } };
}

const cellLink = (file: string): Element => h('a', { class: 'form-cell', href: `#${file}` }, file);
