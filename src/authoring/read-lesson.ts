/** Reads a lesson's folder: its text in every language, its cells compiled, and all of it checked against each other. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SHARED_KEYS, toCellOptions } from '../lesson/format/index.ts';
import { LANGUAGES, type Language, type LessonPage } from '../lesson/index.ts';
import type { CompiledCell } from '../runner/index.ts';
import { AuthoringError } from './authoring-error.ts';
import { readCell } from './read-cell.ts';
import { nameSections, type Section } from './sections.ts';
import { readText, type CheckedDirective, type LessonText } from './read-text.ts';

/** A lesson, ready to be rendered. */
export type Lesson = Readonly<{
  folder: string;
  texts: Readonly<Record<Language, LessonText>>;
  sections: Readonly<Record<Language, readonly Section[]>>;
  page: LessonPage<CompiledCell>;
}>;

const HANGUL = /\p{Script=Hangul}/u;

/** Reads the lesson in `folder`, whose name begins with its number. Throws AuthoringError. */
export function readLesson(folder: string): Lesson {
  const number = Number(/^(\d+)-/.exec(basename(folder))?.[1]);
  if (!Number.isInteger(number)) {
    throw new AuthoringError(
      { file: folder, line: 1, column: 1 },
      'The folder of a lesson begins with its number: 07-two-writers.',
    );
  }
  const texts = Object.fromEntries(LANGUAGES.map((language) => [language, readLanguage(folder, language)])) as Record<
    Language,
    LessonText
  >;
  const first = texts[LANGUAGES[0]];
  for (const language of LANGUAGES.slice(1)) compareTexts(first, texts[language]);
  if (!HANGUL.test(texts.ko.head.title + texts.ko.head.goal)) {
    throw new AuthoringError(
      { file: texts.ko.file, line: 1, column: 1 },
      'The Korean text has no Hangul in its title and goal.',
    );
  }
  const sections = nameSections(first, texts);
  const { id, now, rerun } = first.head;
  const cells = first.directives
    .filter(({ name }) => name === 'cell')
    .map(({ attributes, place }) => {
      const options = toCellOptions(attributes as Parameters<typeof toCellOptions>[0], rerun);
      return readCell(folder, options, place);
    });
  const twice = cells.find(({ file }, index) => cells.findIndex((one) => one.file === file) !== index);
  if (twice)
    throw new AuthoringError({ file: first.file, line: 1, column: 1 }, `${twice.file} stands on the page twice.`);
  return { folder, texts, sections, page: { id, number, now: new Date(now).toISOString(), cells } };
}

function readLanguage(folder: string, language: Language): LessonText {
  const file = join(folder, `${language}.md`);
  if (!existsSync(file))
    throw new AuthoringError(
      { file, line: 1, column: 1 },
      `There is no ${language}.md: every lesson has a text in every language.`,
    );
  return readText(file, readFileSync(file, 'utf8'));
}

/** What must not differ between the languages: the shared keys of the head, and the directives in their order. */
function compareTexts(first: LessonText, second: LessonText): void {
  for (const key of SHARED_KEYS) {
    if (JSON.stringify(first.head[key]) === JSON.stringify(second.head[key])) continue;
    throw new AuthoringError(
      { file: second.file, line: 1, column: 1 },
      `"${key}" differs from ${basename(first.file)}: it is the same in every language.`,
    );
  }
  const show = ({ name, attributes }: CheckedDirective): string => `${name} ${JSON.stringify(attributes)}`;
  for (const [index, directive] of first.directives.entries()) {
    const other = second.directives[index];
    if (other && show(other) === show(directive)) continue;
    const place = other?.place ?? { file: second.file, line: 1, column: 1 };
    throw new AuthoringError(place, `Here ${basename(first.file)} has the directive ${show(directive)}.`);
  }
  const more = second.directives[first.directives.length];
  if (more) throw new AuthoringError(more.place, `${basename(first.file)} does not have this directive.`);
}
