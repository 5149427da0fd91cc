/** Renders a lesson's text to HTML: prose, cells with their code and a toolbar that waits for JavaScript, boxes. */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Code, Heading, Table } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';
import { toHtml } from 'hast-util-to-html';
import { toHast, type State } from 'mdast-util-to-hast';
import type { Messages } from '../i18n/index.ts';
import type { LessonCell } from '../lesson/index.ts';
import type { CompiledCell } from '../runner/index.ts';
import type { Highlight } from './highlight.ts';
import type { LessonText } from './read-text.ts';

type Cells = readonly LessonCell<CompiledCell>[];
/** What rendering needs besides the text. */
export type Tools = Readonly<{ messages: Messages; highlight: Highlight }>;

/** The HTML of a lesson's body. */
export function renderText(text: LessonText, cells: Cells, tools: Tools): string {
  const tree = toHast(text.body, {
    handlers: {
      leafDirective: (_: State, node: LeafDirective) =>
        renderCell(
          cells.find(({ file }) => file === node.attributes?.['file'])!,
          tools,
        ),
      containerDirective: (state: State, node: ContainerDirective) => renderBox(state, node, tools.messages),
      code: (_: State, node: Code) => renderCode(node, tools),
      heading: (state: State, node: Heading) => renderHeading(state, node, tools.messages),
      table: renderTable,
    },
  });
  return toHtml(tree);
}

/** A cell as it stands in the page before its element wakes up, and without JavaScript for good. */
export function renderCell({ file, source }: LessonCell<CompiledCell>, { messages, highlight }: Tools): Element {
  const { cell } = messages;
  const code = highlight(source).children as ElementContent[];
  const lines = source.split('\n').length;
  return h('code-cell', { id: file, role: 'region', 'aria-label': file, file, style: `--lines: ${lines}` }, [
    h('div', { class: 'cell-placeholder', 'aria-hidden': 'true' }, [
      h('span', { class: 'cell-file' }, file),
      h('span', { class: 'cell-placeholder-run' }, cell.run),
    ]),
    ...code,
  ]);
}

/** A heading, and a link to itself. */
function renderHeading(state: State, node: Heading, { page }: Messages): Element {
  const id = String(node.data?.hProperties?.['id']);
  return h(`h${node.depth}`, { id }, [
    ...state.all(node),
    h('a', { class: 'heading-link', href: `#${id}`, 'aria-label': page.linkTo(toString(node)) }, '#'),
  ]);
}

/** Code in the prose, which cannot be run. */
function renderCode({ lang, value }: Code, { highlight }: Tools): ElementContent[] {
  if (lang === 'ts') return highlight(value).children as ElementContent[];
  return [h('pre', h('code', value))];
}

function renderBox(state: State, node: ContainerDirective, { box }: Messages): Element {
  const name = node.name as keyof Messages['box'];
  const children = state.all(node);
  return h('div', { class: `box box-${name}`, role: 'note', 'aria-label': box[name] }, [
    h('p', { class: 'box-name' }, box[name]),
    ...children,
  ]);
}

/** A wide table scrolls in a box of its own, which the keyboard can reach. */
function renderTable(state: State, node: Table): Element {
  const [head, ...rows] = node.children.map((row) => row.children.map((cell) => state.all(cell)));
  return h('div', { class: 'table-scroll', tabindex: '0', role: 'group' }, [
    h('table', [
      h(
        'thead',
        h(
          'tr',
          head!.map((cell) => h('th', { scope: 'col' }, cell)),
        ),
      ),
      h(
        'tbody',
        rows.map((row) =>
          h(
            'tr',
            row.map((cell) => h('td', cell)),
          ),
        ),
      ),
    ]),
  ]);
}
