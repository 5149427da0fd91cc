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

/** How it is said that a cell has ended. */
const ENDED: Readonly<Record<CellState, string>> = {
  fresh: 'was not run',
  running: 'is still running',
  listening: 'listens',
  done: 'came to its end',
  refused: 'was refused',
  conflict: 'met a conflict',
  crashed: 'crashed',
  failed: 'ended with an error',
  stopped: 'was stopped',
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
  const meant = (Object.keys(ENDS) as (keyof typeof ENDS)[]).find((end) => ENDS[end].includes(state)) ?? ends;
  const why = fault ? `: ${sentenceOf(fault)}` : '.';
  return {
    isRight: false,
    where: fault ? placeOf(fault, lesson.folder, textFile, file) : where,
    says: `is meant to end ${ends}, but ${ENDED[state]}${why} Mend the cell${meant === ends ? '.' : `; or, where that is meant, ends="${meant}".`}`,
  };
}
