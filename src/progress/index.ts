/** A learner's progress through the workbook, kept as events in a store of our own. Rules: README.md, PG. */
import { commandHandler } from '#eventsourcing';
import { createEventStore } from '#eventsourcing/storage';
import { randomId, type WorldStorage } from '#lab';
import { lessonProgress, type LessonProgress, type ProgressCommand } from './lesson-progress.ts';
import { eventsOf } from './world-events.ts';

export {
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
  const eventStore = createEventStore(
    eventsOf(world, () => Date.now()),
    { newId: () => randomId(Math.random), now: () => new Date().toISOString() },
  );
  const streamName = `lesson-${lessonId}`;
  const handle = commandHandler(lessonProgress);
  return {
    read: async () => (await eventStore.aggregateStream(streamName, lessonProgress)).state,
    handle: async (command) => (await handle(eventStore, streamName, command)).newState,
  };
}
