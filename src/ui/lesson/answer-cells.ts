/** Answers what a person asks of the cells of a page, by what the lesson's session can do. */
import type { LessonSession } from '#workbook';
import type { CellRequest } from '../cell/cell-request.ts';
import type { CodeCell } from '../cell/code-cell.ts';

/** Who hears of it. */
export type AnswerListener = Readonly<{
  /** Is told why something was not done. */
  failed(error: unknown): void;
  /** Something is about to take the place of the texts that a cell has of a learner's. Resolves to whether they are kept. */
  textsGo(file: string): Promise<boolean>;
}>;

export function answerCells(
  session: LessonSession,
  cells: ReadonlyMap<string, CodeCell>,
  { failed, textsGo }: AnswerListener,
): void {
  document.addEventListener('cell-request', (event) => {
    const { request, file } = (event as CustomEvent<{ request: CellRequest; file: string }>).detail;
    const answers: Readonly<Record<CellRequest, () => unknown>> = {
      'expect-run': () => session.expectRun(),
      run: () => session.run(file),
      'run-on': () => {
        const files = [...cells.keys()];
        const next = cells.get(files[files.indexOf(file) + 1] ?? '');
        next?.focusRun();
        return session.run(file);
      },
      stop: () => session.stop(),
      reset: async () => (await textsGo(file)) && session.reset(file),
      'swap-texts': () => session.swapTexts(file),
      'choose-text': async () => (await textsGo(file)) && session.chooseText(file),
      'keep-own': () => session.keepOwn(file),
    };
    Promise.resolve(answers[request]()).catch(failed);
  });
  document.addEventListener('cell-edited', (event) => {
    const { file, text } = (event as CustomEvent<{ file: string; text: string }>).detail;
    session.edit(file, text);
  });
  document.addEventListener('place-chosen', (event) => {
    const { file, line } = (event as CustomEvent<{ file: string; line: number }>).detail;
    const cell = cells.get(file);
    // In the cell itself one is there already.
    if (event.target !== cell) cell?.scrollIntoView({ block: 'nearest' });
    cell?.goTo(line);
  });
  // A page that is hidden may never be seen again; one that is left gets no second chance.
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && void session.leave());
  addEventListener('pagehide', () => void session.leave());
}
