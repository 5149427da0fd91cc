/** Pieces of TypeScript that are hard to take the types out of, by what they are about. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const parts = readFileSync(fileURLToPath(new URL('snippets.txt', import.meta.url)), 'utf8')
  .split(/^=== (.*)\n/m)
  .slice(1);

/** The snippets by title. */
export const SNIPPETS: ReadonlyMap<string, string> = new Map(
  Array.from({ length: parts.length / 2 }, (_, index) => [parts[2 * index]!, parts[2 * index + 1]!]),
);
