/** Which icons the editor may show: those that the parts of Monaco in use name, in their code and in their styles. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Monaco's own folder in node_modules, and the files in it that are about icons. */
const MONACO = 'monaco-editor/esm/vs';
export const ICON_FONT = `${MONACO}/base/browser/ui/codicons/codicon/codicon.ttf`;
export const ICON_STYLES = `${MONACO}/base/browser/ui/codicons/codicon/codicon.css`;
const LISTS = /\/codicons(Library|Util)?\.js$/;

const IMPORTS = /^\s*(?:import|export)\b[^'"`;]*?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]/gm;
// As a property of the list, as a class, within a label, by its name.
const NAMES = /\bCodicon\.(\w+)|\bcodicon-([a-z-]+)|\$\(([a-z-]+)\)|fromId\(['"]([\w-]+)/g;

/** A list of all icons, as Monaco has it. */
type IconList = Readonly<{
  /** Their ids by the names that code has for them. */
  ids: Readonly<Record<string, Readonly<{ id: string }>>>;
  /** Their characters by id. */
  codes: Readonly<Record<string, number>>;
}>;

/** The characters of the icons that whatever these files import may show. `modules` is node_modules. */
export async function editorIcons(files: readonly string[], modules: string): Promise<string> {
  const list = await readList(modules);
  const codes = new Set<number>();
  for (const file of filesOf(files, join(modules, MONACO))) {
    if (LISTS.test(file)) continue;
    for (const match of readFileSync(file, 'utf8').matchAll(NAMES)) {
      const name = match.slice(1).find((one) => one !== undefined)!;
      const code = list.codes[list.ids[name]?.id ?? name];
      // Some classes are no icons: how one turns, or who has one.
      if (code !== undefined) codes.add(code);
    }
  }
  return [...codes]
    .toSorted((one, other) => one - other)
    .map((code) => String.fromCodePoint(code))
    .join('');
}

async function readList(modules: string): Promise<IconList> {
  const load = (name: string) => import(pathToFileURL(join(modules, MONACO, 'base/common', name)).href);
  const [{ Codicon: ids }, { getCodiconFontCharacters }] = await Promise.all([
    load('codicons.js') as Promise<{ Codicon: IconList['ids'] }>,
    load('codiconsUtil.js') as Promise<{ getCodiconFontCharacters: () => IconList['codes'] }>,
  ]);
  return { ids, codes: getCodiconFontCharacters() };
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
