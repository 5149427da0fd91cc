/** Finds files of a lesson that nothing uses: a directive without its colons is prose, and a misspelt name belongs to nothing. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../../lesson/index.ts';
import type { Lesson } from '../read-lesson.ts';

/** A file, and what to do with it. */
export type UnusedFile = Readonly<{ file: string; says: string }>;

/** What another file of the lesson imports. */
const IMPORT = /\b(?:from|import)\s*['"]\.\/([\w.-]+)['"]/g;
/** What stands beside the cell of an exercise, by the name of the cell. */
const BESIDE = /^([\w-]+)\.(?:check|solution|wrong-[^.]+)\.ts$/;

/** The code and the drawings in the lesson's folder that nothing uses, in the order of their names. */
export function unusedFiles(lesson: Lesson): readonly UnusedFile[] {
  const all = readdirSync(lesson.folder).filter((name) => /\.(?:ts|svg)$/.test(name));
  const used = usedBy(lesson);
  return all
    .filter((file) => !used.has(file))
    .toSorted()
    .flatMap((file) => {
      const cell = BESIDE.exec(file)?.[1];
      // Its own cell is told of.
      if (cell !== undefined && all.includes(`${cell}.ts`) && !used.has(`${cell}.ts`)) return [];
      return [{ file, says: `${reasonOf(file, all, used)}, or remove the file.` }];
    });
}

function usedBy({ folder, page, answers, texts }: Lesson): ReadonlySet<string> {
  const used = new Set(page.cells.map(({ file }) => file));
  for (const [file, { checkFile, wrong }] of answers)
    for (const name of [checkFile, file.replace(/\.ts$/, '.solution.ts'), ...wrong.map((one) => one.file)])
      used.add(name);
  // What is added is gone through as well.
  for (const file of used) {
    const source = readFileSync(join(folder, file), 'utf8');
    for (const [, name] of source.matchAll(IMPORT)) if (isFile(folder, name!)) used.add(name!);
  }
  for (const language of LANGUAGES)
    for (const { url } of texts[language].images) {
      const name = url.replace(/^\.\//, '');
      used.add(name);
      for (const other of LANGUAGES) used.add(name.replace(/\.svg$/, `.${other}.svg`));
    }
  return used;
}

const isFile = (folder: string, name: string): boolean => readdirSync(folder).includes(name);

function reasonOf(file: string, all: readonly string[], used: ReadonlySet<string>): string {
  if (file.endsWith('.svg')) return `is shown by no text. Add ![what it shows](./${file})`;
  const [name, ...rest] = file.replace(/\.ts$/, '').split('.');
  if (rest.length === 0) {
    const isExercise = all.some((one) => BESIDE.exec(one)?.[1] === name);
    return `is shown by no directive. Add ${isExercise ? '::::exercise' : '::cell'}{file="${file}"}`;
  }
  const cell = `${name}.ts`;
  if (!all.includes(cell)) return `belongs to no exercise: there is no ${cell}. Give it the name of its exercise`;
  if (BESIDE.test(file) && used.has(cell))
    return `is used by nothing: ${cell} is no exercise. Add ::::exercise{file="${cell}"}`;
  return `is no part of an exercise by its name. Call it ${name}.wrong-….ts, ${name}.solution.ts or ${name}.check.ts`;
}
