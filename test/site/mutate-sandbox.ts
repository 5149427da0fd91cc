/** Takes a part of the sandbox away on its way to the browser, with every hash made right again: what then gets through shows what that part is for. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import type { Rewrite } from './serve-site.ts';

/** What is changed. Each function gets a part as it was built. */
export type Mutation = Readonly<{
  pagePolicy?: (policy: string) => string;
  framePolicy?: (policy: string) => string;
  /** The script of the frame; the worker has a program of its own. */
  bootstrap?: (script: string) => string;
}>;

/** The frame's document, and where in a file of the site it stands as a literal. */
type FoundFrame = Readonly<{ fileName: string; document: string; start: number; end: number }>;

const POLICY = /(http-equiv="Content-Security-Policy" content=")([^"]*)(")/;
const SCRIPT = /(<script>)((?:(?!<script>)[^])*)(<\/script><\/body>)/;

/** A rewrite of the site built in `folder`. */
export function mutateSandbox(folder: string, mutation: Mutation): Rewrite {
  const { fileName, document, start, end } = findFrame(folder);
  const { pagePolicy = same, framePolicy = same, bootstrap = same } = mutation;
  const oldHash = hashOf(partOf(document, SCRIPT));
  if (!partOf(document, POLICY).includes(oldHash)) throw new Error("The frame's policy lacks the hash of its script.");
  const withScript = replacePart(document, SCRIPT, bootstrap);
  const newHash = hashOf(partOf(withScript, SCRIPT));
  const withHash = (policy: string): string => policy.replaceAll(oldHash, newHash);
  const mutated = replacePart(withScript, POLICY, (policy) => framePolicy(withHash(policy)));
  return (text, name) => {
    if (name.endsWith('.html')) return replacePart(text, POLICY, (policy) => pagePolicy(withHash(policy)));
    return name === fileName ? text.slice(0, start) + JSON.stringify(mutated) + text.slice(end) : text;
  };
}

/** Gives a directive other sources. */
export const withDirective = (name: string, sources: string) => (policy: string) => {
  const directives = policy.split('; ');
  if (!directives.some((one) => one.startsWith(`${name} `))) throw new Error(`There is no ${name} in: ${policy}`);
  return directives.map((one) => (one.startsWith(`${name} `) ? `${name} ${sources}` : one)).join('; ');
};

/** Adds a source to a directive. */
export const withSource = (name: string, source: string) => (policy: string) => {
  const old = policy.split('; ').find((one) => one.startsWith(`${name} `)) ?? '';
  return withDirective(name, `${old.slice(name.length + 1)} ${source}`)(policy);
};

function findFrame(folder: string): FoundFrame {
  const files = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js'));
  for (const fileName of files.map((name) => `assets/${name}`)) {
    const text = readFileSync(join(folder, fileName), 'utf8');
    const start = text.indexOf('<!doctype html>') - 1;
    if (start < 0 || !text.includes('replaybook-frame-ready')) continue;
    const literal = literalAt(text, start);
    return { fileName, document: runInNewContext(literal) as string, start, end: start + literal.length };
  }
  throw new Error(`No file of ${folder} has the frame's document.`);
}

/** The string literal that begins at `start`, with its quotes. */
function literalAt(text: string, start: number): string {
  const quote = text[start];
  let end = start + 1;
  while (text[end] !== quote) end += text[end] === '\\' ? 2 : 1;
  return text.slice(start, end + 1);
}

function partOf(text: string, pattern: RegExp): string {
  const part = pattern.exec(text)?.[2];
  if (part === undefined) throw new Error(`Nothing matches ${String(pattern)}.`);
  return part;
}

const replacePart = (text: string, pattern: RegExp, change: (part: string) => string): string =>
  text.replace(pattern, (_, before: string, part: string, after: string) => before + change(part) + after);

const hashOf = (script: string): string => `sha256-${createHash('sha256').update(script).digest('base64')}`;

const same = (text: string): string => text;
