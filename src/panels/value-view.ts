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
  .value-more {
    color: var(--ink-quiet);
  }
  .value-more > .button {
    margin-block: 0.3rem;
    font-family: var(--sans);
  }
  .value-entries > li:has(> details) {
    display: flex;
    gap: 0.6em;
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

/** What is open of a value: how many of its entries are shown, and those that are open, by their places. */
export type Opened = Readonly<{ shown: number; inside: ReadonlyMap<number, Opened> }>;

/** A value that is open, and nothing in it. */
export const OPENED: Opened = { shown: 0, inside: new Map() };

/** What is open of a value on the page; null where it is closed. */
export function openedIn(view: Element | null): Opened | null {
  if (!(view instanceof HTMLDetailsElement) || !view.open) return null;
  const items = itemsOf(view);
  const opened = items.map((item, place) => [place, openedIn(item.lastElementChild)] as const);
  return {
    shown: items.length,
    inside: new Map(opened.flatMap(([place, inside]) => (inside ? [[place, inside] as const] : []))),
  };
}

/** Opens of a value what was open of another one, as far as it is there. */
export function reopen(view: Element | null | undefined, opened: Opened): void {
  if (!(view instanceof HTMLDetailsElement)) return;
  view.open = true;
  fill(view);
  for (let more = moreOf(view); more && itemsOf(view).length < opened.shown; more = moreOf(view)) more.click();
  const items = itemsOf(view);
  for (const [place, inside] of opened.inside) reopen(items[place]?.lastElementChild, inside);
}

const itemsOf = (tree: HTMLDetailsElement): Element[] => [
  ...tree.querySelectorAll(':scope > .value-entries > li:not(.value-more)'),
];

const moreOf = (tree: HTMLDetailsElement) =>
  tree.querySelector<HTMLElement>(':scope > .value-entries > .value-more > button');

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
  const more = 'more' in node ? node.more : 0;
  const rest = document.createElement('li');
  rest.className = 'value-more';
  showInParts(entries.length, more, { messages, rest }, (from, to) => {
    const items = entries.slice(from, to).map((entry) => createEntry(entry, messages));
    list.append(...items, rest);
    return items[0];
  });
  return list;
}

function createEntry([key, value]: Entry, messages: Messages): HTMLElement {
  const item = document.createElement('li');
  const name = document.createElement('span');
  name.className = 'value-key';
  name.textContent = `${key}: `;
  item.append(name, createValueView(value, messages));
  return item;
}

/** Entries that are shown in one go. */
const PART = 100;

/**
 * Shows so many entries part by part: `rest` says how many are left, `more` beside those that are there among them, and shows the next
 * part when it is asked to. `show` gives the first of a part.
 */
export function showInParts(
  count: number,
  more: number,
  { messages, rest }: Readonly<{ messages: Messages; rest: HTMLElement }>,
  show: (from: number, to: number) => HTMLElement | undefined,
): void {
  let shown = 0;
  const showNext = (): void => {
    const hadFocus = rest.matches(':focus-within');
    const from = shown;
    shown = Math.min(count, from + PART);
    const first = show(from, shown);
    const left = count - shown + more;
    const button = document.createElement('button');
    button.className = 'button';
    button.textContent = messages.value.showMore(Math.min(PART, count - shown), left);
    button.addEventListener('click', showNext);
    rest.replaceChildren(...(shown < count ? [button] : left > 0 ? [messages.value.more(left)] : []));
    if (left === 0) rest.remove();
    if (!hadFocus) return;
    // Whoever goes on from here does so with the keyboard too.
    const next = shown < count ? button : left > 0 ? rest : first;
    if (next === first) first?.setAttribute('tabindex', '-1');
    next?.focus();
  };
  rest.tabIndex = -1;
  showNext();
}
