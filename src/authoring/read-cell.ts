/** Reads a cell's file and compiles it. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { en } from '../i18n/index.ts';
import type { CellOptions, LessonCell } from '../lesson/index.ts';
import { compileCell } from '../runner/compile/index.ts';
import { CellError, type CompiledCell } from '../runner/index.ts';
import { AuthoringError, type SourcePlace } from './authoring-error.ts';

/** The cell that `options` names, from `folder`; `place` is where it was named. Throws AuthoringError. */
export function readCell(folder: string, options: CellOptions, place: SourcePlace): LessonCell<CompiledCell> {
  const path = join(folder, options.file);
  if (!existsSync(path)) throw new AuthoringError(place, `There is no ${options.file} in this lesson.`);
  const source = readFileSync(path, 'utf8').trimEnd();
  return { ...options, source, compiled: compile(path, source) };
}

/** Compiles the text of a file. Throws AuthoringError. */
export function compile(path: string, source: string): CompiledCell {
  try {
    return compileCell(basename(path), source);
  } catch (error) {
    if (!(error instanceof CellError)) throw error;
    const { what, next } = en.errors[error.code](error.data);
    throw new AuthoringError({ ...error.place, file: path }, `does not compile: ${what} ${next}`);
  }
}
