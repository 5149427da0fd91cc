/** Renders a cell as it stands in the page before its element wakes up, and without JavaScript for good. */
import type { Element, ElementContent, Text } from 'hast';
import { h } from 'hastscript';
import type { AllMessages } from '../i18n/index.ts';
import type { LessonCell, LineRange } from '../lesson/index.ts';
import type { Highlight } from './highlight.ts';

/** How a cell is shown: the panel that shows what it does, the lines that are not in sight at first, the columns that it needs beside another. */
export type Shown = Readonly<{
  panel?: string | undefined;
  collapsed?: LineRange | undefined;
  columns?: number | undefined;
}>;

/** Lines of a cell that is kept on one page of paper. */
const SHORT = 20;

/** What a cell is rendered with. */
type Tools = Shown & Readonly<{ messages: AllMessages; highlight: Highlight }>;

/** The cell's element with its code. */
export function renderCell(
  { file, source }: Pick<LessonCell<unknown>, 'file' | 'source'>,
  { messages, highlight, panel, collapsed, columns }: Tools,
): Element {
  const code = highlight(source).children as Element[];
  const lines = source.split('\n').length - (collapsed ? collapsed.last - collapsed.first : 0);
  const range = collapsed && `${collapsed.first}-${collapsed.last}`;
  const properties = { id: file, role: 'region', 'aria-label': file, file, panel, collapsed: range };
  const isShort = lines <= SHORT;
  return h(
    'code-cell',
    {
      ...properties,
      class: isShort ? 'is-short' : undefined,
      style: `--lines: ${lines}${columns === undefined ? '' : `; --columns: ${columns}`}`,
    },
    [
      h('div', { class: 'cell-placeholder', 'aria-hidden': 'true' }, [
        h('span', { class: 'cell-file' }, file),
        h('span', { class: 'cell-placeholder-run' }, messages.cell.run),
      ]),
      ...(collapsed ? code.map((pre) => collapse(pre, collapsed, messages)) : code),
    ],
  );
}

/** The code with these lines in an element of their own: what the element folds when it is awake, and styles until then. */
function collapse(pre: Element, { first, last }: LineRange, { cell }: AllMessages): Element {
  const [code] = pre.children as [Element];
  // Lines, and between them the text that breaks them.
  const from = 2 * (first - 1);
  const to = 2 * last;
  const pieces = code.children as (Element | Text)[];
  const folded = h('span', { class: 'collapsed-lines', dataName: cell.showLines(first, last) }, pieces.slice(from, to));
  const children: ElementContent[] = [...pieces.slice(0, from), folded, ...pieces.slice(to)];
  return { ...pre, children: [{ ...code, children }] };
}
