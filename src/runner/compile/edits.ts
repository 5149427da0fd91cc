/** Changes to a text that keep its lines: blanks in place of what is taken out, and insertions that are remembered. */
import type { Shift } from '../compiled-cell.ts';

/** Collects changes to a source text; the order in which they are made does not matter. */
export class Edits {
  readonly #source: string;
  readonly #characters: string[];
  readonly #overwritten = new Map<number, string>();
  readonly #insertions = new Map<number, string>();

  constructor(source: string) {
    this.#source = source;
    this.#characters = source.split('');
  }

  /** Puts blanks where the text from `start` to `end` was; line breaks stay. */
  blank(start: number, end: number): void {
    for (let index = start; index < end; index += 1) {
      if (!/[\r\n\u2028\u2029]/.test(this.#source[index]!)) this.#characters[index] = ' ';
    }
  }

  /** Writes `text` over as many characters, blanked or not. */
  overwrite(start: number, text: string): void {
    for (let index = 0; index < text.length; index += 1) this.#overwritten.set(start + index, text[index]!);
  }

  /** Puts `text` before the character at `index`, behind what was put there before. */
  insert(index: number, text: string): void {
    this.#insertions.set(index, (this.#insertions.get(index) ?? '') + text);
  }

  /** The changed text, and where its columns differ from the source's. */
  finish(): { text: string; shifts: Shift[] } {
    const shifts: Shift[] = [];
    let text = '';
    let line = 1;
    let column = 1;
    for (let index = 0; index <= this.#characters.length; index += 1) {
      const inserted = this.#insertions.get(index);
      if (inserted !== undefined) {
        text += inserted;
        shifts.push([line, column, inserted.length]);
      }
      const character = this.#overwritten.get(index) ?? this.#characters[index];
      if (character === undefined) break;
      text += character;
      const isBreak = character === '\n' || character === '\u2028' || character === '\u2029';
      const isLoneReturn = character === '\r' && this.#source[index + 1] !== '\n';
      if (isBreak || isLoneReturn) {
        line += 1;
        column = 1;
      } else {
        column += 1;
      }
    }
    return { text, shifts };
  }
}
