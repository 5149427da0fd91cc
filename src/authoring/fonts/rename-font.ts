/** Gives a font another name: whoever changes a font whose licence reserves its name may not call it by that name. */

/** Identifiers of the records that are a font's names: family, unique, full, PostScript, typographic family. */
const NAMES = new Set([1, 3, 4, 6, 16, 21]);

/** As long as what they stand for, so that nothing in the table moves. */
const RENAMED = [
  ['IBM Plex', 'Replbook'],
  ['IBMPlex', 'Rplbook'],
] as const;

/** The same font under its other name. Format: OpenType, the table `name`, version 0. */
export function renameFont(font: Buffer): Buffer {
  const renamed = Buffer.from(font);
  const table = findTable(renamed, 'name');
  const records = renamed.readUInt16BE(table + 2);
  const texts = table + renamed.readUInt16BE(table + 4);
  for (let record = table + 6; record < table + 6 + records * 12; record += 12) {
    if (!NAMES.has(renamed.readUInt16BE(record + 6))) continue;
    // Platform 1 is Macintosh, with a byte for each letter; all others have UTF-16, the high byte first.
    const isWide = renamed.readUInt16BE(record) !== 1;
    const start = texts + renamed.readUInt16BE(record + 10);
    const text = renamed.subarray(start, start + renamed.readUInt16BE(record + 8));
    for (const [from, to] of RENAMED) replaceAll(text, toBytes(from, isWide), toBytes(to, isWide));
  }
  return renamed;
}

/** Where a table begins. */
function findTable(font: Buffer, tag: string): number {
  const tables = font.readUInt16BE(4);
  for (let entry = 12; entry < 12 + tables * 16; entry += 16) {
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8);
  }
  throw new Error(`The font has no table "${tag}".`);
}

function replaceAll(text: Buffer, from: Buffer, to: Buffer): void {
  for (let at = text.indexOf(from); at >= 0; at = text.indexOf(from, at + to.length)) to.copy(text, at);
}

function toBytes(text: string, isWide: boolean): Buffer {
  return isWide ? Buffer.from(text, 'utf16le').swap16() : Buffer.from(text, 'latin1');
}
