/** Text as bytes, and bytes as text: the language itself has no words for it. */

export type Bytes = Uint8Array<ArrayBuffer>;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Bits of a letter, and of a byte. */
const LETTER = 6;
const BYTE = 8;

/** The bytes of a text of JSON in UTF-8; such a text has no half of a pair, which would have none. */
export function toBytes(json: string): Bytes {
  const letters = encodeURIComponent(json).matchAll(/%(..)|[^%]/g);
  return Uint8Array.from(letters, ([letter, hex]) => (hex ? Number.parseInt(hex, 16) : letter.charCodeAt(0)));
}

/** The text of bytes in UTF-8. */
export const toText = (bytes: Bytes): string =>
  decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));

export function joined(...parts: readonly Bytes[]): Bytes {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

export function toBase64(bytes: Bytes): string {
  const letters = regrouped(bytes, BYTE, LETTER).map((value) => LETTERS[value]);
  return letters.join('').padEnd(Math.ceil(bytes.length / 3) * 4, '=');
}

/** The bytes of what `toBase64` made; null for anything else. */
export function fromBase64(text: string): Bytes | null {
  const values = Array.from(text.replace(/={1,2}$/, ''), (letter) => LETTERS.indexOf(letter));
  const bytes = Uint8Array.from(regrouped(values, LETTER, BYTE).slice(0, Math.floor((values.length * LETTER) / BYTE)));
  return toBase64(bytes) === text ? bytes : null;
}

/** The same bits, in groups of another size; the last is filled up with zeros. */
function regrouped(values: Iterable<number>, from: number, to: number): number[] {
  const groups: number[] = [];
  let bits = 0;
  let held = 0;
  for (const value of values) {
    held = (held << from) | value;
    bits += from;
    while (bits >= to) {
      bits -= to;
      groups.push((held >> bits) & (2 ** to - 1));
    }
    held &= 2 ** bits - 1;
  }
  if (bits > 0) groups.push((held << (to - bits)) & (2 ** to - 1));
  return groups;
}
