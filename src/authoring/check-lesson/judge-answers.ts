/** Holds the questions that a run answers to what it came to: the cell exports what the right choice says. */
import { toString } from 'mdast-util-to-string';
import { en } from '../../i18n/index.ts';
import { LANGUAGES } from '../../lesson/index.ts';
import { choiceText, exportedText } from '../../panels/told/index.ts';
import type { Lesson } from '../read-lesson.ts';
import { readPredict } from '../read-predict.ts';
import type { OpenPage } from '../simulator/open-page.ts';
import { nameOf, type Tell } from './finding.ts';
import { wasRun } from './judge-cells.ts';

/** Tells of each question in each language, once its cell has run. */
export function judgeAnswers(lesson: Lesson, page: OpenPage, tell: Tell): void {
  for (const language of LANGUAGES) {
    const { file: textFile, directives } = lesson.texts[language];
    for (const { name, attributes, node, place } of directives) {
      if (name !== 'predict' || attributes.answer === undefined || !wasRun(page, attributes.cell)) continue;
      const { cell, answer } = attributes;
      const exported = page.shown.get(cell)?.find((item) => item.kind === 'export' && item.name === answer);
      const value = exported?.kind === 'export' ? exportedText(exported.value, en) : undefined;
      const { choices } = readPredict(textFile, node);
      const right = choiceText(toString(choices.find(({ isRight }) => isRight)!.text));
      const where = `${nameOf(textFile)}:${place.line}:${place.column}`;
      if (value === right) tell({ isRight: true, where, says: `asks what ${cell} exports as ${answer}: ${right}` });
      else
        tell({
          isRight: false,
          where,
          says: `says that ${right} is right, and ${cell} exports ${value ?? 'nothing'} as ${answer}. The right choice is the value and nothing else.`,
        });
    }
  }
}
