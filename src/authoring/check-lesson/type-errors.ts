/** Type-checks the files of one lesson, as all lessons are. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Finding } from './finding.ts';

/** What is wrong with the types of the lesson in `folder`; `root` is the folder of the project. */
export async function findTypeErrors(folder: string, root: string): Promise<readonly Finding[]> {
  const own = mkdtempSync(join(tmpdir(), 'replaybook-types-'));
  const project = join(own, 'tsconfig.json');
  const include = [join(resolve(folder), '*.ts'), join(root, 'lessons/cell.d.ts')];
  writeFileSync(project, JSON.stringify({ extends: join(root, 'lessons/tsconfig.json'), include }));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  try {
    return readErrors(await run([compiler, '-p', project, '--pretty', 'false'], root));
  } finally {
    rmSync(own, { recursive: true });
  }
}

/** What a program of Node says; it ends with another code than 0 where it has found something. */
const run = (parts: readonly string[], cwd: string): Promise<string> =>
  new Promise((done, fail) => {
    execFile(process.execPath, parts, { cwd }, (error, output) => {
      if (error && output === '') fail(error);
      else done(output);
    });
  });

/** `file(line,column): error TS0000: …`, and lines further in that belong to the one above. */
const ERROR = /^(?:(.+)\((\d+),(\d+)\): )?error (TS\d+: .*)$/;

function readErrors(output: string): readonly Finding[] {
  return output.split(/\r?\n/).flatMap((line) => {
    const [, file = 'lessons/tsconfig.json', row, column, says] = ERROR.exec(line) ?? [];
    if (says === undefined) return [];
    return [{ isRight: false, where: row === undefined ? file : `${file}:${row}:${column}`, says }];
  });
}
