/** Runs a lesson's cells in the order of the page, and holds each to how it is meant to end. */
import { join } from 'node:path';
import type { CellOptions } from '../../lesson/index.ts';
import type { CellState } from '../../workbook/index.ts';
import type { Lesson } from '../read-lesson.ts';
import type { OpenPage } from '../simulator/open-page.ts';
import { nameOf, type Finding, type Tell } from './finding.ts';
import { placeOf, sentenceOf } from './tell-fault.ts';

/** What a cell looks like that has ended as it is meant to. */
const ENDS: Readonly<Record<CellOptions['ends'], readonly CellState[]>> = {
  done: ['done', 'listening'],
  refused: ['refused'],
  conflict: ['conflict'],
  error: ['failed', 'crashed'],
};

/** Runs all, and tells of each cell. */
export async function judgeCells(lesson: Lesson, page: OpenPage, tell: Tell): Promise<void> {
  await page.session.runAll();
  for (const { file } of lesson.page.cells) tell(judgeCell(lesson, page, file));
}

/** Whether a cell could be run at all. */
export const wasRun = ({ session }: OpenPage, file: string): boolean =>
  session.view(file).fault?.code !== 'earlier-cell-failed';

/** How the last run of a cell ended; `textFile` is where its text is from. */
export function judgeCell(lesson: Lesson, page: OpenPage, file: string, textFile = file): Finding {
  const { ends } = lesson.page.cells.find((cell) => cell.file === file)!;
  const { state, fault } = page.session.view(file);
  const where = nameOf(join(lesson.folder, textFile));
  if (ENDS[ends].includes(state)) return { isRight: true, where, says: `ends ${ends}` };
  if (!wasRun(page, file))
    return { isRight: false, where, says: `was not run, because ${fault?.data['file']} does not come to its end.` };
  const why = fault ? `: ${sentenceOf(fault)}` : '.';
  return {
    isRight: false,
    where: fault ? placeOf(fault, lesson.folder, textFile, file) : where,
    says: `is to end ${ends}, and is ${state}${why} Mend the cell, or say in its directive how it ends: ends="…".`,
  };
}
