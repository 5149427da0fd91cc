/** Reads a why block: the question, and behind it what can be said to it. */
import type { BlockContent, DefinitionContent, Paragraph } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { AuthoringError, placeIn } from './authoring-error.ts';

/** A question and one answer. */
export type Why = Readonly<{ question: Paragraph; answer: readonly (BlockContent | DefinitionContent)[] }>;

/** The parts of the block. Throws AuthoringError. */
export function readWhy(file: string, node: ContainerDirective): Why {
  const [question, ...answer] = node.children;
  if (question?.type !== 'paragraph' || answer.length === 0) {
    throw new AuthoringError(
      placeIn(file, node),
      '"why" is a paragraph that asks and, behind an empty line, what can be said to it.',
    );
  }
  return { question, answer };
}
