/** How far a learner is in the whole course: the log read from its beginning, folded for each lesson. Rule PG9. */
import type { EventStore, Recorded } from '#eventsourcing';
import { lessonProgress, type LessonProgress } from './lesson-progress.ts';
import type { ProgressEvent } from './progress-event.ts';

export type CourseProgress = Readonly<{
  /** By the id of the lesson: those in which something was done. */
  lessons: ReadonlyMap<string, LessonProgress>;
  /** The lesson in which something was done last; null where nothing was. */
  last: string | null;
}>;

const STREAM = /^lesson-(.+)$/;

/** Reads all that was recorded. */
export async function readCourseProgress(eventStore: EventStore): Promise<CourseProgress> {
  const lessons = new Map<string, LessonProgress>();
  let last: string | null = null;
  const { events } = await eventStore.readAll();
  for (const event of events as readonly Recorded<ProgressEvent>[]) {
    const id = STREAM.exec(event.streamName)?.[1];
    if (id === undefined) continue;
    lessons.set(id, lessonProgress.evolve(lessons.get(id) ?? lessonProgress.initialState(), event));
    last = id;
  }
  return { lessons, last };
}
