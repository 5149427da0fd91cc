/** The two packages that cut fonts bring no types; these are the parts of them in use. */
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
