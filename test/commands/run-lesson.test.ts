/** `npm run lesson` as an author uses it: which lesson is meant, and a real check that ends with what it found. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { checkFolder, readLessonOptions, watchLesson } from '../../src/authoring/commands/run-lesson.mjs';
import { runCommand } from '../../src/authoring/commands/run-command.mjs';
import { lessonsFolder } from '../authoring/lessons-folder.ts';

describe('what is asked for', () => {
  const read = (...parts: string[]) => readLessonOptions(parts, ['01-one', '03-three', '12-twelve']);

  test.each(['3', '03', '003'])('%s is lesson 3', (number) => {
    expect(read(number)).toEqual({ folder: '03-three', goesOn: false });
  });

  test('--watch goes on, wherever it stands', () => {
    expect(read('12', '--watch')).toEqual({ folder: '12-twelve', goesOn: true });
    expect(read('--watch', '12')).toEqual({ folder: '12-twelve', goesOn: true });
  });

  test('a lesson that is not there is told with those that are', () => {
    expect(() => read('2')).toThrow('There is no lesson 2. There are:\n  01-one\n  03-three\n  12-twelve');
  });

  test('nothing gives what can be asked for', () => {
    expect(() => read()).toThrow(/^npm run lesson -- 03 .*\n.*--watch/);
  });

  test.each(['three', '03-three', 'lessons/03-three/'])('%s is the lesson of that name', (name) => {
    expect(read(name)).toEqual({ folder: '03-three', goesOn: false });
  });

  test('a name that is not there is told with those that are', () => {
    expect(() => read('four')).toThrow('There is no lesson four. There are:\n  01-one');
  });

  test('--watch counts too where it has become a setting of npm', () => {
    const options = readLessonOptions(['3'], ['03-three'], { npm_config_watch: 'true' });
    expect(options).toEqual({ folder: '03-three', goesOn: true });
  });

  test('two folders with one number are both told', () => {
    const folders = ['03-another', '03-three'];
    expect(() => readLessonOptions(['3'], folders)).toThrow(
      'There are two folders for lesson 3: 03-another and 03-three.',
    );
  });

  test.each([['a b'], ['3', '4'], ['3', '--wacth'], ['-3']])('%s is refused with what there is', (...parts) => {
    expect(() => read(...parts)).toThrow(/^npm run lesson was given "[^]*--watch/);
  });
});

/** A course whose first lesson has this cell in place of its own `table.ts`. */
const withTable = (text: string): string => {
  const folder = '01-where-did-the-history-go';
  return join(lessonsFolder({ [`${folder}/table.ts`]: text }), folder);
};
const COMMANDS = join(import.meta.dirname, '../../src/authoring/commands');
const run = (name: string, part: string) =>
  runCommand(process.execPath, [join(COMMANDS, name), part], { keepOutput: true });

describe('a check', () => {
  test('that finds nothing wrong says how long it took, and ends with 0', async () => {
    const { status, output } = await run('check-lesson.mjs', 'lessons/01-where-did-the-history-go');
    expect(output).toMatch(/^(✓ .+\n)+All of it is right, \d+\.\d s\n$/);
    expect(status).toBe(0);
  });

  test('that finds something ends with another code', async () => {
    const { status, output } = await run('check-lesson.mjs', withTable("throw new Error('no table');"));
    expect(output).toMatch(/^✗ .*table\.ts:1:\d+ is meant to end done.*\n[^]*\nSomething is wrong, \d+\.\d s\n$/m);
    expect(status).toBe(2);
    expect(await checkFolder(withTable("throw new Error('no table');"))).toBe(1);
  });

  test.each([
    ['a cell', 'table.ts', 'while (Date.now() > 0) {}'],
    ['an answer', 'exercise.wrong-edited.ts', '// Caught by one-event: it never ends.\nwhile (Date.now() > 0) {}'],
  ])('of %s that never ends is ended, and names its file', async (_, file, text) => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    error.mockClear();
    const folder = '01-where-did-the-history-go';
    const root = lessonsFolder({ [`${folder}/${file}`]: text });
    expect(await checkFolder(join(root, folder), 8_000)).toBe(1);
    expect(error.mock.calls).toEqual([[`✗ ${file} has not ended after 8 s. Look there for a loop that never ends.`]]);
  });
});

describe('a change', () => {
  const watching = (folder: string) => {
    const changes = watchLesson(folder);
    onTestFinished(() => changes.close());
    return changes;
  };
  const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  test.each(['en.md', '../course.yaml', '../glossary.yaml'])('of %s is noticed once it is over', async (file) => {
    const folder = withTable('');
    const changes = watching(folder);
    let isOver = false;
    const change = changes.next().then(() => (isOver = true));
    await later(300);
    expect(isOver).toBe(false);
    writeFileSync(join(folder, file), 'other');
    await change;
    expect(changes.isDirty).toBe(false);
  });

  test('that nobody waits for, as during a check, is kept', async () => {
    const folder = withTable('');
    const changes = watching(folder);
    const first = changes.next();
    writeFileSync(join(folder, 'en.md'), 'first');
    await first;
    writeFileSync(join(folder, 'en.md'), 'second');
    await vi.waitUntil(() => changes.isDirty);
    await changes.next();
    expect(changes.isDirty).toBe(false);
  });

  test('of another lesson is not noticed', async () => {
    const folder = withTable('');
    const changes = watching(folder);
    mkdirSync(join(folder, '../02-other'));
    await later(300);
    expect(changes.isDirty).toBe(false);
  });
});
