/** Types of run-lesson.mjs, which is plain JavaScript because Node runs it as it is. */

export function readLessonOptions(
  parts: readonly string[],
  folders: readonly string[],
): Readonly<{ folder: string; goesOn: boolean }>;
export function runLesson(parts: readonly string[]): Promise<void>;
