/** Holds the questions that a run answers to what it came to: the cell exports what the right choice says. */
import { toString } from 'mdast-util-to-string';
import { en } from '../../i18n/index.ts';
import { LANGUAGES } from '../../lesson/index.ts';
import { choiceText, exportedText } from '../../panels/told/index.ts';
import { placeIn, type SourcePlace } from '../authoring-error.ts';
import type { Lesson } from '../read-lesson.ts';
import { readPredict, type Choice } from '../read-predict.ts';
import type { OpenPage } from '../simulator/open-page.ts';
import { nameOf, type Tell } from './finding.ts';
import { judgeCell } from './judge-cells.ts';

/** Tells of each question in each language, once its cell has ended as it is meant to. */
export function judgeAnswers(lesson: Lesson, page: OpenPage, tell: Tell): void {
  for (const language of LANGUAGES) {
    const { file: textFile, directives } = lesson.texts[language];
    for (const { name, attributes, node, place } of directives) {
      if (name !== 'predict' || attributes.answer === undefined) continue;
      const { cell, answer } = attributes;
      if (!judgeCell(lesson, page, cell).isRight) continue;
      const exported = page.shown.get(cell)?.find((item) => item.kind === 'export' && item.name === answer);
      const value = exported?.kind === 'export' ? exportedText(exported.value, en) : undefined;
      const { choices } = readPredict(textFile, node);
      const right = choices.find(({ isRight }) => isRight)!;
      const text = textOf(right);
      const whereOf = ({ line, column }: SourcePlace): string => `${nameOf(textFile)}:${line}:${column}`;
      if (value === text) {
        tell({ isRight: true, where: whereOf(place), says: `asks what ${cell} exports as ${answer}: ${text}` });
        continue;
      }
      const exports = value === undefined ? `nothing as ${answer}` : `${answer} = ${value}`;
      tell({
        isRight: false,
        where: whereOf(placeIn(textFile, right.text)),
        says: `marks ${text} as right, but ${cell} exports ${exports}. ${mendOf(text, value, choices)}`,
      });
    }
  }
}

const textOf = ({ text }: Choice): string => choiceText(toString(text));

/** What to do where the choice that is marked is not the value. */
function mendOf(right: string, value: string | undefined, choices: readonly Choice[]): string {
  if (value === undefined) return 'Mend the cell.';
  if (choices.some((choice) => textOf(choice) === value)) return `Mark ${value}, or mend the cell.`;
  // "200 euros" says more than 200.
  const isMore = right.split(/[^\p{L}\p{N}_-]+/u).includes(value);
  return isMore ? 'The right choice is the value and nothing else.' : `Write ${value} there, or mend the cell.`;
}
