/** Which icons the editor may show: those that the parts of Monaco in use name, in their code and in their styles. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Codicon } from 'monaco-editor/base/common/codicons.js';
import { getCodiconFontCharacters } from 'monaco-editor/base/common/codiconsUtil.js';

/** Monaco's own folder in node_modules, and the files in it that are about icons. */
const MONACO = 'monaco-editor/esm/vs';
export const ICON_FONT = `${MONACO}/base/browser/ui/codicons/codicon/codicon.ttf`;
export const ICON_STYLES = `${MONACO}/base/browser/ui/codicons/codicon/codicon.css`;
const LISTS = /\/codicons(Library|Util)?\.js$/;

const IMPORTS = /^\s*(?:import|export)\b[^'"`;]*?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]/gm;
// As a property of the list, as a class, within a label, by its name.
const NAMES = /\bCodicon\.(\w+)|\bcodicon-([a-z-]+)|\$\(([a-z-]+)\)|fromId\(['"]([\w-]+)/g;

/** The characters of the icons that whatever these files import may show. `modules` is node_modules. */
export function editorIcons(files: readonly string[], modules: string): string {
  const known = getCodiconFontCharacters();
  const codes = new Set<number>();
  for (const file of filesOf(files, join(modules, MONACO))) {
    if (LISTS.test(file)) continue;
    for (const match of readFileSync(file, 'utf8').matchAll(NAMES)) {
      const name = match.slice(1).find((one) => one !== undefined)!;
      const code = known[Codicon[name]?.id ?? name];
      // Some classes are no icons: how one turns, or who has one.
      if (code !== undefined) codes.add(code);
    }
  }
  return [...codes]
    .toSorted((one, other) => one - other)
    .map((code) => String.fromCodePoint(code))
    .join('');
}

/** Monaco's files that these import, and those that they import in turn. */
function filesOf(entries: readonly string[], monaco: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = entries.flatMap((entry) => importsOf(entry).filter((name) => name.startsWith('monaco-editor/')));
  const paths = open.map((name) => join(monaco, name.slice('monaco-editor/'.length)));
  for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
    // A file that is a worker, or an address.
    const file = path.replace(/\?.*$/, '');
    if (found.has(file) || !existsSync(file)) continue;
    found.add(file);
    if (!file.endsWith('.js')) continue;
    for (const name of importsOf(file)) if (name.startsWith('.')) paths.push(join(dirname(file), name));
  }
  return found;
}

const importsOf = (file: string): string[] =>
  Array.from(readFileSync(file, 'utf8').matchAll(IMPORTS), ([, plain, later]) => (plain ?? later)!);
