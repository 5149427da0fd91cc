/** A learner's progress through the workbook, kept as events in a store of our own. Rules: README.md, PG. */
import { commandHandler, type EventStore } from '#eventsourcing';
import { createEventStore } from '#eventsourcing/storage';
import { randomId, type WorldStorage } from '#lab';
import { readCourseProgress, type CourseProgress } from './course-progress.ts';
import { lessonProgress, withCommand, type LessonProgress, type ProgressCommand } from './lesson-progress.ts';
import { eventsOf } from './world-events.ts';

export type { CourseProgress } from './course-progress.ts';
export {
  heldFor,
  predictionOf,
  withCommand,
  type LessonProgress,
  type Prediction,
  type ProgressCommand,
} from './lesson-progress.ts';
export type { ProgressEvent, Question } from './progress-event.ts';

/** The progress in one lesson. */
export interface Progress {
  read(): Promise<LessonProgress>;
  /** Records what a learner does; gives the progress with it. */
  handle(command: ProgressCommand): Promise<LessonProgress>;
}

/** The progress in a lesson, in the log of `world`. */
export function openProgress(world: WorldStorage, lessonId: string): Progress {
  const eventStore = openStore(world);
  const streamName = `lesson-${lessonId}`;
  const handle = commandHandler(lessonProgress);
  return {
    read: async () => (await eventStore.aggregateStream(streamName, lessonProgress)).state,
    handle: async (command) => (await handle(eventStore, streamName, command)).newState,
  };
}

/** The progress on a page that keeps nothing: it begins anew, and goes with the page. */
export function openForgottenProgress(): Progress {
  let progress = lessonProgress.initialState();
  return {
    read: () => Promise.resolve(progress),
    handle: (command) => Promise.resolve((progress = withCommand(progress, command))),
  };
}

/** The progress in every lesson, in the log of `world`. */
export const openCourseProgress = (world: WorldStorage): Promise<CourseProgress> =>
  readCourseProgress(openStore(world));

const openStore = (world: WorldStorage): EventStore =>
  createEventStore(
    eventsOf(world, () => Date.now()),
    { newId: () => randomId(Math.random), now: () => new Date().toISOString() },
  );
