/** A learner's progress through the workbook, kept as events in a store of our own. Rules: README.md, PG. */
import { commandHandler, type EventStore } from '#eventsourcing';
import { createEventStore } from '#eventsourcing/storage';
import { randomId, type WorldStorage } from '#lab';
import { readCourseProgress, type CourseProgress } from './course-progress.ts';
import { historyOf, type DatedEvent, type PastText } from './cell-history.ts';
import { lessonProgress, type LessonProgress, type ProgressCommand } from './lesson-progress.ts';
import type { ProgressEvent } from './progress-event.ts';
import { eventsOf } from './world-events.ts';

export type { PastText } from './cell-history.ts';
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
  /** The runs and the texts of a cell, newest first. */
  readHistory(file: string): Promise<readonly PastText[]>;
}

/** The progress in a lesson, in the log of `world`. */
export function openProgress(world: WorldStorage, lessonId: string): Progress {
  const eventStore = openStore(world);
  const streamName = `lesson-${lessonId}`;
  const handle = commandHandler(lessonProgress);
  return {
    read: async () => (await eventStore.aggregateStream(streamName, lessonProgress)).state,
    handle: async (command) => (await handle(eventStore, streamName, command)).newState,
    async readHistory(file) {
      const { events } = await eventStore.readStream<ProgressEvent>(streamName);
      return historyOf(events, file);
    },
  };
}

/** The progress on a page that keeps nothing: it begins anew, and goes with the page. */
export function openForgottenProgress(): Progress {
  const events: DatedEvent[] = [];
  const read = (): LessonProgress => events.reduce(lessonProgress.evolve, lessonProgress.initialState());
  return {
    read: () => Promise.resolve(read()),
    handle(command) {
      const recordedAt = new Date().toISOString();
      events.push(...lessonProgress.decide(command, read()).map((event) => ({ ...event, recordedAt })));
      return Promise.resolve(read());
    },
    readHistory: (file) => Promise.resolve(historyOf(events, file)),
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
