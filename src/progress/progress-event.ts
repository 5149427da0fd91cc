/** What a learner has done in a lesson. Rules: README.md, PG. */
import type { Event } from '#eventsourcing';

/** A question of a lesson as it was asked: `content` is a hash of its text and its choices. */
export type Question = Readonly<{ question: string; content: string }>;

/** A choice, counted from 0. */
export type PredictionMade = Event<'PredictionMade', Question & { choice: number; isRight: boolean }>;

/** The hint of this number, from 1, and with it all before it. */
export type HintShown = Event<'HintShown', { exercise: string; hint: number }>;

export type LessonStartedOver = Event<'LessonStartedOver', Record<string, never>>;

export type ProgressEvent = PredictionMade | HintShown | LessonStartedOver;
