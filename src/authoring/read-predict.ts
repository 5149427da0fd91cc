/** Reads a predict block: the question, and its choices, each with the reason why it is right or wrong. */
import type { BlockContent, DefinitionContent, List, ListItem, Paragraph } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { AuthoringError, placeIn } from './authoring-error.ts';

type Block = BlockContent | DefinitionContent;

/** One choice. */
export type Choice = Readonly<{ text: Paragraph; isRight: boolean; explanation: readonly Block[] }>;

/** A question about a cell; exactly one choice is right. */
export type Predict = Readonly<{ question: readonly Block[]; choices: readonly Choice[] }>;

/** The parts of the block. Throws AuthoringError. */
export function readPredict(file: string, node: ContainerDirective): Predict {
  const list = node.children.find(isChoiceList);
  const at = list ? node.children.indexOf(list) : -1;
  if (!list)
    throw new AuthoringError(
      placeIn(file, node),
      '"predict" has no choices: a list of - [ ] for the wrong ones and - [x] for the right one.',
    );
  const question = node.children.slice(0, at);
  if (question.length === 0)
    throw new AuthoringError(placeIn(file, list), '"predict" begins with its question, before the choices.');
  const behind = node.children[at + 1];
  if (behind)
    throw new AuthoringError(
      placeIn(file, behind),
      `Nothing stands behind the choices: an explanation belongs to a choice, indented by two spaces. Or a ::: is missing above: this predict began in line ${placeIn(file, node).line}.`,
    );
  const choices = list.children.map((item) => readChoice(file, item));
  if (choices.length < 2) throw new AuthoringError(placeIn(file, list), '"predict" has one choice only.');
  checkRight(file, list);
  return { question, choices };
}

const isChoiceList = (block: Block): block is List =>
  block.type === 'list' && block.children.some(({ checked }) => typeof checked === 'boolean');

function readChoice(file: string, item: ListItem): Choice {
  const [text, ...explanation] = item.children;
  const place = placeIn(file, item);
  if (typeof item.checked !== 'boolean' || text?.type !== 'paragraph')
    throw new AuthoringError(place, 'A choice begins with - [ ], or with - [x] if it is right.');
  if (explanation.length === 0)
    throw new AuthoringError(
      place,
      'This choice has no explanation: say below it, in a paragraph of its own, why it is right or wrong.',
    );
  return { text, isRight: item.checked, explanation };
}

function checkRight(file: string, list: List): void {
  const [first, second] = list.children.filter(({ checked }) => checked);
  if (!first) throw new AuthoringError(placeIn(file, list), 'No choice is right: mark one with - [x].');
  if (second) throw new AuthoringError(placeIn(file, second), 'A second choice is marked as right: one is.');
}
