/** What a cell says of its text: that it is not saved, or that another tab has saved another one. */
import { html, nothing } from 'lit';
import type { Messages, TellingMessages } from '#i18n';
import type { CellView } from '#workbook';
import { faultText } from './fault-text.ts';
import type { CellRequest } from './cell-request.ts';

/** `telling` comes when there is something that is not saved. */
export function textNotices(
  view: CellView,
  messages: Messages,
  telling: TellingMessages | null,
  ask: (request: CellRequest) => void,
) {
  const { cell } = messages;
  const { save, otherText } = view;
  const notSaved =
    save.kind === 'not-saved' && telling
      ? html`<div class="notice is-failed" role="alert">
          <p>${cell.notSaved(faultText(save.why, telling).what)}</p>
          <span class="buttons"><button class="button" @click=${() => download(view)}>${cell.download}</button></span>
        </div>`
      : nothing;
  const other =
    otherText === null
      ? nothing
      : html`<div class="notice" role="alert">
          <p>${cell.otherText}</p>
          <span class="buttons">
            <button class="button" @click=${() => ask('swap-texts')}>${cell.swapTexts}</button>
            <button class="button" @click=${() => ask('choose-text')}>${cell.chooseText}</button>
          </span>
        </div>`;
  return html`${notSaved}${other}`;
}

/** Gives the text to the person as a file: the way out when storage takes nothing. */
function download({ text, file }: CellView): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
