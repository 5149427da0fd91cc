/** Reads an exercise block: what to do, and the hints that help with it one after another. */
import type { BlockContent, DefinitionContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { AuthoringError, placeIn } from './authoring-error.ts';

type Block = BlockContent | DefinitionContent;

/** The text of an exercise. */
export type Exercise = Readonly<{ task: readonly Block[]; hints: readonly ContainerDirective[] }>;

/** The parts of the block. Throws AuthoringError. */
export function readExercise(file: string, node: ContainerDirective): Exercise {
  const at = node.children.findIndex(isHint);
  const task = at < 0 ? node.children : node.children.slice(0, at);
  if (task.length === 0) throw new AuthoringError(placeIn(file, node), '"exercise" begins with what to do.');
  const behind = at < 0 ? [] : node.children.slice(at);
  const late = behind.find((block) => !isHint(block));
  if (late) throw new AuthoringError(placeIn(file, late), 'Only hints stand behind the first hint of an exercise.');
  return { task, hints: behind.filter(isHint) };
}

const isHint = (block: Block): block is ContainerDirective =>
  block.type === 'containerDirective' && block.name === 'hint';
