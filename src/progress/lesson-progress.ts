/** How far a learner is in one lesson: decides what is recorded, and folds it. Rules: README.md, PG1-PG8, PG10. */
import type { Command, Decider } from '#eventsourcing';
import type { CellRan, ProgressEvent, Question } from './progress-event.ts';

/** What was predicted of a question: choices counted from 0, in the order in which they were made. */
export type Prediction = Readonly<{ choices: readonly number[]; isRight: boolean }>;

export type LessonProgress = Readonly<{
  isOpened: boolean;
  isCompleted: boolean;
  /** By question, as it was asked. */
  predictions: ReadonlyMap<string, Prediction>;
  /** How many hints were shown of an exercise. */
  hints: ReadonlyMap<string, number>;
  /** Of each check whether it held when it was tried last, and for which text, by exercise and check. */
  checks: ReadonlyMap<string, Readonly<{ holds: boolean; text: string }>>;
  /** The text that an exercise had before its solution was taken. */
  taken: ReadonlyMap<string, string>;
  /** What each cell came to last, and with which text; none is the author's. */
  runs: ReadonlyMap<string, Omit<CellRan['data'], 'file'>>;
  /** The texts that each cell has had, run or replaced, each once; null is the author's. */
  texts: ReadonlyMap<string, ReadonlySet<string | null>>;
}>;

export type OpenLesson = Command<'OpenLesson', Record<string, never>>;
export type RecordRun = Command<'RecordRun', CellRan['data']>;
export type Predict = Command<'Predict', Question & { choice: number; isRight: boolean }>;
export type ShowHint = Command<'ShowHint', { exercise: string; hint: number }>;
/** Some of an exercise's checks have been tried; `text` is a hash of what was checked. */
export type RecordChecks = Command<
  'RecordChecks',
  { exercise: string; text: string; holds: Readonly<Record<string, boolean>> }
>;
export type TakeSolution = Command<'TakeSolution', { exercise: string; before: string }>;
/** Something is about to take the place of a cell's text. */
export type ReplaceText = Command<'ReplaceText', { file: string; text: string }>;
export type PutBack = Command<'PutBack', { exercise: string }>;
export type CompleteLesson = Command<'CompleteLesson', Record<string, never>>;
export type StartOver = Command<'StartOver', Record<string, never>>;
export type ProgressCommand =
  | OpenLesson
  | RecordRun
  | Predict
  | ShowHint
  | RecordChecks
  | TakeSolution
  | PutBack
  | ReplaceText
  | CompleteLesson
  | StartOver;

const NOT_BEGUN = { predictions: new Map(), hints: new Map(), checks: new Map(), taken: new Map() };
const NEW: LessonProgress = { isOpened: false, isCompleted: false, runs: new Map(), texts: new Map(), ...NOT_BEGUN };
const NOTHING: Prediction = { choices: [], isRight: false };

const keyOf = ({ question, content }: Question): string => `${question} ${content}`;
const keyOfCheck = (exercise: string, check: string): string => `${exercise} ${check}`;

/** Whether a check held when this text was tried last. */
export const heldFor = ({ checks }: LessonProgress, exercise: string, check: string, text: string): boolean => {
  const tried = checks.get(keyOfCheck(exercise, check));
  return tried !== undefined && tried.holds && tried.text === text;
};

/** What was predicted of a question. */
export const predictionOf = ({ predictions }: LessonProgress, asked: Question): Prediction =>
  predictions.get(keyOf(asked)) ?? NOTHING;

