/** Cuts files of a face: from a package's file, the glyphs of some characters as woff2. What was cut once is kept. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { convert } from 'fontverter';
import subsetFont from 'subset-font';
import type { Face } from './faces.ts';
import { fontCharacters } from './font-characters.ts';
import { renameFont } from './rename-font.ts';
import { only } from './slices.ts';

/** A file of a face, and the characters in it: those asked for that the font has. */
export type Cut = Readonly<{ characters: string; file: Buffer }>;
export type Cutter = (face: Pick<Face, 'source' | 'isHinted'>, characters: string) => Promise<Cut>;

type Source = Readonly<{ font: Buffer; hash: string; characters: ReadonlySet<string> }>;

// Kerning, and marks in their places; vertical text and stylistic sets nobody asks for.
const FEATURES = ['kern', 'liga', 'ccmp', 'locl', 'mark', 'mkmk'];
const DROPPED = ['vhea', 'vmtx', 'VDMX', 'STAT'];

/** Cuts from the packages in `modules`, and keeps what it cut in `cache`. */
export function createCutter(modules: string, cache: string): Cutter {
  mkdirSync(cache, { recursive: true });
  const version = readFileSync(join(modules, 'subset-font/package.json'), 'utf8');
  const sources = new Map<string, Promise<Source>>();
  const read = (path: string): Promise<Source> => {
    const known = sources.get(path) ?? readSource(join(modules, path));
    sources.set(path, known);
    return known;
  };
  return async ({ source: path, isHinted }, wanted) => {
    const source = await read(path);
    const characters = only(wanted, (one) => source.characters.has(one));
    const options = { keepFeatures: FEATURES, dropTables: DROPPED, noHinting: !isHinted };
    const key = hashOf(JSON.stringify([source.hash, version, options, characters, 'renamed']));
    const kept = join(cache, `${key}.woff2`);
    if (existsSync(kept)) return { characters, file: readFileSync(kept) };
    const cut = await subsetFont(source.font, characters, { targetFormat: 'truetype', ...options });
    const file = await convert(renameFont(cut), 'woff2');
    writeFileSync(kept, file);
    return { characters, file };
  };
}

/** A short name for these bytes. */
export const hashOf = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('base64url').slice(0, 12);

async function readSource(path: string): Promise<Source> {
  const packed = readFileSync(path);
  const font = await convert(packed, 'truetype');
  return { font, hash: hashOf(packed), characters: fontCharacters(font) };
}
