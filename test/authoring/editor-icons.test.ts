/** The editor's font of icons: what the parts of the editor show is in it, and what none of them shows is not. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { convert } from 'fontverter';
import { globSync } from 'tinyglobby';
import { beforeAll, describe, expect, it } from 'vitest';
import { createCutter } from '../../src/authoring/fonts/cut-fonts.ts';
import { editorIcons, ICON_FONT } from '../../src/authoring/fonts/editor-icons.ts';
import { fontCharacters } from '../../src/authoring/fonts/font-characters.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const MODULES = join(ROOT, 'node_modules');
const MONACO = join(MODULES, 'monaco-editor/esm/vs');
const MOST_BYTES = 10_000;

/** Monaco's list, read as a text: each icon's name in code, its id and its character. */
const LIST = Array.from(
  readFileSync(join(MONACO, 'base/common/codiconsLibrary.js'), 'utf8').matchAll(
    /(\w+): register\('([\w-]+)', 0x([0-9a-f]+)\)/g,
  ),
  ([, name, id, code]) => ({ name: name!, id: id!, character: String.fromCodePoint(Number.parseInt(code!, 16)) }),
);

/** What the files of a folder of Monaco name. */
function namedIn(folder: string): readonly (typeof LIST)[number][] {
  const text = globSync(`${folder}/**/*.{js,css}`, { cwd: MONACO })
    .map((file) => readFileSync(join(MONACO, file), 'utf8'))
    .join('\n');
  return LIST.filter(({ name, id }) => new RegExp(String.raw`Codicon\.${name}\b|codicon-${id}(?![\w-])`).test(text));
}

let file: Buffer;
let characters: ReadonlySet<string>;

beforeAll(async () => {
  const cache = mkdtempSync(join(tmpdir(), 'icons-'));
  const icons = editorIcons(globSync('src/ui/cell/monaco/*.ts', { cwd: ROOT, absolute: true }), MODULES);
  ({ file } = await createCutter(MODULES, cache)({ source: ICON_FONT, isHinted: false }, icons));
  characters = fontCharacters(await convert(file, 'truetype'));
  rmSync(cache, { recursive: true, force: true });
}, 30_000);

describe('the font of icons', () => {
  it.each([
    ['the list of completions', 'editor/contrib/suggest', ['chevron-right']],
    ['kinds of symbols', 'editor/contrib/symbolIcons', ['symbol-method', 'symbol-variable', 'symbol-interface']],
    ['find and replace', 'editor/contrib/find', ['selection', 'replace', 'replace-all', 'arrow-up', 'arrow-down']],
    ['its switches', 'base/browser/ui/findinput', ['case-sensitive', 'whole-word', 'regex', 'preserve-case']],
    ['hints about parameters', 'editor/contrib/parameterHints', ['chevron-up', 'chevron-down']],
    ['hovers', 'editor/contrib/hover', ['add-small', 'copy']],
    ['renaming', 'editor/contrib/rename', ['sparkle']],
    ['the next error', 'editor/contrib/gotoError', ['arrow-up']],
    ['quick fixes', 'editor/contrib/codeAction', ['light-bulb']],
    ['menus', 'base/browser/ui/menu', []],
    ['the names of things', 'platform/theme/common', ['close', 'loading']],
  ])('has those of %s', (_, folder, some) => {
    const named = namedIn(folder);
    expect(named.map(({ id }) => id)).toEqual(expect.arrayContaining(some));
    expect(named.filter(({ character }) => !characters.has(character)).map(({ id }) => id)).toEqual([]);
  });

  it('has every kind of completion that there is', () => {
    const text = readFileSync(join(MONACO, 'editor/common/languages.js'), 'utf8');
    const kinds = Array.from(text.matchAll(/Codicon\.(symbol\w+)/g), ([, name]) => name!);
    expect(kinds.length).toBeGreaterThan(25);
    const lacking = kinds.filter((kind) =>
      LIST.some(({ name, character }) => name === kind && !characters.has(character)),
    );
    expect(lacking).toEqual([]);
  });

  it('has little else, and is few bytes', () => {
    expect(characters.has(LIST.find(({ id }) => id === 'github')!.character)).toBe(false);
    expect(characters.size).toBeLessThan(120);
    expect(file.length).toBeLessThan(MOST_BYTES);
  });
});
