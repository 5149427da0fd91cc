/** How far a learner is in one lesson: decides what is recorded, and folds it. Rules: README.md, PG1-PG3. */
import type { Command, Decider } from '#eventsourcing';
import type { ProgressEvent, Question } from './progress-event.ts';

/** What was predicted of a question: choices counted from 0, in the order in which they were made. */
export type Prediction = Readonly<{ choices: readonly number[]; isRight: boolean }>;

/** Predictions by question, as it was asked. */
export type LessonProgress = Readonly<{ predictions: ReadonlyMap<string, Prediction> }>;

export type Predict = Command<'Predict', Question & { choice: number; isRight: boolean }>;
export type StartOver = Command<'StartOver', Record<string, never>>;
export type ProgressCommand = Predict | StartOver;

const NOTHING: Prediction = { choices: [], isRight: false };

const keyOf = ({ question, content }: Question): string => `${question} ${content}`;

/** What was predicted of a question. */
export const predictionOf = ({ predictions }: LessonProgress, asked: Question): Prediction =>
  predictions.get(keyOf(asked)) ?? NOTHING;

export const lessonProgress: Decider<LessonProgress, ProgressCommand, ProgressEvent> = {
  initialState: () => ({ predictions: new Map() }),

  evolve(progress, event) {
    if (event.type === 'LessonStartedOver') return { predictions: new Map() };
    const { choice, isRight, ...asked } = event.data;
    const { choices } = predictionOf(progress, asked);
    const prediction = { choices: [...choices, choice], isRight };
    return { predictions: new Map(progress.predictions).set(keyOf(asked), prediction) };
  },

  decide(command, progress) {
    if (command.type === 'StartOver') {
      return progress.predictions.size === 0 ? [] : [{ type: 'LessonStartedOver', data: {} }];
    }
    const { choices, isRight } = predictionOf(progress, command.data);
    return isRight || choices.includes(command.data.choice) ? [] : [{ type: 'PredictionMade', data: command.data }];
  },
};

/** The progress as it is with a command that could not be recorded. */
export const withCommand = (progress: LessonProgress, command: ProgressCommand): LessonProgress =>
  lessonProgress.decide(command, progress).reduce(lessonProgress.evolve, progress);
