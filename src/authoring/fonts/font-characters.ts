/** Reads from a TrueType file which characters it has a glyph for. */

/** The characters of a font. */
export function fontCharacters(font: Buffer): ReadonlySet<string> {
  const cmap = tableAt(font, 'cmap');
  const subtables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, index) => {
    const offset = cmap + font.readUInt32BE(cmap + 8 + index * 8);
    return rangesOf(font, offset);
  });
  const codes = subtables
    .flat()
    .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index));
  return new Set(codes.map((code) => String.fromCodePoint(code)));
}

function tableAt(font: Buffer, tag: string): number {
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const entry = 12 + index * 16;
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8);
  }
  throw new Error(`The font has no table "${tag}".`);
}

/** First and last code of every segment, in the two formats that fonts for the web use. */
function rangesOf(font: Buffer, offset: number): (readonly [first: number, last: number])[] {
  const format = font.readUInt16BE(offset);
  if (format === 12) {
    return Array.from({ length: font.readUInt32BE(offset + 12) }, (_, index) => {
      const group = offset + 16 + index * 12;
      return [font.readUInt32BE(group), font.readUInt32BE(group + 4)] as const;
    });
  }
  if (format !== 4) return [];
  const bytes = font.readUInt16BE(offset + 6);
  return Array.from({ length: bytes / 2 }, (_, index) => {
    const end = offset + 14 + index * 2;
    return [font.readUInt16BE(end + bytes + 2), font.readUInt16BE(end)] as const;
  }).filter(([, last]) => last !== 0xff_ff);
}
