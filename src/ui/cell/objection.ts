/** Says what TypeScript has against the text that was run: it runs all the same, and its mark may be far from what came of it. */
import { html, nothing } from 'lit';
import type { Messages } from '#i18n';
import type { CellView } from '#workbook';
import type { Objection } from './editor.ts';

/** Characters of a message; a type that is written out has hundreds. */
const MOST = 160;

function brief(message: string): string {
  const [line = ''] = message.split('\n');
  return line.length > MOST ? `${line.slice(0, MOST)}…` : line;
}

/** The first objection, which leads to its line; nothing while the text is another than the one that was run. */
export function objectionNotice(
  { file, state, isStale }: CellView,
  [first, ...others]: readonly Objection[],
  { cell }: Messages,
  goTo: (line: number) => void,
) {
  if (!first || isStale || state === 'fresh' || state === 'running') return nothing;
  return html`<p class="objection">
    <button @click=${() => goTo(first.line)}>${cell.goTo(file, first.line)}</button> ${cell.objection(
      brief(first.message),
      others.length,
    )}
  </p>`;
}
