/** Reads a lesson's folder: its text in every language, its cells compiled, its pictures, and all of it checked against each other. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cellsOf } from '../lesson/format/index.ts';
import { LANGUAGES, type Language, type LessonCell, type LessonPage } from '../lesson/index.ts';
import type { CompiledCell } from '../runner/index.ts';
import { AuthoringError } from './authoring-error.ts';
import type { CheckedDirective } from './check-directive.ts';
import { compareTexts, refuseWithoutHangul } from './compare-texts.ts';
import { readAnswers, type Answers } from './read-answers.ts';
import { readCell } from './read-cell.ts';
import { readPictures, type Pictures } from './read-pictures.ts';
import { readText, type LessonText } from './read-text.ts';
import { nameSections, type Section } from './sections.ts';

/** A lesson, ready to be rendered. */
export type Lesson = Readonly<{
  folder: string;
  texts: Readonly<Record<Language, LessonText>>;
  sections: Readonly<Record<Language, readonly Section[]>>;
  page: LessonPage<CompiledCell>;
  /** The answers to each exercise, by the file of its cell. */
  answers: ReadonlyMap<string, Answers>;
  pictures: Readonly<Record<Language, Pictures>>;
}>;

type Cell = LessonCell<CompiledCell>;
type OfName<Name> = Extract<CheckedDirective, { name: Name }>;

/** Reads the lesson in `folder`, whose name begins with its number. Throws AuthoringError. */
export function readLesson(folder: string): Lesson {
  const number = Number(/^(\d+)-/.exec(basename(folder))?.[1]);
  if (!Number.isInteger(number)) {
    throw new AuthoringError(
      { file: folder, line: 1, column: 1 },
      'The folder of a lesson begins with its number: 07-two-writers.',
    );
  }
  const texts = inEveryLanguage((language) => readLanguage(folder, language));
  const first = texts[LANGUAGES[0]];
  for (const language of LANGUAGES.slice(1)) compareTexts(first, texts[language]);
  refuseWithoutHangul(texts.ko);
  const cells = readCells(folder, first);
  checkPredicts(folder, first, cells);
  checkCollapsed(first, cells);
  const { id, now, faults } = first.head;
  const answers = readAllAnswers(folder, first);
  const exercises = [...answers].map(([file, { checkFile, checks, claims }]) => ({
    file,
    checkFile,
    checks,
    compiled: claims,
  }));
  return {
    folder,
    texts,
    sections: nameSections(first, texts),
    page: {
      id,
      number,
      now: new Date(now).toISOString(),
      ...(faults.length > 0 && { faults }),
      cells,
      ...wantedBy(first),
      ...(exercises.length > 0 && { exercises }),
    },
    answers,
    pictures: inEveryLanguage((language) => readPictures(folder, texts[language].images, language)),
  };
}

const inEveryLanguage = <Value>(valueOf: (language: Language) => Value): Record<Language, Value> =>
  Object.fromEntries(LANGUAGES.map((language) => [language, valueOf(language)])) as Record<Language, Value>;

function readLanguage(folder: string, language: Language): LessonText {
  const file = join(folder, `${language}.md`);
  if (!existsSync(file))
    throw new AuthoringError(
      { file, line: 1, column: 1 },
      `There is no ${language}.md: every lesson has a text in every language.`,
    );
  return readText(file, readFileSync(file, 'utf8'));
}

/** The cells of the page in their order, whichever directive puts them there. */
function readCells(folder: string, { directives, head }: LessonText): Cell[] {
  const cells: Cell[] = [];
  for (const directive of directives)
    for (const options of cellsOf(directive, head.rerun)) {
      if (cells.some(({ file }) => file === options.file))
        throw new AuthoringError(directive.place, `${options.file} stands on the page twice.`);
      cells.push(readCell(folder, options, directive.place));
    }
  return cells;
}

/** A predict asks about a cell of the page; what answers it is a value that this cell exports. */
function checkPredicts(folder: string, { directives }: LessonText, cells: readonly Cell[]): void {
  for (const { attributes, place } of allOf('predict', directives)) {
    const cell = cells.find(({ file }) => file === attributes.cell);
    if (!cell) {
      const isFile = existsSync(join(folder, attributes.cell));
      const mend = isFile ? ` Add ::cell{file="${attributes.cell}"}, as it is shown by no directive.` : '';
      const known = cells.map(({ file }) => file).join(', ');
      throw new AuthoringError(place, `${attributes.cell} is no cell of this lesson. There are: ${known}.${mend}`);
    }
    const { exports, stars } = cell.compiled;
    const isExported = exports.some(({ name, kind }) => name === attributes.answer && kind === 'value');
    if (attributes.answer === undefined || isExported || stars.length > 0) continue;
    throw new AuthoringError(place, `${attributes.cell} exports no value "${attributes.answer}".`);
  }
}

/** The exports that answer questions, by the file of their cell. */
function wantedBy({ directives }: LessonText): Pick<LessonPage<CompiledCell>, 'wanted'> {
  const wanted: Record<string, string[]> = {};
  for (const { attributes } of allOf('predict', directives)) {
    const { cell, answer } = attributes;
    if (answer !== undefined) wanted[cell] = [...(wanted[cell] ?? []), answer];
  }
  return Object.keys(wanted).length > 0 ? { wanted } : {};
}

/** Collapsed lines are lines of the cell. */
function checkCollapsed({ directives }: LessonText, cells: readonly Cell[]): void {
  for (const { attributes, place } of allOf('cell', directives)) {
    const { file, collapsed } = attributes;
    const lines = cells.find((cell) => cell.file === file)!.source.split('\n').length;
    if (collapsed === undefined || collapsed.last <= lines) continue;
    throw new AuthoringError(place, `${file} has no line ${collapsed.last} to collapse: its last is ${lines}.`);
  }
}

function readAllAnswers(folder: string, text: LessonText): Map<string, Answers> {
  const known = Object.keys(text.head.checks);
  const exercises = allOf('exercise', text.directives);
  const answers = new Map(
    exercises.map(({ attributes, place }) => {
      const checks = attributes.checks ?? known;
      const unknown = checks.find((check) => !known.includes(check));
      if (unknown !== undefined)
        throw new AuthoringError(place, `The head has no check "${unknown}". There are: ${known.join(', ')}.`);
      if (checks.length === 0)
        throw new AuthoringError(place, 'This exercise has no checks: name them in the head, under "checks".');
      return [attributes.file, readAnswers(folder, attributes.file, checks, place)];
    }),
  );
  const used = new Set([...answers.values()].flatMap(({ checks }) => checks));
  const unused = known.find((check) => !used.has(check));
  if (unused !== undefined)
    throw new AuthoringError(text.placeInHead('checks', unused), `No exercise has the check "${unused}".`);
  return answers;
}

const allOf = <Name extends CheckedDirective['name']>(
  wanted: Name,
  directives: readonly CheckedDirective[],
): OfName<Name>[] => directives.filter((one): one is OfName<Name> => one.name === wanted);
