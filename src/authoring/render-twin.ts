/** Renders the twin: two cells side by side where there is room, and below them the one that asks both. */
import type { Element } from 'hast';
import { h } from 'hastscript';
import type { AllMessages } from '../i18n/index.ts';
import type { AttributesOf } from '../lesson/format/index.ts';

/** Columns that a cell needs beside another: enough for its buttons; and enough to be read, however long its lines. */
const [FEWEST, ENOUGH] = [30, 42];

/** What a twin is rendered with, by the file of a cell. */
type Tools = Readonly<{
  messages: AllMessages;
  cell: (file: string, columns?: number) => Element;
  source: (file: string) => string;
}>;

/** The block. */
export function renderTwin(
  { left, right, questions }: AttributesOf<'twin'>,
  { messages, cell, source }: Tools,
): Element {
  const longest = Math.max(...[left, right].flatMap((file) => source(file).split('\n')).map(({ length }) => length));
  const columns = Math.min(Math.max(longest, FEWEST), ENOUGH);
  return h('div', { class: 'twin', role: 'group', 'aria-label': messages.twin.name(left, right) }, [
    h('div', { class: 'twin-cells' }, [cell(left, columns), cell(right, columns)]),
    ...(questions === undefined ? [] : [cell(questions)]),
  ]);
}
