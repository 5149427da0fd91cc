/** A value as a table, as `console.table` asks for: a row for each entry, a column for each property that one of them has. */
import type { Messages } from '#i18n';
import type { ValueNode } from '#lab';
import { valueText } from '../value-text.ts';
import { createValueView, showInParts } from '../value-view.ts';

const MOST_COLUMNS = 20;
/** Characters of a value in a cell of the table. */
const WIDTH = 60;

/** What a row has by the names of columns; a value that has no properties stands in a column of its own. */
type Row = Readonly<{ key: string; cells: ReadonlyMap<string, ValueNode>; value: ValueNode | null }>;

/** An element that shows a table; for a value that has no entries, the value. `columns`: these and no others. */
export function createValueTable(node: ValueNode, columns: readonly string[] | null, messages: Messages): HTMLElement {
  const rows = rowsOf(node, messages);
  if (rows.length === 0) return createValueView(node, messages);
  const names = (columns ?? [...new Set(rows.flatMap(({ cells }) => [...cells.keys()]))]).slice(0, MOST_COLUMNS);
  const hasValues = columns === null && rows.some(({ value }) => value);
  const table = document.createElement('table');
  table.className = 'value-table';
  const head = table.createTHead().insertRow();
  const { index, column } = messages.value;
  for (const name of [index, ...names, ...(hasValues ? [column] : [])]) head.append(headOf(name, 'col'));
  const body = table.createTBody();
  const rest = document.createElement('caption');
  rest.className = 'value-more';
  showInParts(rows.length, 'more' in node ? node.more : 0, { messages, rest }, (from, to) => {
    const shown = rows.slice(from, to).map(({ key, cells, value }) => {
      const row = body.insertRow();
      row.append(headOf(key, 'row'));
      for (const name of names) fill(row.insertCell(), cells.get(name), messages);
      if (hasValues) fill(row.insertCell(), value ?? undefined, messages);
      return row;
    });
    return shown[0];
  });
  if (rest.hasChildNodes()) table.prepend(rest);
  return table;
}

function rowsOf(node: ValueNode, messages: Messages): Row[] {
  switch (node.kind) {
    case 'list':
      return node.items.map((item, at) => rowOf(String(at), item));
    case 'object':
      return node.entries.map(([key, inner]) => rowOf(key, inner));
    case 'map':
      return node.entries.map(([key, inner]) => rowOf(valueText(key, messages, WIDTH), inner));
    default:
      return [];
  }
}

function rowOf(key: string, node: ValueNode): Row {
  if (node.kind === 'object') return { key, cells: new Map(node.entries), value: null };
  if (node.kind !== 'list') return { key, cells: new Map(), value: node };
  return { key, cells: new Map(node.items.map((item, at) => [String(at), item])), value: null };
}

function headOf(text: string, scope: 'col' | 'row'): HTMLTableCellElement {
  const head = document.createElement('th');
  head.scope = scope;
  head.textContent = text;
  return head;
}

function fill(cell: HTMLTableCellElement, node: ValueNode | undefined, messages: Messages): void {
  if (!node) return;
  cell.textContent = valueText(node, messages, WIDTH);
  cell.classList.toggle('is-number', node.kind === 'number' || node.kind === 'bigint');
}
