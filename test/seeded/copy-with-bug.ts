/** Copies of a part of the project, with mistakes in them: what a suite has to find. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'vitest';

/** A mistake as people make it, as a change of one place. */
export type SeededBug = Readonly<{
  title: string;
  /** File in the folder that is copied. */
  file: string;
  /** What stands there now, once, and what the mistake makes of it. */
  right: string;
  wrong: string;
}>;

const ROOT = resolve(import.meta.dirname, '../..');

/** A place for copies inside the project, where they find what they import. */
export function placeForCopies(): Readonly<{ folder: string; remove(): void }> {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, '.cache', 'bugs-'));
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** Copies a folder of the project to `target`, with a mistake in it; without one when there is none. */
export function copyWithBug(source: string, target: string, bug: SeededBug | null): void {
  cpSync(join(ROOT, source), target, { recursive: true, filter: (file) => !file.endsWith('.json') });
  if (!bug) return;
  const file = join(target, bug.file);
  const parts = readFileSync(file, 'utf8').split(bug.right);
  expect(parts.length - 1, `how often ${bug.file} has the place`).toBe(1);
  writeFileSync(file, parts.join(bug.wrong));
}
