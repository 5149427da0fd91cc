/** Renders the answers of a lesson for paper: all of them at its very end, so that a question can be handed out without its answer beside it. */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { RootContent } from 'mdast';
import type { AllMessages } from '../i18n/index.ts';

/** Renders parts of the text. */
export type RenderBlocks = (content: readonly RootContent[]) => ElementContent[];

/** An answer under the name of what it answers. */
export type Answer = Readonly<{ name: string; content: readonly ElementContent[] }>;

/** A block of the page, and its answer. */
export type WithAnswer = Readonly<{ block: Element; answer: Answer }>;

/** The section; nothing where nothing is asked. It is shown on paper only: on the screen each answer stands folded at its question. */
export function renderAnswers(answers: readonly Answer[], { page }: AllMessages): Element[] {
  if (answers.length === 0) return [];
  return [
    h('section', { class: 'answers' }, [
      h('h2', page.answers),
      ...answers.flatMap(({ name, content }) => [h('h3', name), ...content]),
    ]),
  ];
}
