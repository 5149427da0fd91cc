/** The files of the lessons: each is used, and their code fits beside the Lab, with room for values at the ends of lines. */
import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';
import { isSeen, longLines } from '../../src/authoring/check-lesson/long-lines.ts';
import { unusedFiles } from '../../src/authoring/check-lesson/unused-files.ts';
import { readCourse } from '../../src/authoring/read-course.ts';

const files = globSync(['lessons/*/*.ts']).filter(isSeen).toSorted();

test('there are lessons', () => {
  expect(files.length).toBeGreaterThan(8);
});

test.each(files)('%s', (file) => {
  const source = readFileSync(file, 'utf8');
  expect(longLines(file, source).map(({ line, says }) => `${file}:${line} ${says}`)).toEqual([]);
});

test.each(readCourse('lessons').lessons.map((lesson) => [lesson.folder, lesson] as const))(
  'every file of %s is used',
  (_, lesson) => {
    expect(unusedFiles(lesson).map(({ file, says }) => `${file} ${says}`)).toEqual([]);
  },
);

describe('a line is too long', () => {
  const long = (length: number) => `const a = '${'a'.repeat(length - 13)}';`;

  test('with more than 78 characters', () => {
    expect(longLines('a.ts', `${long(78)}\n`)).toEqual([]);
    expect(longLines('a.ts', `\n${long(79)}\n`)).toEqual([
      { line: 2, says: 'has 79 characters; a line has at most 78.' },
    ]);
  });

  test('with more than 56 in front of a value', () => {
    expect(longLines('a.ts', `${'1'.repeat(55)};`)).toEqual([]);
    expect(longLines('a.ts', `${'1'.repeat(56)};`)).toEqual([
      { line: 1, says: 'has 57 characters; a line with a value beside it has at most 56.' },
    ]);
  });
});
