/** Reads what stands beside an exercise's cell: its solution, and the wrong answers that its checks have to catch. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompiledCell } from '../runner/index.ts';
import { AuthoringError, type SourcePlace } from './authoring-error.ts';
import { compile } from './read-cell.ts';

/** A wrong answer, and the check that catches it. */
export type WrongAnswer = Readonly<{ file: string; source: string; check: string }>;

/** What an exercise is held to. */
export type Answers = Readonly<{
  /** Names of its checks. */
  checks: readonly string[];
  /** The file that claims them. */
  checkFile: string;
  claims: CompiledCell;
  solution: string;
  wrong: readonly WrongAnswer[];
}>;

/** The answers to the exercise that starts from `file`; `place` is where it was named. Throws AuthoringError. */
export function readAnswers(folder: string, file: string, checks: readonly string[], place: SourcePlace): Answers {
  const name = file.replace(/\.ts$/, '');
  const solutionFile = `${name}.solution.ts`;
  if (!existsSync(join(folder, solutionFile)))
    throw new AuthoringError(place, `There is no ${solutionFile}: every exercise has a solution.`);
  const wrongFiles = readdirSync(folder)
    .filter((one) => one.startsWith(`${name}.wrong-`) && one.endsWith('.ts'))
    .toSorted();
  if (wrongFiles.length === 0)
    throw new AuthoringError(
      place,
      `There is no ${name}.wrong-….ts: every exercise has a wrong answer that a check catches.`,
    );
  return {
    checks,
    ...readClaims(folder, `${name}.check.ts`, checks, place),
    solution: readAnswer(folder, solutionFile),
    wrong: wrongFiles.map((one) => {
      const source = readAnswer(folder, one);
      return { file: one, source, check: readCheck(join(folder, one), source, checks) };
    }),
  };
}

/** The checks themselves: each is a test or a law of that name. */
function readClaims(folder: string, checkFile: string, checks: readonly string[], place: SourcePlace) {
  const path = join(folder, checkFile);
  if (!existsSync(path))
    throw new AuthoringError(place, `There is no ${checkFile}: it claims what the checks of this exercise ask for.`);
  const source = readFileSync(path, 'utf8').trimEnd();
  const unclaimed = checks.find((check) => !new RegExp(String.raw`\b(?:test|law)\(\s*'${check}'`).test(source));
  if (unclaimed !== undefined)
    throw new AuthoringError(
      { file: path, line: 1, column: 1 },
      `Nothing here is claimed by the name of the check "${unclaimed}": test('${unclaimed}', () => …).`,
    );
  return { checkFile, claims: compile(path, source) };
}

function readAnswer(folder: string, file: string): string {
  const path = join(folder, file);
  const source = readFileSync(path, 'utf8').trimEnd();
  compile(path, source);
  return source;
}

/** The check that the comment in the first line names. */
function readCheck(file: string, source: string, checks: readonly string[]): string {
  const place = { file, line: 1, column: 1 };
  const [firstLine] = source.split('\n', 1);
  const check = /^\s*\/[/*].*\bcaught by "?([\w-]+)/i.exec(firstLine!)?.[1];
  const known = `There are: ${checks.join(', ')}.`;
  if (check === undefined)
    throw new AuthoringError(
      place,
      `The first line says which check catches this answer: // Caught by name: … ${known}`,
    );
  if (!checks.includes(check)) throw new AuthoringError(place, `This exercise has no check "${check}". ${known}`);
  return check;
}
