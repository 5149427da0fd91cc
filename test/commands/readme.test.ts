/** The steps of src/authoring/README.md, taken to the letter, end with a lesson of which everything is right. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkLesson } from '../../src/authoring/check-lesson/check-lesson.ts';
import { lineOf } from '../../src/authoring/check-lesson/finding.ts';
import { readCourse } from '../../src/authoring/read-course.ts';
import { lessonsFolder } from '../authoring/lessons-folder.ts';

const FOLDER = '27-the-money-box';
/** A file that is named, and the block that comes next: its contents. */
const FILE = /`lessons\/([\w./-]+)`(?:(?!```)[^])*?\n```\w+\n([^]*?)^```$/gm;

const blocks = [...readFileSync('src/authoring/README.md', 'utf8').matchAll(FILE)].map(
  ([, name, text]) => [name!, text!] as const,
);

test('a lesson in ten minutes', async () => {
  const root = lessonsFolder({});
  const folder = join(root, FOLDER);
  mkdirSync(folder);
  const [[, place], ...files] = blocks.slice(0, -1) as [(typeof blocks)[number], ...(typeof blocks)[number][]];
  const [, step] = blocks.at(-1)!;
  expect(blocks.map(([name]) => name).filter((name) => !name.startsWith(FOLDER))).toEqual([
    'course.yaml',
    'course.yaml',
  ]);
  const course = join(root, 'course.yaml');
  const plan = readFileSync(course, 'utf8');
  writeFileSync(course, plan.replace(/^(?=tracks:$)/m, place) + step);
  expect(files).toHaveLength(7);
  for (const [name, text] of files) writeFileSync(join(root, name), text);

  const lines: string[] = [];
  const check = () => checkLesson(folder, process.cwd(), (finding) => lines.push(lineOf(finding)));
  await check();
  expect(lines.filter((line) => !line.startsWith('✓'))).toEqual([]);
  expect(lines).toContainEqual(expect.stringContaining('exercise.wrong-count.ts is caught by "every-coin"'));

  const wrong = join(folder, 'exercise.wrong-count.ts');
  const sum = 'events.reduce((sum, { data }) => sum + data.amount, 0)';
  writeFileSync(wrong, readFileSync(wrong, 'utf8').replace('events.length', sum));
  lines.length = 0;
  await check();
  expect(lines.filter((line) => !line.startsWith('✓'))).toEqual([expect.stringContaining('passes "every-coin"')]);

  // The course as the tests of every lesson have it.
  const { lessons, parts, tracks } = readCourse(root);
  expect(lessons.map(({ page }) => page.id)).toContain('the-money-box');
  const planned = parts.flatMap((part) => part.lessons);
  expect(tracks.at(-1)!.steps.map(({ lesson }) => lesson)).toEqual(planned);
});
