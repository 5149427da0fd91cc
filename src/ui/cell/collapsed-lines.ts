/** Lines of a cell that stand behind a button as high as one line, as long as they are what their author wrote. */
import type { LineRange } from '#lesson';

const TAG = 'collapsed-lines';

/** The collapsed lines of one cell. */
export class CollapsedLines {
  readonly range: LineRange;
  /** They are in sight. */
  readonly isOpen: boolean;
  readonly #text: string;

  private constructor(range: LineRange, text: string, isOpen: boolean) {
    this.range = range;
    this.#text = text;
    this.isOpen = isOpen;
  }

  /** What the page says of a cell; null where every line is in sight. */
  static of(cell: HTMLElement): CollapsedLines | null {
    const [first, last] = cell.getAttribute('collapsed')?.split('-').map(Number) ?? [];
    const text = cell.querySelector(`.${TAG}`)?.textContent;
    return first && last && text !== undefined ? new CollapsedLines({ first, last }, text, false) : null;
  }

  /** The same lines, in sight if they were not. */
  toggled(): CollapsedLines {
    return new CollapsedLines(this.range, this.#text, !this.isOpen);
  }

  /** Whether a text has these lines where they were; what a person has changed is never out of sight. */
  areIn(text: string): boolean {
    return text.startsWith(this.#text, startOf(text, this.range.first));
  }

  /** Whether a line is among those that are out of sight. */
  hides(line: number): boolean {
    return !this.isOpen && line >= this.range.first && line <= this.range.last;
  }

  /** The row in which a line stands, 0 at the top: the button has one of its own. */
  rowOf(line: number): number {
    const { first, last } = this.range;
    if (line < first) return line - 1;
    return this.isOpen ? line : line - 1 - (last - first);
  }

  /** Puts the lines of coloured code into an element of their own, as the page had them. */
  wrapIn(code: Element): void {
    const text = code.textContent;
    const start = startOf(text, this.range.first);
    const range = document.createRange();
    range.setStart(...pointAt(code, start));
    range.setEnd(...pointAt(code, start + this.#text.length));
    const lines = document.createElement('span');
    lines.className = TAG;
    lines.append(range.extractContents());
    range.insertNode(lines);
  }
}

/** Where a line begins, in characters from the start. */
function startOf(text: string, line: number): number {
  return text
    .split('\n')
    .slice(0, line - 1)
    .reduce((length, before) => length + before.length + 1, 0);
}

/** The place in a tree of so many characters from its start. */
function pointAt(root: Element, place: number): [Node, number] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let left = place;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = node as Text;
    if (left <= length) return [node, left];
    left -= length;
  }
  return [root, root.childNodes.length];
}
