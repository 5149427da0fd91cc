/** Renders the twin: two cells side by side where there is room, and below them the one that asks both. */
import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Messages } from '../i18n/index.ts';
import type { AttributesOf } from '../lesson/format/index.ts';

/** The block; `cell` renders a cell by its file. */
export function renderTwin(
  { left, right, questions }: AttributesOf<'twin'>,
  { messages, cell }: Readonly<{ messages: Messages; cell: (file: string) => Element }>,
): Element {
  return h('div', { class: 'twin', role: 'group', 'aria-label': messages.twin.name(left, right) }, [
    h('div', { class: 'twin-cells' }, [cell(left), cell(right)]),
    ...(questions === undefined ? [] : [cell(questions)]),
  ]);
}
