/** A folder of lessons for one test: the real course with its first lesson, and what the test puts in place of that. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** What every course has; more lessons would only take time. */
const REAL = ['course.yaml', 'glossary.yaml', 'home', '01-where-did-the-history-go'];

/** The folder's path. It is gone when the test is over. */
export function lessonsFolder(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'lessons-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const name of REAL) cpSync(join('lessons', name), join(root, name), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}
