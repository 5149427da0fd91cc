/** Reads the course: the list of lessons, each from its folder, in order. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AuthoringError } from './authoring-error.ts';
import { readLesson, type Lesson } from './read-lesson.ts';

export type Course = Readonly<{ lessons: readonly Lesson[] }>;

/** Reads every folder of `root` whose name begins with a number. Throws AuthoringError. */
export function readCourse(root: string): Course {
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d+-/.test(entry.name))
    .map(({ name }) => name)
    .toSorted();
  const lessons = folders.map((name) => readLesson(join(root, name)));
  const seen = new Map<string, Lesson>();
  for (const lesson of lessons) {
    const other = seen.get(lesson.page.id);
    const place = { file: lesson.texts.en.file, line: 1, column: 1 };
    if (other) throw new AuthoringError(place, `The id "${lesson.page.id}" is also that of ${other.folder}.`);
    seen.set(lesson.page.id, lesson);
  }
  return { lessons };
}
