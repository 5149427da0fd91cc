/** Renders a why block: the question with its answer folded away, and the same answer for the end of a printed lesson. */
import { h } from 'hastscript';
import type { AllMessages } from '../i18n/index.ts';
import type { Why } from './read-why.ts';
import type { RenderBlocks, WithAnswer } from './render-answers.ts';

type Options = Readonly<{
  /** Which of the lesson's it is; null where it is the only one. */
  number: number | null;
  messages: AllMessages;
  blocks: RenderBlocks;
}>;

/** The block, and its answer. */
export function renderWhy({ question, answer }: Why, { number, messages, blocks }: Options): WithAnswer {
  const id = `why-${number ?? 1}`;
  const name = messages.why.name(number);
  const block = h('div', { class: 'form why', role: 'group', 'aria-labelledby': id }, [
    h('p', { class: 'form-name', id }, name),
    ...blocks([question]),
    h('details', { class: 'form-fold' }, [h('summary', messages.why.answer), ...blocks(answer)]),
  ]);
  return { block, answer: { name, content: blocks(answer) } };
}
