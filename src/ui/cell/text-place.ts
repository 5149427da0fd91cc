/** Where in a cell's code a point of the window is, and how wide its lines are. */

/** The place at a point of the window, in characters from the start of `code`; 0 where it is beside it. */
export function placeAt(code: Element, { x, y }: Readonly<{ x: number; y: number }>): number {
  const caret = caretAt(x, y);
  if (!caret || !code.contains(caret.node)) return 0;
  const before = document.createRange();
  before.setStart(code, 0);
  before.setEnd(caret.node, caret.offset);
  return before.toString().length;
}

/** The place in the document at a point of the window. Safari has it under another name. */
function caretAt(x: number, y: number): Readonly<{ node: Node; offset: number }> | null {
  if ('caretPositionFromPoint' in document) {
    const caret = document.caretPositionFromPoint(x, y);
    return caret && { node: caret.offsetNode, offset: caret.offset };
  }
  const range = (document as Document).caretRangeFromPoint(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

/** Brings a line into sight, where it is not, of what begins at the top of `area` and has lines as high as `code` has. Lines start at 1. */
export function revealLine(area: Element, code: Element, line: number): void {
  const { top } = area.getBoundingClientRect();
  const at = top + (line - 1) * Number.parseFloat(getComputedStyle(code).lineHeight);
  const isInSight = at > innerHeight / 8 && at < (innerHeight * 7) / 8;
  if (!isInSight) scrollBy({ top: at - innerHeight / 3 });
}

/** Columns that a line takes up; wide characters count twice. */
export function widthOf(line: string): number {
  let width = 0;
  for (const character of line)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(
      character,
    )
      ? 2
      : 1;
  return width;
}

/** Characters of a line that say which one it is. */
const MOST_SHOWN = 80;

/** A line as it stands before its value, where the two are not beside each other. */
export function shortened(line: string): string {
  const text = line.trim().replace(/;$/, '');
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN - 1)}…` : text;
}
