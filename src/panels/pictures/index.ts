/** Draws pictures: loaded when a cell first asks for one, or an address names what is in one. */
import type { Messages } from '#i18n';
import { readMatrix } from '#lab';
import { drawPlot } from './plot.ts';
import './schedule-matrix.ts';

export { scheduleIn } from './shared-schedule.ts';

/** The picture that a text of a cell asks for; nothing where it asks for none. */
export async function drawPicture(asked: string, messages: Messages, file: string): Promise<HTMLElement[]> {
  const matrix = readMatrix(asked);
  if (!matrix) return drawPlot(asked, messages);
  const texts = await messages.loadMatrix();
  return [Object.assign(document.createElement('schedule-matrix'), { matrix, texts, file })];
}
