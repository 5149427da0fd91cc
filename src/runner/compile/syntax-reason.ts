/** Reads why a text is no TypeScript out of the parser's words, which are meant for whoever wrote the parser. */
import type { SyntaxReason } from '#errors';

/** The data of a CellError 'syntax'. */
export type SyntaxData = Readonly<{ reason: SyntaxReason; name: string; detail: string }>;

/** The parser's words by what they come to; a group is the name that is meant. The first that fits counts. */
const WORDS: readonly (readonly [RegExp, SyntaxReason])[] = [
  [/^Unterminated string/, 'string-open'],
  [/^Unterminated template/, 'template-open'],
  [/^Unterminated comment/, 'comment-open'],
  [/^Unterminated regular expression/, 'expression-open'],
  [/^(?:Invalid|Duplicate) regular expression/, 'pattern'],
  [/^(?:Unexpected|The) keyword '(.+?)'|^'(let)' is not allowed/, 'reserved-word'],
  [/^Cannot use keyword 'await'|^Await using/, 'await-outside'],
  [/^(?:Identifier|Label|type) '(.+?)' (?:has already been|is already) declared/, 'declared-twice'],
  [/^(?:Argument name clash|Duplicate constructor)/, 'declared-twice'],
  [/^Duplicate export '(.+?)'/, 'exported-twice'],
  [/^Export '(.+?)' is not defined/, 'export-missing'],
  [/^(?:Assigning to|Binding|Parenthesized pattern|Optional chaining cannot appear in left)/, 'not-assignable'],
  [/^(?:Missing initializer|Complex binding patterns)/, 'value-missing'],
  [/^'return' outside/, 'return-outside'],
  [/^Unsyntactic (break|continue)/, 'jump-outside'],
  [/super/, 'super-outside'],
  [/^'import' and 'export'/, 'import-inside'],
  [/^(?:Identifier directly after number|Invalid number|Expected number|Numeric separator)/, 'number'],
  [/^Octal literal|^Invalid BigInt/, 'number'],
  [/escape/i, 'escape'],
  [/^Logical expressions and coalesce/, 'mixed-operators'],
  [/^Missing catch or finally/, 'catch-missing'],
  [/^Illegal newline after throw/, 'throw-alone'],
  [/after the rest element|^Comma is not permitted/, 'rest-not-last'],
  [/^Private field '#(.+?)' must be declared/, 'private-unknown'],
  [/^Shorthand property assignments/, 'default-in-object'],
  [/^Type annotations must come before/, 'type-after-default'],
  [/list cannot be empty/, 'list-empty'],
];

/** A constant and nothing behind it, of which the parser says no more than that something else is there. */
const CONSTANT_BEFORE = /\bconst\s+[\p{ID_Start}$_][\p{ID_Continue}$]*\s*$/u;

/** What the parser's `words` about the place `at` in `source` come to. */
export function syntaxReason(words: string, source: string, at: number): SyntaxData {
  // Some of the parser's words are, by a mistake of its own, the function that makes them.
  const detail = words.includes('=>') ? '' : words.replace(/\.$/, '');
  // Of characters the parser names some that are not there.
  if (/^Unexpected (?:token|character)/.test(words)) {
    const name = wordAt(source, at);
    if (CONSTANT_BEFORE.test(source.slice(0, at))) return { reason: 'value-missing', name: '', detail };
    return { reason: name === '' ? 'text-ends' : 'unexpected', name, detail };
  }
  for (const [pattern, reason] of WORDS) {
    const found = pattern.exec(words);
    if (found) return { reason, name: found.slice(1).find((name) => name !== undefined) ?? '', detail };
  }
  return { reason: 'other', name: '', detail };
}

/** The word or the sign at a place, or the first behind it; empty at the end of the text. */
const wordAt = (source: string, at: number): string =>
  /^\s*([\p{ID_Start}$_][\p{ID_Continue}$]*|\S?)/u.exec(source.slice(at, at + 200))?.[1] ?? '';
