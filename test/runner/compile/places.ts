/** Whether what a compiled cell keeps of its source is where it was. */
import { Parser, type Token } from 'acorn';
import { compileCell } from '#runner/compile';
import { originalColumn, type Shift } from '../../../src/runner/compiled-cell.ts';

const WORDS = new Set(['name', 'string', 'num', 'regexp', 'privateId', 'template']);

/** The lines of a text, as JavaScript counts them. */
export const linesOf = (text: string): string[] => text.split(/\r\n|[\n\r\u2028\u2029]/);

/** Names, strings, numbers and patterns of the compiled text that do not stand in the source at the place they claim. */
export function strayWords(source: string): string[] {
  const { text, shifts } = compileCell('cell.ts', source);
  const words: Token[] = [];
  Parser.parse(text, { ecmaVersion: 'latest', sourceType: 'module', locations: true, onToken: words });
  const starts = lineStarts(source);
  return words.flatMap(({ type, loc, start, end }) => {
    const { line, column } = loc!.start;
    // Behind the last line of the source stands the end of the factory.
    if (!WORDS.has(type.label) || line > starts.length || isInserted(shifts, line, column + 1)) return [];
    const word = text.slice(start, end);
    const place = originalColumn(shifts, line, column + 1);
    return source.startsWith(word, starts[line - 1]! + place - 1) ? [] : [`${word} at ${line}:${place}`];
  });
}

function lineStarts(source: string): number[] {
  const breaks = [...source.matchAll(/\r\n|[\n\r\u2028\u2029]/g)];
  return [0, ...breaks.map(({ index, 0: text }) => index + text.length)];
}

/** True for a column of the compiled text that nothing in the source stands for. */
function isInserted(shifts: readonly Shift[], line: number, column: number): boolean {
  let before = 0;
  for (const [shiftLine, shiftColumn, length] of shifts) {
    if (shiftLine !== line) continue;
    const start = shiftColumn + before;
    if (column >= start && column < start + length) return true;
    before += length;
  }
  return false;
}
