/** What a cell says of itself beside its name: how its last run ended, and what has become of its text. */
import { html } from 'lit';
import type { Messages } from '#i18n';
import type { CellView } from '#workbook';

/** Each to be read as a word of its own; the first is its state. */
function statusWords(view: CellView, cell: Messages['cell'], broken: number): string[] {
  const words = [view.isSlow ? cell.stillRunning : cell.state[view.state]];
  if (view.state === 'running' && view.runsFirst) words.push(cell.runningFirst(view.runsFirst));
  if (broken > 0) words.push(cell.testsBroken(broken));
  if (view.isStale) words.push(cell.stale);
  if (view.milliseconds !== null) words.push(cell.milliseconds(Math.max(1, Math.round(view.milliseconds))));
  if (view.isEdited) words.push(cell.edited);
  if (view.save.kind === 'saving') words.push(cell.saving);
  return words;
}

/** The words, as the cell shows them; `broken` of its tests do not hold. */
export function cellStatus(view: CellView, { cell }: Messages, broken: number) {
  const [state, ...words] = statusWords(view, cell, broken);
  return html`<span class="state state-${view.state}">${state}</span
    >${words.map((word) => html`<span class="word">${word}</span>`)}`;
}
