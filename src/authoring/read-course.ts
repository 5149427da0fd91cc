/** Reads the course: its plan, its lessons from their folders, and what its home page shows. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { courseFile, glossaryFile, type CourseFile, type Term, type WrittenText } from '../lesson/format/index.ts';
import type { LessonPage } from '../lesson/index.ts';
import type { CompiledCell } from '../runner/index.ts';
import { AuthoringError } from './authoring-error.ts';
import { readHome } from './read-home.ts';
import { readLesson, type Lesson } from './read-lesson.ts';
import { readYaml, type ReadYaml } from './read-yaml.ts';

/** A lesson's place in the course; `lesson` is null until it is written. */
export type PlannedLesson = Readonly<{
  number: number;
  id: string;
  title: WrittenText;
  goal: WrittenText;
  minutes: Readonly<{ core: number; full: number }>;
  lesson: Lesson | null;
}>;

export type Part = Readonly<{ title: WrittenText; lessons: readonly PlannedLesson[] }>;

/** A way through the course. */
export type Track = Readonly<{
  id: string;
  title: WrittenText;
  description: WrittenText;
  steps: readonly Readonly<{ lesson: PlannedLesson; path: 'core' | 'full' }>[];
}>;

export type Course = Readonly<{
  /** The lessons that are written, in order. */
  lessons: readonly Lesson[];
  parts: readonly Part[];
  tracks: readonly Track[];
  terms: readonly Term[];
  /** What the home page brings along for its cell. */
  home: LessonPage<CompiledCell>;
}>;

/** Hears of a lesson that is left out for a mistake, under the names that its page may have. */
type LeaveOut = (names: readonly string[], mistake: AuthoringError) => void;

/** Reads course.yaml, glossary.yaml, the home page's cell, and every folder of `root` whose name begins with a number. Throws AuthoringError; where there is `leaveOut`, not for a mistake in one lesson. */
export function readCourse(root: string, leaveOut?: LeaveOut): Course {
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d+-/.test(entry.name))
    .map(({ name }) => name)
    .toSorted();
  const plan = readPlan(root);
  const lessons: Lesson[] = [];
  for (const name of folders) {
    try {
      refuseTwins(root, name, folders);
      const lesson = readLesson(join(root, name));
      refuseTwinId(lesson, lessons);
      checkPlace(lesson, plan);
      lessons.push(lesson);
    } catch (error) {
      if (!leaveOut || !(error instanceof AuthoringError)) throw error;
      leaveOut(namesOf(name, plan.data), error);
    }
  }
  const parts = plan.data.parts.map(({ title, lessons: planned }) => ({
    title,
    lessons: planned.map((one) => withFolder(one, lessons)),
  }));
  const all = parts.flatMap((part) => part.lessons);
  const tracks = plan.data.tracks.map(({ lessons: steps, ...track }) => ({
    ...track,
    steps: steps.map(({ lesson, path }) => ({ lesson: all.find(({ id }) => id === lesson)!, path })),
  }));
  return { lessons, parts, tracks, terms: readTerms(root), home: readHome(join(root, 'home')) };
}

/** Reads course.yaml. Throws AuthoringError. */
export function readPlan(root: string): ReadYaml<CourseFile> {
  const file = join(root, 'course.yaml');
  return readYaml({ file, text: readFileSync(file, 'utf8') }, courseFile);
}

/** Reads glossary.yaml. Throws AuthoringError. */
export function readTerms(root: string): readonly Term[] {
  const file = join(root, 'glossary.yaml');
  return readYaml({ file, text: readFileSync(file, 'utf8') }, glossaryFile).data;
}

/** What the page of the lesson in this folder may be called: as it is planned, or as the folder is. */
function namesOf(folder: string, { parts }: CourseFile): readonly string[] {
  const number = Number.parseInt(folder, 10);
  const planned = parts.flatMap(({ lessons }) => lessons).filter((one) => one.number === number);
  return [...planned.map(({ id }) => id), folder.replace(/^\d+-/, '')];
}

function refuseTwins(root: string, folder: string, folders: readonly string[]): void {
  const number = Number.parseInt(folder, 10);
  const same = folders.filter((name) => Number.parseInt(name, 10) === number);
  if (same.length === 1) return;
  const place = { file: join(root, folder, 'en.md'), line: 1, column: 1 };
  throw new AuthoringError(place, `There are two folders for lesson ${number}: ${same.join(' and ')}.`);
}

function refuseTwinId({ page, texts }: Lesson, others: readonly Lesson[]): void {
  const other = others.find((one) => one.page.id === page.id);
  const place = { file: texts.en.file, line: 1, column: 1 };
  if (other) throw new AuthoringError(place, `The id "${page.id}" is also that of ${other.folder}.`);
}

/** A lesson has the number and the id that the course has planned for it. Throws AuthoringError. */
export function checkPlace({ folder, page, texts }: Lesson, { data, placeOf }: ReadYaml<CourseFile>): void {
  for (const [part, { lessons }] of data.parts.entries())
    for (const [index, planned] of lessons.entries()) {
      if (planned.number !== page.number) continue;
      if (planned.id === page.id) return;
      const path = ['parts', part, 'lessons', index, 'id'];
      throw new AuthoringError(
        placeOf(path),
        `Lesson ${page.number} is "${planned.id}" here, and "${page.id}" in ${basename(folder)}: make the id the same in en.md, ko.md and course.yaml.`,
      );
    }
  throw new AuthoringError({ file: texts.en.file, line: 1, column: 1 }, `course.yaml has no lesson ${page.number}.`);
}

/** What a lesson's folder says counts for more than what was planned. */
function withFolder(planned: Omit<PlannedLesson, 'lesson'>, lessons: readonly Lesson[]): PlannedLesson {
  const lesson = lessons.find(({ page }) => page.id === planned.id);
  if (!lesson) return { ...planned, lesson: null };
  const { en, ko } = lesson.texts;
  return {
    ...planned,
    title: { en: en.head.title, ko: ko.head.title },
    goal: { en: en.head.goal, ko: ko.head.goal },
    minutes: en.head.minutes,
    lesson,
  };
}
