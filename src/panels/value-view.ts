/** A value on the page: one line, and for what has an inside a tree that opens. Everything is text; nothing of it is markup. */
import { css } from 'lit';
import type { Messages } from '#i18n';
import type { ValueNode } from '#lab';
import { valueText } from './value-text.ts';

/** The styles of values, for every root that shows them. */
export const valueStyles = css`
  .value {
    font-family: var(--mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .value-string {
    color: var(--code-token-string);
  }
  .value-number,
  .value-boolean,
  .value-bigint,
  .value-date {
    color: var(--code-token-constant);
  }
  .value-null,
  .value-undefined,
  .value-getter,
  .value-deep,
  .value-circular,
  .value-unreadable {
    color: var(--ink-quiet);
  }
  .value-error {
    color: var(--failed);
  }
  .value-tree > summary {
    cursor: pointer;
    font-family: var(--mono);
  }
  .value-tree > summary:focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .value-entries {
    list-style: none;
    margin: 0;
    padding: 0 0 0 1.25em;
    border-inline-start: 1px solid var(--line);
  }
  .value-key {
    color: var(--ink-quiet);
    font-family: var(--mono);
  }
  /* Words stay whole: what is too wide is scrolled to. */
  .value-table {
    border-collapse: collapse;
    font-family: var(--mono);
    overflow-wrap: normal;
    white-space: nowrap;
  }
  .value-table :is(th, td) {
    padding: 0.15rem 0.7rem;
    text-align: start;
    vertical-align: top;
    border: 1px solid var(--line);
  }
  .value-table th {
    font-weight: 400;
    color: var(--ink-quiet);
  }
  .value-table td.is-number {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .value-table caption {
    caption-side: bottom;
    padding-block-start: 0.2rem;
    text-align: start;
    color: var(--ink-quiet);
  }
`;

/** An element that shows a value. */
export function createValueView(node: ValueNode, messages: Messages): HTMLElement {
  const inside = entriesOf(node);
  if (inside.length === 0) return createLine(node, messages);
  const tree = document.createElement('details');
  tree.className = 'value-tree';
  const line = document.createElement('summary');
  line.textContent = valueText(node, messages);
  tree.append(line);
  // What is inside is made when it is first opened: most values never are.
  unopened.set(tree, () => tree.append(createEntries(node, inside, messages)));
  tree.addEventListener('toggle', () => fill(tree), { once: true });
  return tree;
}

/** What makes the inside of trees that were never open. */
const unopened = new WeakMap<HTMLDetailsElement, () => void>();

function fill(tree: HTMLDetailsElement): void {
  unopened.get(tree)?.();
  unopened.delete(tree);
}

/** What is open of a value: its entries that are, by their places. */
export type Opened = ReadonlyMap<number, Opened>;

/** What is open of a value on the page; null where it is closed. */
export function openedIn(view: Element | null): Opened | null {
  if (!(view instanceof HTMLDetailsElement) || !view.open) return null;
  const opened = itemsOf(view).map((item, place) => [place, openedIn(item.lastElementChild)] as const);
  return new Map(opened.flatMap(([place, inside]) => (inside ? [[place, inside] as const] : [])));
}

/** Opens of a value what was open of another one, as far as it is there. */
export function reopen(view: Element | null | undefined, opened: Opened): void {
  if (!(view instanceof HTMLDetailsElement)) return;
  view.open = true;
  fill(view);
  const items = itemsOf(view);
  for (const [place, inside] of opened) reopen(items[place]?.lastElementChild, inside);
}

const itemsOf = (tree: HTMLDetailsElement): Element[] => [...tree.querySelectorAll(':scope > .value-entries > li')];

function createLine(node: ValueNode, messages: Messages): HTMLElement {
  const line = document.createElement('span');
  line.className = `value value-${node.kind}`;
  line.textContent = node.kind === 'string' ? node.text : valueText(node, messages, Infinity);
  if (node.kind === 'string' && node.more > 0) line.append(` ${messages.value.more(node.more)}`);
  return line;
}

type Entry = readonly [key: string | null, value: ValueNode];

function entriesOf(node: ValueNode): readonly Entry[] {
  switch (node.kind) {
    case 'object':
    case 'error':
      return node.entries;
    case 'list':
      return node.items.map((item, index) => [String(index), item]);
    case 'map':
      return node.entries.map(([key, value]) => ['text' in key ? key.text : key.kind, value]);
    default:
      return [];
  }
}

function createEntries(node: ValueNode, entries: readonly Entry[], messages: Messages): HTMLElement {
  const list = document.createElement('ul');
  list.className = 'value-entries';
  for (const [key, value] of entries) {
    const item = document.createElement('li');
    const name = document.createElement('span');
    name.className = 'value-key';
    name.textContent = `${key}: `;
    item.append(name, createValueView(value, messages));
    list.append(item);
  }
  const more = 'more' in node ? node.more : 0;
  if (more > 0) {
    const item = document.createElement('li');
    item.textContent = messages.value.more(more);
    list.append(item);
  }
  return list;
}
