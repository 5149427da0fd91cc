/** The cases of what cells import, as cells: the files of test/contract, compiled as a learner's text would be. */
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { compileCell } from '#runner/compile';
import type { CompiledCell } from '#runner';

const FOLDER = 'test/contract';
const SPECIFIER = /(?<= from ')([^']+)(?=')/g;

/** A name without folders, because the cells of a lesson have none. */
const cellName = (path: string): string => path.replaceAll('/', '-');

/** Compiles a file of test/contract and all that it imports, by the names that they have as cells. */
export function compileContract(path: string, cells = new Map<string, CompiledCell>()): Map<string, CompiledCell> {
  if (cells.has(cellName(path))) return cells;
  const needed: string[] = [];
  const source = readFileSync(posix.join(FOLDER, path), 'utf8').replace(SPECIFIER, (specifier) => {
    // What the project calls #lab, a cell calls lab.
    if (specifier.startsWith('#')) return specifier.slice(1);
    const target = posix.join(posix.dirname(path), specifier);
    needed.push(target);
    return `./${cellName(target)}`;
  });
  cells.set(cellName(path), compileCell(cellName(path), source));
  for (const target of needed) compileContract(target, cells);
  return cells;
}
