/** How far a learner is in one lesson: decides what is recorded, and folds it. Rules: README.md, PG1-PG3. */
import type { Command, Decider } from '#eventsourcing';
import type { ProgressEvent, Question } from './progress-event.ts';

/** What was predicted of a question: choices counted from 0, in the order in which they were made. */
export type Prediction = Readonly<{ choices: readonly number[]; isRight: boolean }>;

export type LessonProgress = Readonly<{
  /** By question, as it was asked. */
  predictions: ReadonlyMap<string, Prediction>;
  /** How many hints were shown of an exercise. */
  hints: ReadonlyMap<string, number>;
}>;

export type Predict = Command<'Predict', Question & { choice: number; isRight: boolean }>;
export type ShowHint = Command<'ShowHint', { exercise: string; hint: number }>;
export type StartOver = Command<'StartOver', Record<string, never>>;
export type ProgressCommand = Predict | ShowHint | StartOver;

const NEW: LessonProgress = { predictions: new Map(), hints: new Map() };
const NOTHING: Prediction = { choices: [], isRight: false };

const keyOf = ({ question, content }: Question): string => `${question} ${content}`;

/** What was predicted of a question. */
export const predictionOf = ({ predictions }: LessonProgress, asked: Question): Prediction =>
  predictions.get(keyOf(asked)) ?? NOTHING;

export const lessonProgress: Decider<LessonProgress, ProgressCommand, ProgressEvent> = {
  initialState: () => NEW,

  evolve(progress, event) {
    switch (event.type) {
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
      case 'LessonStartedOver':
        return NEW;
    }
  },

  decide(command, progress) {
    switch (command.type) {
      case 'Predict': {
        const { choices, isRight } = predictionOf(progress, command.data);
        return isRight || choices.includes(command.data.choice) ? [] : [{ type: 'PredictionMade', data: command.data }];
      }
      case 'ShowHint': {
        const { exercise, hint } = command.data;
        return hint <= (progress.hints.get(exercise) ?? 0) ? [] : [{ type: 'HintShown', data: { exercise, hint } }];
      }
      case 'StartOver':
        return isNew(progress) ? [] : [{ type: 'LessonStartedOver', data: {} }];
    }
  },
};

const isNew = ({ predictions, hints }: LessonProgress): boolean => predictions.size + hints.size === 0;

/** The progress as it is with a command that could not be recorded. */
export const withCommand = (progress: LessonProgress, command: ProgressCommand): LessonProgress =>
  lessonProgress.decide(command, progress).reduce(lessonProgress.evolve, progress);
