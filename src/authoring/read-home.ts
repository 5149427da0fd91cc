/** Reads the home page's cell: a lesson of one cell, with a world of its own. */
import { join } from 'node:path';
import { DEFAULT_NOW, type CellOptions, type LessonPage } from '../lesson/index.ts';
import type { CompiledCell } from '../runner/index.ts';
import { readCell } from './read-cell.ts';

const CELL: CellOptions = { file: 'cart.ts', from: 'previous', rerun: 'rewind', ends: 'done', isReadonly: false };

/** The page that `folder` gives. Throws AuthoringError. */
export function readHome(folder: string): LessonPage<CompiledCell> {
  const cell = readCell(folder, CELL, { file: join(folder, CELL.file), line: 1, column: 1 });
  // Before the first lesson.
  return { id: 'home', number: 0, now: DEFAULT_NOW, cells: [cell] };
}