export const lessonProgress: Decider<LessonProgress, ProgressCommand, ProgressEvent> = {
  initialState: () => NEW,

  evolve(progress, event) {
    switch (event.type) {
      case 'LessonOpened':
        return { ...progress, isOpened: true };
      case 'CellRan': {
        const { file, ...run } = event.data;
        const texts = withText(progress.texts, file, run.text ?? null);
        return { ...progress, runs: new Map(progress.runs).set(file, run), texts };
      }
      case 'PredictionMade': {
        const { choice, isRight, ...asked } = event.data;
        const { choices } = predictionOf(progress, asked);
        const prediction = { choices: [...choices, choice], isRight };
        return { ...progress, predictions: new Map(progress.predictions).set(keyOf(asked), prediction) };
      }
      case 'HintShown': {
        const { exercise, hint } = event.data;
        return { ...progress, hints: new Map(progress.hints).set(exercise, hint) };
      }
      case 'CheckPassed':
      case 'CheckFailed': {
        const { exercise, check, text } = event.data;
        const tried = { holds: event.type === 'CheckPassed', text };
        return { ...progress, checks: new Map(progress.checks).set(keyOfCheck(exercise, check), tried) };
      }
      case 'SolutionTaken': {
        const { exercise, before } = event.data;
        return { ...progress, taken: new Map(progress.taken).set(exercise, before) };
      }
      case 'SolutionPutBack':
        return { ...progress, taken: without(progress.taken, event.data.exercise) };
      case 'TextReplaced':
        return { ...progress, texts: withText(progress.texts, event.data.file, event.data.text) };
      case 'LessonCompleted':
        return { ...progress, isCompleted: true };
      case 'LessonStartedOver':
        return { ...progress, ...NOT_BEGUN };
    }
  },

  decide(command, progress) {
    switch (command.type) {
      case 'OpenLesson':
        return unless(progress.isOpened, { type: 'LessonOpened', data: {} });
      case 'RecordRun': {
        const { file, ended, text, starter } = command.data;
        const last = progress.runs.get(file);
        const isSame = last?.ended === ended && last.text === text && last.starter === starter;
        return unless(isSame, { type: 'CellRan', data: command.data });
      }
      case 'Predict': {
        const { choices, isRight } = predictionOf(progress, command.data);
        return unless(isRight || choices.includes(command.data.choice), { type: 'PredictionMade', data: command.data });
      }
      case 'ShowHint': {
        const { exercise, hint } = command.data;
        return unless(hint <= (progress.hints.get(exercise) ?? 0), { type: 'HintShown', data: { exercise, hint } });
      }
      case 'RecordChecks':
        return newChecks(progress, command.data);
      case 'TakeSolution': {
        const { exercise, before } = command.data;
        return unless(progress.taken.get(exercise) === before, { type: 'SolutionTaken', data: command.data });
      }
      case 'PutBack':
        return unless(!progress.taken.has(command.data.exercise), { type: 'SolutionPutBack', data: command.data });
      case 'ReplaceText': {
        const { file, text } = command.data;
        return unless(progress.texts.get(file)?.has(text) ?? false, { type: 'TextReplaced', data: { file, text } });
      }
      case 'CompleteLesson':
        return unless(progress.isCompleted, { type: 'LessonCompleted', data: {} });
      case 'StartOver':
        return unless(isNew(progress), { type: 'LessonStartedOver', data: {} });
    }
  },
};

const unless = (isKnown: boolean, event: ProgressEvent): ProgressEvent[] => (isKnown ? [] : [event]);

function newChecks({ checks }: LessonProgress, { exercise, text, holds }: RecordChecks['data']): ProgressEvent[] {
  const changed = Object.entries(holds).filter(([check, held]) => {
    const before = checks.get(keyOfCheck(exercise, check));
    return before?.holds !== held || before.text !== text;
  });
  return changed.map(([check, held]) => ({
    type: held ? 'CheckPassed' : 'CheckFailed',
    data: { exercise, check, text },
  }));
}

const withText = (texts: LessonProgress['texts'], file: string, text: string | null): LessonProgress['texts'] =>
  texts.get(file)?.has(text) ? texts : new Map(texts).set(file, new Set(texts.get(file)).add(text));

const isNew = ({ predictions, hints, checks, taken }: LessonProgress): boolean =>
  predictions.size + hints.size + checks.size + taken.size === 0;

function without(map: ReadonlyMap<string, string>, key: string): ReadonlyMap<string, string> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}

/** The progress as it is with a command that could not be recorded. */
export const withCommand = (progress: LessonProgress, command: ProgressCommand): LessonProgress =>
  lessonProgress.decide(command, progress).reduce(lessonProgress.evolve, progress);
