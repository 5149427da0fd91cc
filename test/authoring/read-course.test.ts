/** The course of this workbook, and what its build refuses, each with its place. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCourse } from '../../src/authoring/read-course.ts';
import { lessonsFolder } from './lessons-folder.ts';

const COURSE = readFileSync('lessons/course.yaml', 'utf8');
const GLOSSARY = readFileSync('lessons/glossary.yaml', 'utf8');
const FIRST = '01-where-did-the-history-go';

describe('the course', () => {
  const course = readCourse('lessons');
  const planned = course.parts.flatMap(({ lessons }) => lessons);

  test('has its lessons in six parts and in their order, and knows which are written', () => {
    expect(course.parts).toHaveLength(6);
    expect(planned.length).toBeGreaterThanOrEqual(26);
    expect(planned.map(({ number }) => number)).toEqual(planned.map((_, index) => index + 1));
    expect(planned.flatMap(({ lesson }) => lesson ?? [])).toEqual(course.lessons);
  });

  test('leaves ten minutes or more of the 90-minute workshop for arriving and for questions', () => {
    const { steps } = course.tracks.find(({ id }) => id === 'workshop')!;
    expect(steps).toHaveLength(8);
    expect(steps.reduce((sum, { lesson, path }) => sum + lesson.minutes[path], 0)).toBeLessThanOrEqual(80);
  });

  test('goes through all lessons in the track of the whole course', () => {
    const { steps } = course.tracks.find(({ id }) => id === 'whole-course')!;
    expect(steps.map(({ lesson }) => lesson)).toEqual(planned);
  });

  test('writes every goal so that other words can stand before it', () => {
    expect(planned.filter(({ goal }) => !goal.en.startsWith('you can '))).toEqual([]);
    expect(planned.filter(({ goal }) => !goal.ko.endsWith('어요.'))).toEqual([]);
  });

  test('has a world of its own for the cell of the home page', () => {
    expect(course.home).toMatchObject({ id: 'home', cells: [{ file: 'cart.ts', rerun: 'rewind' }] });
  });

  test('takes title, goal and minutes from the folder of a lesson that has one', () => {
    const other = COURSE.replace("'Where did the history go?'", 'Another title').replace('core: 10', 'core: 99');
    const [lesson] = readCourse(lessonsFolder({ 'course.yaml': other })).parts[0]!.lessons;
    expect(lesson).toMatchObject({ title: { en: 'Where did the history go?' }, minutes: { core: 10, full: 25 } });
  });
});

describe('the build refuses', () => {
  const refusal = (files: Readonly<Record<string, string>>): string => {
    try {
      readCourse(lessonsFolder(files));
    } catch (error) {
      return (error as Error).message.replace(/^.*?\/lessons-[^/]+\//, '');
    }
    throw new Error('Nothing was refused.');
  };
  /** Line and column of a text, as people count. */
  const placeOf = (source: string, text: string): string => {
    const before = source.slice(0, source.indexOf(text)).split('\n');
    return `${before.length}:${before.at(-1)!.length + 1}`;
  };
  const course = (was: string, is: string) => ({ 'course.yaml': COURSE.replace(was, is) });

  test('a lesson whose id is not the planned one', () => {
    const said = refusal({ 'course.yaml': COURSE.replaceAll('where-did-the-history-go', 'the-history') });
    expect(said).toBe(
      `course.yaml:${placeOf(COURSE, 'id: where-did')} Lesson 1 is "the-history" here, and "where-did-the-history-go" in ${FIRST}: make the id the same in en.md, ko.md and course.yaml.`,
    );
  });

  /** The first lesson once more, under another id. */
  const copyTo = (folder: string) => {
    const text = (file: string) =>
      readFileSync(`lessons/${FIRST}/${file}`, 'utf8').replace('id: where', 'id: and-where');
    return Object.fromEntries(readdirSync(`lessons/${FIRST}`).map((file) => [`${folder}/${file}`, text(file)]));
  };

  test('a folder that the course does not know', () => {
    expect(refusal(copyTo('99-and-where'))).toBe('99-and-where/en.md:1:1 course.yaml has no lesson 99.');
  });

  test('two folders for one lesson', () => {
    expect(refusal(copyTo('01-and-where'))).toBe(
      `01-and-where/en.md:1:1 There are two folders for lesson 1: 01-and-where and ${FIRST}.`,
    );
  });

  test.each([
    [
      'a missing translation',
      '          ko: 과거형 사실, 스트림, 봉투\n',
      '',
      '"parts.0.lessons.1.title.ko" is missing',
    ],
    [
      'Korean without Hangul',
      'ko: 과거형 사실, 스트림, 봉투',
      'ko: Facts',
      '"parts.0.lessons.1.title.ko" must be written in Korean',
    ],
    [
      'a part without a title',
      'title: { en: State or history,',
      'titel: { en: State or history,',
      '"parts.0" has no "title"; line 3 has "titel".',
    ],
    ['a number out of order', 'number: 2\n', 'number: 3\n', '"parts.0.lessons.1.number" must be 2'],
    [
      'an id that is there twice',
      'id: facts-in-the-past-tense',
      'id: given-when-then',
      '"parts.0.lessons.5.id" is the id of another',
    ],
    [
      'the name of the home page',
      'id: facts-in-the-past-tense',
      'id: index',
      '"parts.0.lessons.1.id" is the name of the home page',
    ],
    [
      'a track to nowhere',
      '{ lesson: should-you,',
      '{ lesson: should-we,',
      '"tracks.0.lessons.7.lesson" is the id of no lesson',
    ],
    ['a path that is neither', 'path: core }', 'path: short }', '"tracks.0.lessons.0.path"'],
    ['what is left to do', 'en: The gap', 'en: TODO', 'has a TODO left in it'],
  ])('%s', (_, was, is, message) => {
    expect(COURSE).toContain(was);
    const said = refusal(course(was, is));
    expect(said).toMatch(/^course\.yaml:\d+:\d+ /);
    expect(said).toContain(message);
  });

  test('a key that nobody knows, at its line and column', () => {
    const said = refusal(course('        minutes: { core: 12', '        hours: 1\n        minutes: { core: 12'));
    const line = COURSE.slice(0, COURSE.indexOf('        minutes: { core: 12')).split('\n').length;
    expect(said).toBe(`course.yaml:${line}:9 unknown key "hours".`);
  });

  test.each([
    ['a term without a Korean definition', '    ko: 스트림의 마지막 이벤트 위치예요.', '    kr: 스트림의', 'missing'],
    ['two terms with one id', '- id: relay', '- id: outbox', 'is the id of another term too'],
    ['one spelling for two terms', 'en: snapshot', 'en: logs', 'spells "logs" as "log" does'],
    ['what is no YAML', '- id: relay', '- id: [relay', 'glossary.yaml:'],
  ])('%s', (_, was, is, message) => {
    expect(GLOSSARY).toContain(was);
    const said = refusal({ 'glossary.yaml': GLOSSARY.replace(was, is) });
    expect(said).toMatch(/^glossary\.yaml:\d+:\d+ /);
    expect(said).toContain(message);
  });

  test('a home page without its cell that compiles', () => {
    expect(refusal({ 'home/cart.ts': 'const = 1;' })).toMatch(/^home\/cart\.ts:1:\d+ does not compile: /);
  });
});
