/** What a learner has done in a lesson. Rules: README.md, PG. */
import type { Event } from '#eventsourcing';

/** A question of a lesson as it was asked: `content` is a hash of its text and its choices. */
export type Question = Readonly<{ question: string; content: string }>;

type Nothing = Record<string, never>;

export type LessonOpened = Event<'LessonOpened', Nothing>;

/** A run of a cell that came to something else than the one before, or was of another text. `text` is missing where it is the author's: then `starter` is a hash of that. */
export type CellRan = Event<'CellRan', { file: string; ended: string; text?: string; starter?: string }>;

/** A choice, counted from 0. */
export type PredictionMade = Event<'PredictionMade', Question & { choice: number; isRight: boolean }>;

/** The hint of this number, from 1, and with it all before it. */
export type HintShown = Event<'HintShown', { exercise: string; hint: number }>;

/** `text` is a hash of the text that was checked. */
export type CheckPassed = Event<'CheckPassed', { exercise: string; check: string; text: string }>;
export type CheckFailed = Event<'CheckFailed', { exercise: string; check: string; text: string }>;

/** `before` is the text that the solution has taken the place of. */
export type SolutionTaken = Event<'SolutionTaken', { exercise: string; before: string }>;
/** The text from before is back. */
export type SolutionPutBack = Event<'SolutionPutBack', { exercise: string }>;

/** A text of a cell that was not recorded before gave way to another one, or to the author's. */
export type TextReplaced = Event<'TextReplaced', { file: string; text: string }>;

/** All that the lesson asks for holds. */
export type LessonCompleted = Event<'LessonCompleted', Nothing>;

export type LessonStartedOver = Event<'LessonStartedOver', Nothing>;

export type ProgressEvent =
  | LessonOpened
  | CellRan
  | PredictionMade
  | HintShown
  | CheckPassed
  | CheckFailed
  | SolutionTaken
  | SolutionPutBack
  | TextReplaced
  | LessonCompleted
  | LessonStartedOver;
