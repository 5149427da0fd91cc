/** A learner's progress: what is recorded of a lesson, and what becomes of it. */
import { describe, expect, test } from 'vitest';
import type { WorldStorage } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import {
  heldFor,
  openCourseProgress,
  openForgottenProgress,
  openProgress,
  predictionOf,
  withCommand,
  type ProgressCommand,
  type Question,
} from '#progress';

const ASKED: Question = { question: 'predict-1', content: 'abc' };
const predict = (choice: number, isRight = false, asked = ASKED): ProgressCommand => ({
  type: 'Predict',
  data: { ...asked, choice, isRight },
});
const START_OVER: ProgressCommand = { type: 'StartOver', data: {} };

const typesIn = async (world: WorldStorage): Promise<string[]> =>
  (await world.readAll({ after: 0, wanted: 100 })).commits.flatMap(({ types }) => types);

describe('predictions', () => {
  test('PG2: are kept in the order in which they were made, until the right one', async () => {
    const world = createMemoryWorld();
    const progress = openProgress(world, 'fold');
    expect(predictionOf(await progress.read(), ASKED)).toEqual({ choices: [], isRight: false });
    await progress.handle(predict(3));
    expect(predictionOf(await progress.handle(predict(2, true)), ASKED)).toEqual({ choices: [3, 2], isRight: true });
    expect(predictionOf(await openProgress(world, 'fold').read(), ASKED)).toEqual({ choices: [3, 2], isRight: true });
    expect(predictionOf(await openProgress(world, 'other').read(), ASKED).choices).toEqual([]);
  });

  test('PG2: a choice made twice, or after the right one, is not recorded', async () => {
    const world = createMemoryWorld();
    const progress = openProgress(world, 'fold');
    for (const command of [predict(1), predict(1), predict(2, true), predict(2, true), predict(0)]) {
      await progress.handle(command);
    }
    expect(predictionOf(await progress.read(), ASKED)).toEqual({ choices: [1, 2], isRight: true });
    expect(await typesIn(world)).toEqual(['PredictionMade', 'PredictionMade']);
  });

  test('PG1: a question that asks something else is asked again, and what was predicted of it before stays', async () => {
    const world = createMemoryWorld();
    const progress = openProgress(world, 'fold');
    await progress.handle(predict(1));
    const changed = { ...ASKED, content: 'abd' };
    expect(predictionOf(await progress.read(), changed).choices).toEqual([]);
    const both = await progress.handle(predict(0, true, changed));
    expect(predictionOf(both, ASKED)).toEqual({ choices: [1], isRight: false });
    expect(predictionOf(both, changed)).toEqual({ choices: [0], isRight: true });
  });

  test('PG3: who starts over is asked everything again; the stream keeps what was', async () => {
    const world = createMemoryWorld();
    const progress = openProgress(world, 'fold');
    await progress.handle(START_OVER);
    expect(await typesIn(world)).toEqual([]);
    await progress.handle(predict(1));
    expect(predictionOf(await progress.handle(START_OVER), ASKED).choices).toEqual([]);
    await progress.handle(START_OVER);
    expect(predictionOf(await progress.handle(predict(1)), ASKED).choices).toEqual([1]);
    expect(await typesIn(world)).toEqual(['PredictionMade', 'LessonStartedOver', 'PredictionMade']);
  });

  test('PG4: hints are counted, each once, until the lesson is started over', async () => {
    const world = createMemoryWorld();
    const progress = openProgress(world, 'fold');
    const hint = (number: number, exercise = 'exercise-1'): ProgressCommand => ({
      type: 'ShowHint',
      data: { exercise, hint: number },
    });
    for (const command of [hint(1), hint(1), hint(2), hint(1), hint(1, 'exercise-2')]) await progress.handle(command);
    expect(await progress.read()).toMatchObject({
      hints: new Map([
        ['exercise-1', 2],
        ['exercise-2', 1],
      ]),
    });
    expect(await typesIn(world)).toEqual(['HintShown', 'HintShown', 'HintShown']);
    expect((await progress.handle(START_OVER)).hints.size).toBe(0);
    expect((await progress.handle(hint(1))).hints.get('exercise-1')).toBe(1);
  });

  test('PG5: a run is recorded where its end or its text is another one', async () => {
    const world = createMemoryWorld();
    const progress = openProgress(world, 'fold');
    const run = (ended: string, text?: string): ProgressCommand => ({
      type: 'RecordRun',
      data: { file: 'a.ts', ended, ...(text !== undefined && { text }) },
    });
    for (const command of [run('done'), run('done'), run('failed', 'x'), run('failed', 'x'), run('done', 'x')])
      await progress.handle(command);
    await progress.handle({ type: 'RecordRun', data: { file: 'b.ts', ended: 'done' } });
    expect(await typesIn(world)).toEqual(['CellRan', 'CellRan', 'CellRan', 'CellRan']);
    const { runs } = await progress.handle(run('done'));
    expect([runs.get('a.ts'), runs.get('b.ts')]).toEqual([{ ended: 'done' }, { ended: 'done' }]);
  });

  test('PG6: of a check only what changes is recorded', async () => {
    const world = createMemoryWorld();
    const progress = openProgress(world, 'fold');
    const checks = (holds: Record<string, boolean>, text = 'abc'): ProgressCommand => ({
      type: 'RecordChecks',
      data: { exercise: 'exercise-1', text, holds },
    });
    await progress.handle(checks({ a: false, b: false }));
    await progress.handle(checks({ a: true, b: false }));
    await progress.handle(checks({ a: true, b: false }));
    const after = await progress.handle(checks({ a: false }));
    // Two checks in one append.
    expect(await typesIn(world)).toEqual(['CheckFailed', 'CheckPassed', 'CheckFailed']);
    expect((await world.readState()).lastPosition).toBe(4);
    expect(['a', 'b'].map((check) => heldFor(after, 'exercise-1', check, 'abc'))).toEqual([false, false]);
    // For another text it is another thing.
    const other = await progress.handle(checks({ a: true, b: false }, 'abd'));
    expect(['abc', 'abd'].map((text) => heldFor(other, 'exercise-1', 'a', text))).toEqual([false, true]);
    expect((await world.readState()).lastPosition).toBe(6);
  });

  test('PG7: the text that a solution has taken the place of is kept until it is back', async () => {
    const world = createMemoryWorld();
    const progress = openProgress(world, 'fold');
    const take = (before: string): ProgressCommand => ({ type: 'TakeSolution', data: { exercise: 'e', before } });
    const putBack: ProgressCommand = { type: 'PutBack', data: { exercise: 'e' } };
    await progress.handle(putBack);
    await progress.handle(take('mine'));
    await progress.handle(take('mine'));
    expect((await progress.handle(take('written anew'))).taken.get('e')).toBe('written anew');
    expect((await progress.handle(putBack)).taken.size).toBe(0);
    expect((await progress.handle(take('other'))).taken.get('e')).toBe('other');
    expect(await typesIn(world)).toEqual(['SolutionTaken', 'SolutionTaken', 'SolutionPutBack', 'SolutionTaken']);
  });

  test('PG8: what was completed stays so, also when it is started over', async () => {
    const world = createMemoryWorld();
    const progress = openProgress(world, 'fold');
    await progress.handle({ type: 'OpenLesson', data: {} });
    await progress.handle({ type: 'OpenLesson', data: {} });
    await progress.handle(predict(1, true));
    await progress.handle({ type: 'CompleteLesson', data: {} });
    await progress.handle({ type: 'CompleteLesson', data: {} });
    const after = await progress.handle(START_OVER);
    expect([after.isOpened, after.isCompleted, after.predictions.size]).toEqual([true, true, 0]);
    expect(await typesIn(world)).toEqual(['LessonOpened', 'PredictionMade', 'LessonCompleted', 'LessonStartedOver']);
  });

  test('PG9: the course is a fold over the whole log', async () => {
    const world = createMemoryWorld();
    expect(await openCourseProgress(world)).toEqual({ lessons: new Map(), last: null });
    await openProgress(world, 'fold').handle({ type: 'OpenLesson', data: {} });
    await openProgress(world, 'decide').handle({ type: 'CompleteLesson', data: {} });
    await openProgress(world, 'fold').handle(predict(1));
    const { lessons, last } = await openCourseProgress(world);
    expect(last).toBe('fold');
    expect([...lessons].map(([id, { isOpened, isCompleted }]) => [id, isOpened, isCompleted])).toEqual([
      ['fold', true, false],
      ['decide', false, true],
    ]);
    expect(lessons.get('fold')).toEqual(await openProgress(world, 'fold').read());
  });

  test('two tabs at the same time lose nothing', async () => {
    const world = createMemoryWorld();
    const tabs = [openProgress(world, 'fold'), openProgress(world, 'fold')];
    await Promise.all(tabs.map((tab, index) => tab.handle(predict(index))));
    const { choices } = predictionOf(await tabs[0]!.read(), ASKED);
    expect(new Set(choices)).toEqual(new Set([0, 1]));
    await Promise.all(tabs.map((tab) => tab.handle(predict(3))));
    expect(predictionOf(await tabs[1]!.read(), ASKED).choices).toHaveLength(3);
  });

  test('what could not be recorded holds all the same', async () => {
    const before = await openProgress(createMemoryWorld(), 'fold').read();
    const after = withCommand(withCommand(before, predict(1)), predict(2, true));
    expect(predictionOf(after, ASKED)).toEqual({ choices: [1, 2], isRight: true });
    expect(predictionOf(withCommand(after, START_OVER), ASKED).choices).toEqual([]);
    expect(predictionOf(before, ASKED).choices).toEqual([]);
  });
});

