/** The two packages that cut fonts bring no types, nor does the editor's list of icons; these are the parts of them in use. */
declare module 'fontverter' {
  export function convert(font: Buffer, to: 'truetype' | 'woff2'): Promise<Buffer>;
}

declare module 'subset-font' {
  const subsetFont: (
    font: Buffer,
    text: string,
    options: Readonly<{
      targetFormat: 'truetype';
      keepFeatures: readonly string[];
      noHinting: boolean;
      dropTables: readonly string[];
    }>,
  ) => Promise<Buffer>;
  export default subsetFont;
}

declare module 'monaco-editor/base/common/codicons.js' {
  /** Every icon by the name that code has for it. */
  export const Codicon: Readonly<Record<string, Readonly<{ id: string }>>>;
}

declare module 'monaco-editor/base/common/codiconsUtil.js' {
  /** The character of every icon by its id. */
  export function getCodiconFontCharacters(): Readonly<Record<string, number>>;
}
