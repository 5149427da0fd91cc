/** Reads the home page's cell: a lesson of one cell, with a world of its own. */
import { join } from 'node:path';
import { toCellOptions } from '../lesson/format/index.ts';
import { DEFAULT_NOW, type LessonPage } from '../lesson/index.ts';
import type { CompiledCell } from '../runner/index.ts';
import { readCell } from './read-cell.ts';

const CELL = { file: 'cart.ts', from: 'previous', ends: 'done', path: 'full' } as const;

/** The page that `folder` gives. Throws AuthoringError. */
export function readHome(folder: string): LessonPage<CompiledCell> {
  const cell = readCell(folder, toCellOptions(CELL, 'rewind'), { file: join(folder, CELL.file), line: 1, column: 1 });
  // Before the first lesson.
  return { id: 'home', number: 0, now: DEFAULT_NOW, cells: [cell] };
}
