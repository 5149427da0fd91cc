/** Holds imports to the rules: a pure function from files to sentences. */
import { posix } from 'node:path';
import { readImports, type Import, type SourceFile } from './read-imports.ts';
import { ENTRIES, EXCEPTIONS, FLOORS, FLOORS_OF_MAIN, PACKAGES, REALMS, type Realm } from './rules.ts';

/** What is wrong with these files, one sentence each; they are all the files of src. */
export function findViolations(files: readonly SourceFile[]): string[] {
  const imports = new Map(files.map((source) => [source.file, readImports(source)]));
  return [
    ...[...imports].flatMap(([file, list]) => list.flatMap((one) => judge(file, one))),
    ...REALMS.flatMap((realm) => judgeRealm(realm, imports)),
  ];
}

/** The exceptions that no file needs any more. */
export function findIdleExceptions(files: readonly SourceFile[]): string[] {
  return EXCEPTIONS.filter(({ file, specifier }) => {
    const source = files.find((one) => one.file === file);
    return !source || !readImports(source).some((one) => one.specifier === specifier);
  }).map(({ file, specifier }) => `${file} no longer imports ${specifier}.`);
}

/** 'lab' for src/lab/key.ts, 'main' for a file that stands in src itself, null outside of src. */
function floorOf(file: string): string | null {
  const [folder, floor, ...rest] = file.split('/');
  if (folder !== 'src' || !floor) return null;
  return rest.length === 0 ? 'main' : floor;
}

/** The file a specifier means; null for a package. */
export function resolveImport(file: string, specifier: string): string | null {
  const path = specifier.replace(/\?.*$/, '');
  if (path.startsWith('#')) return `src/${path.slice(1)}/index.ts`;
  if (path.startsWith('/')) return path.slice(1);
  return path.startsWith('.') ? posix.join(posix.dirname(file), path) : null;
}

function judge(file: string, found: Import): string[] {
  const { specifier, line } = found;
  if (EXCEPTIONS.some((exception) => exception.file === file && exception.specifier === specifier)) return [];
  const reason = specifier === null ? 'what it is cannot be read from the code.' : refuse(file, specifier, found.when);
  return reason === null ? [] : [`${file}:${line} imports ${specifier ?? 'something'}: ${reason}`];
}

/** Why a file may not import this; null when it may. */
function refuse(file: string, specifier: string, when: Import['when']): string | null {
  const isReady = specifier.startsWith('node:') || specifier.startsWith('./');
  if (isCommand(file) && when === 'load' && !isReady) {
    return 'a command starts before packages are installed; only import() may reach further.';
  }
  const target = resolveImport(file, specifier);
  if (target === null) return isPackageOf(file, specifier) ? null : 'this package does not belong here.';
  const from = floorOf(file)!;
  const to = floorOf(target);
  if (to === null) return from === 'authoring' ? null : 'it is outside of src.';
  if (specifier.startsWith('#')) return refuseFloor(from, to, specifier);
  if (to === from || (from === 'main' && to === 'ui')) return null;
  // Node runs authoring, and finds no floor by its name.
  if (from !== 'authoring') return 'it leaves its floor; import the other floor by its name.';
  return refuseFloor(from, to, `#${target.replace(/^src\//, '').replace(/\/index\.ts$/, '')}`);
}

/** Why a floor may not import this entry of another; null when it may. */
function refuseFloor(from: string, to: string, name: string): string | null {
  const entry = ENTRIES[name];
  if (!entry) return 'a floor is imported by one of its entries only.';
  if (to === from) return null;
  const may = from === 'main' ? FLOORS_OF_MAIN : (FLOORS[from] ?? []);
  if (!may.includes(to)) return `${from} may not import ${to}.`;
  return entry.only && !entry.only.includes(from) ? `this is for ${entry.only.join(' and ')}.` : null;
}

const isCommand = (file: string): boolean => file.startsWith('src/authoring/commands/') && file.endsWith('.mjs');

function isPackageOf(file: string, specifier: string): boolean {
  if (floorOf(file) === 'authoring') return true;
  const name = packageOf(specifier);
  return (
    name !== null && PACKAGES[name]!.some((place) => file === place || (place.endsWith('/') && file.startsWith(place)))
  );
}

/** The longest name of the table that a specifier begins with. */
function packageOf(specifier: string): string | null {
  const fits = Object.keys(PACKAGES).filter((name) => specifier === name || specifier.startsWith(`${name}/`));
  return fits.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

function judgeRealm(realm: Realm, imports: ReadonlyMap<string, readonly Import[]>): string[] {
  const { name, entry, later, files, packages } = realm;
  if (!imports.has(entry)) return [];
  const complaints: string[] = [];
  const isBrought = ({ when }: Import) => when === 'load' || (later && when === 'later');
  const isAllowed = (target: string | null, specifier: string) =>
    target === null ? packages.includes(packageOf(specifier) ?? '') : isIn(target, files);
  const seen = new Set([entry]);
  // A set that grows is gone through to its end.
  for (const file of seen) {
    for (const { specifier, line } of (imports.get(file) ?? []).filter(isBrought)) {
      if (specifier === null) continue;
      const target = resolveImport(file, specifier);
      if (!isAllowed(target, specifier)) complaints.push(`${file}:${line} brings ${target ?? specifier} into ${name}.`);
      if (target !== null) seen.add(target);
    }
  }
  return complaints;
}

/** Whether a file is in one of the folders, and in none that begins with `!`. */
function isIn(file: string, folders: readonly string[]): boolean {
  const isOut = folders.some((folder) => folder.startsWith('!') && file.startsWith(folder.slice(1)));
  return !isOut && folders.some((folder) => file.startsWith(folder));
}
