/** Rules and the tests that hold them: which numbers a document defines, and which ones titles and comments cite. */
import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';

/** Numbers of rules that a document defines, in its order: `- **ES3** …`. */
export const definedRules = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^- \*\*([A-Z]+\d+[a-z]?)\*\* /gm)].map(([, rule]) => rule!);

/** Numbers with which titles of tests begin, in all files that hold tests. */
export function citedByTests(families: readonly string[]): ReadonlySet<string> {
  // A title is a piece of text that begins with a number and a colon.
  const title = new RegExp(`['"\`]((?:${families.join('|')})\\d+[a-z]?): `, 'g');
  return citations(['test/**/*.ts'], title);
}

/** Numbers that comments of the code cite. */
export function citedByCode(families: readonly string[], patterns: readonly string[]): ReadonlySet<string> {
  return citations(patterns, new RegExp(`\\b((?:${families.join('|')})\\d+[a-z]?)\\b`, 'g'));
}

function citations(patterns: readonly string[], expression: RegExp): ReadonlySet<string> {
  const texts = globSync([...patterns]).map((file) => readFileSync(file, 'utf8'));
  return new Set(texts.flatMap((text) => [...text.matchAll(expression)].map(([, rule]) => rule!)));
}
