/** The line for a value that stands beside the code: read once, however often the cell is drawn. */
import type { Messages } from '#i18n';
import { readValue } from '#lab';
import { valueText } from '#panels';

/** A value beside a line. */
export type LineValue = Readonly<{ line: number; encoded: string }>;

/** Characters of the line. */
const WIDTH = 200;

const texts = new WeakMap<LineValue, string>();

export function lineText(value: LineValue, messages: Messages): string {
  const text = texts.get(value) ?? valueText(readValue(value.encoded), messages, WIDTH);
  texts.set(value, text);
  return text;
}
