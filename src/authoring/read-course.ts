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

/** Reads course.yaml, glossary.yaml, the home page's cell, and every folder of `root` whose name begins with a number. Throws AuthoringError. */
export function readCourse(root: string): Course {
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d+-/.test(entry.name))
    .map(({ name }) => name)
    .toSorted();
  const lessons = folders.map((name) => readLesson(join(root, name)));
  refuseTwins(lessons);
  const plan = readPlan(root);
  for (const lesson of lessons) checkPlace(lesson, plan);
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

function refuseTwins(lessons: readonly Lesson[]): void {
  const seen = new Map<string | number, Lesson>();
  for (const lesson of lessons) {
    const { number } = lesson.page;
    const place = { file: lesson.texts.en.file, line: 1, column: 1 };
    const same = seen.get(number);
    if (same) {
      const names = `${basename(same.folder)} and ${basename(lesson.folder)}`;
      throw new AuthoringError(place, `There are two folders for lesson ${number}: ${names}.`);
    }
    seen.set(number, lesson);
    const other = seen.get(lesson.page.id);
    if (other) throw new AuthoringError(place, `The id "${lesson.page.id}" is also that of ${other.folder}.`);
    seen.set(lesson.page.id, lesson);
  }
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
