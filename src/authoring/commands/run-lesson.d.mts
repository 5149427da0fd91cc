/** Types of run-lesson.mjs, which is plain JavaScript because Node runs it as it is. */

export function readLessonOptions(
  parts: readonly string[],
  folders: readonly string[],
  env?: Readonly<Record<string, string | undefined>>,
): Readonly<{ folder: string; goesOn: boolean }>;
export function runLesson(parts: readonly string[]): Promise<void>;
export function checkFolder(folder: string, limit?: number): Promise<0 | 1>;
export function watchLesson(folder: string): Readonly<{ isDirty: boolean; next(): Promise<void>; close(): void }>;
