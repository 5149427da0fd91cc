/** Takes a part of the sandbox away on its way to the browser, with every hash made right again unless asked otherwise: what then gets through shows what that part is for. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LESSON } from './test.ts';
import type { Rewrite } from './serve-site.ts';

/** What is changed. Each function gets a part as it was built. */
export type Mutation = Readonly<{
  pagePolicy?: (policy: string) => string;
  framePolicy?: (policy: string) => string;
  /** The script of the frame; the worker has a program of its own. */
  bootstrap?: (script: string) => string;
  /** Leaves the policies with the hash of the script as it was. */
  keepsHash?: boolean;
}>;

const POLICY = /(http-equiv="Content-Security-Policy" content=")([^"]*)(")/;
/** The frame's document stands in the page, as an attribute. */
const FRAME = /(<iframe [^>]*srcdoc=")([^"]*)(")/;
const SCRIPT = /(<script>)((?:(?!<script>)[^])*)(<\/script><\/body>)/;

/** A rewrite of the site built in `folder`. */
export function mutateSandbox(folder: string, mutation: Mutation): Rewrite {
  const document = readFrame(folder);
  const { pagePolicy = same, framePolicy = same, bootstrap = same, keepsHash = false } = mutation;
  const oldHash = hashOf(partOf(document, SCRIPT));
  if (!partOf(document, POLICY).includes(oldHash)) throw new Error("The frame's policy lacks the hash of its script.");
  const withScript = replacePart(document, SCRIPT, bootstrap);
  const newHash = keepsHash ? oldHash : hashOf(partOf(withScript, SCRIPT));
  const withHash = (policy: string): string => policy.replaceAll(oldHash, newHash);
  const mutated = replacePart(withScript, POLICY, (policy) => framePolicy(withHash(policy)));
  return (text, name) => {
    if (!name.endsWith('.html')) return text;
    const page = replacePart(text, POLICY, (policy) => pagePolicy(withHash(policy)));
    return replacePart(page, FRAME, () => toAttribute(mutated));
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

function readFrame(folder: string): string {
  const page = readFileSync(join(folder, LESSON.en), 'utf8');
  return partOf(page, FRAME).replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

const toAttribute = (document: string): string => document.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

function partOf(text: string, pattern: RegExp): string {
  const part = pattern.exec(text)?.[2];
  if (part === undefined) throw new Error(`Nothing matches ${String(pattern)}.`);
  return part;
}

const replacePart = (text: string, pattern: RegExp, change: (part: string) => string): string =>
  text.replace(pattern, (_, before: string, part: string, after: string) => before + change(part) + after);

const hashOf = (script: string): string => `sha256-${createHash('sha256').update(script).digest('base64')}`;

const same = (text: string): string => text;