describe('the history of a cell', () => {
  const run = (ended: string, text?: string): ProgressCommand => ({
    type: 'RecordRun',
    data: { file: 'a.ts', ended, ...(text === undefined ? {} : { text }) },
  });
  const replace = (text: string, file = 'a.ts'): ProgressCommand => ({ type: 'ReplaceText', data: { file, text } });

  test.each([
    ['a world', () => openProgress(createMemoryWorld(), 'fold')],
    ['a page that keeps nothing', openForgottenProgress],
  ])('PG10: has its runs and the texts that gave way without one, newest first, in %s', async (_, open) => {
    const progress = open();
    for (const command of [
      run('done'),
      run('failed', 'one'),
      replace('two'),
      replace('other', 'b.ts'),
      run('done', 'one'),
    ])
      await progress.handle(command);
    const history = await progress.readHistory('a.ts');
    expect(history.map(({ text, ended }) => [text, ended])).toEqual([
      ['one', 'done'],
      ['two', null],
      ['one', 'failed'],
      [null, 'done'],
    ]);
    for (const { at } of history) expect(Date.parse(at)).toBeGreaterThan(Date.now() - 60_000);
    expect(await progress.readHistory('c.ts')).toEqual([]);
  });

  test('PG10: a text that the cell has had already is not recorded again', async () => {
    const progress = openProgress(createMemoryWorld(), 'fold');
    for (const command of [run('done', 'one'), replace('one'), replace('two'), replace('two')])
      await progress.handle(command);
    const { texts } = await progress.read();
    expect(texts.get('a.ts')).toEqual(new Set(['one', 'two']));
    expect(await progress.readHistory('a.ts')).toHaveLength(2);
  });

  test('PG10: starting over keeps it', async () => {
    const progress = openProgress(createMemoryWorld(), 'fold');
    for (const command of [run('done', 'one'), predict(1), START_OVER]) await progress.handle(command);
    expect(await progress.readHistory('a.ts')).toHaveLength(1);
  });
});
