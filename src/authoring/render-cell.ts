/** Renders a cell as it stands in the page before its element wakes up, and without JavaScript for good. */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Messages } from '../i18n/index.ts';
import type { LessonCell } from '../lesson/index.ts';
import type { Highlight } from './highlight.ts';

/** What a cell is rendered with; `panel` is the one that shows what it does. */
type Tools = Readonly<{ messages: Messages; highlight: Highlight; panel?: string | undefined }>;

/** The cell's element with its code. */
export function renderCell(
  { file, source }: Pick<LessonCell<unknown>, 'file' | 'source'>,
  { messages, highlight, panel }: Tools,
): Element {
  const code = highlight(source).children as ElementContent[];
  const lines = source.split('\n').length;
  return h('code-cell', { id: file, role: 'region', 'aria-label': file, file, panel, style: `--lines: ${lines}` }, [
    h('div', { class: 'cell-placeholder', 'aria-hidden': 'true' }, [
      h('span', { class: 'cell-file' }, file),
      h('span', { class: 'cell-placeholder-run' }, messages.cell.run),
    ]),
    ...code,
  ]);
}
