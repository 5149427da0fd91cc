/** Checks one lesson: its text, its types, its cells and its exercises. */
import { dirname, join } from 'node:path';
import { compileCell } from '../../runner/compile/index.ts';
import { AuthoringError } from '../authoring-error.ts';
import { checkPlace, readPlan, readTerms } from '../read-course.ts';
import { readLesson, type Lesson } from '../read-lesson.ts';
import type { PartName } from '../../workbook/index.ts';
import { bundlePart, readLibraries } from '../sandbox-bundles.ts';
import { buildWorkerProgram, createInProcessRunner } from '../simulator/in-process-runner.ts';
import { createMemoryBrowser } from '../simulator/memory-browser.ts';
import { openPage, type Site } from '../simulator/open-page.ts';
import { nameOf, type Begins, type Tell } from './finding.ts';
import { judgeAnswers } from './judge-answers.ts';
import { judgeCells, wasRun } from './judge-cells.ts';
import { ExerciseJudge } from './judge-exercise.ts';
import { longLines } from './long-lines.ts';
import { ToldNames } from './told-names.ts';
import { findTypeErrors } from './type-errors.ts';
import { unusedFiles } from './unused-files.ts';

/** Tells of everything in the lesson in `folder`, beside which the course is; `root` is the folder of the project. */
export async function checkLesson(folder: string, root: string, tell: Tell, begins: Begins = () => {}): Promise<void> {
  // Other threads and processes do this while the text is read.
  const program = buildWorkerProgram(root);
  const typeErrors = findTypeErrors(folder, root);
  const lesson = tryRead(folder, tell);
  if (lesson) judgeFiles(lesson, tell);
  if (lesson) await runLesson(lesson, root, await program, { tell, begins });
  const found = await typeErrors;
  for (const one of found) tell(one);
  if (found.length === 0) tell({ isRight: true, where: nameOf(folder), says: 'has no type errors' });
  await program;
}

/** Tells of files that nothing uses, and of lines that are too long. */
function judgeFiles(lesson: Lesson, tell: Tell): void {
  const { folder, page, answers } = lesson;
  const whereOf = (file: string): string => nameOf(join(folder, file));
  for (const { file, says } of unusedFiles(lesson)) tell({ isRight: false, where: whereOf(file), says });
  const sources = [
    ...page.cells.map(({ file, source }) => [file, source] as const),
    ...[...answers].map(([file, { solution }]) => [file.replace(/\.ts$/, '.solution.ts'), solution] as const),
  ];
  for (const [file, source] of sources)
    for (const { line, says } of longLines(file, source))
      tell({ isRight: false, where: `${whereOf(file)}:${line}`, says });
}

/** Runs its cells, and then its answers, in a browser that nobody has used. */
async function runLesson(
  lesson: Lesson,
  root: string,
  program: Awaited<ReturnType<typeof buildWorkerProgram>>,
  { tell, begins }: Readonly<{ tell: Tell; begins: Begins }>,
): Promise<void> {
  let answer: string | null = null;
  const browser = createMemoryBrowser(() => createInProcessRunner(program));
  // An answer runs under the name of its exercise.
  const page = await openPage(await browser.openTab(), siteOf(lesson, root), (_, { file, state }) => {
    if (state === 'running') begins(answer ?? file);
  });
  await judgeCells(lesson, page, tell);
  judgeAnswers(lesson, page, tell);
  const exercises = (lesson.page.exercises ?? []).filter(({ file }) => wasRun(page, file));
  const told = new ToldNames();
  for (const exercise of exercises) {
    const judge = new ExerciseJudge(lesson, exercise, page, { tell, told, begins: (file) => (answer = file) });
    await judge.judge();
  }
  told.judge(lesson, tell);
}

/** The lesson, or null where its text has a mistake. */
function tryRead(folder: string, tell: Tell): Lesson | null {
  try {
    const lesson = readLesson(folder);
    const course = dirname(folder);
    checkPlace(lesson, readPlan(course));
    readTerms(course);
    tell({ isRight: true, where: nameOf(folder), says: `is read: ${lesson.page.cells.length} cells` });
    return lesson;
  } catch (error) {
    if (!(error instanceof AuthoringError)) throw error;
    const [where = '', ...says] = error.message.split(' ');
    tell({ isRight: false, where, says: says.join(' ') });
    return null;
  }
}

/** What the lesson's page has from its site. */
function siteOf({ page }: Lesson, root: string): Site {
  const parts = new Map<PartName, ReturnType<typeof bundlePart>>();
  const readPart = async (name: PartName): Promise<string> => {
    if (!parts.has(name)) parts.set(name, bundlePart(root, name));
    return (await parts.get(name)!).text;
  };
  return { page, libraries: readLibraries(root), readPart, compile: compileCell };
}
