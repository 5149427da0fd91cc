/** Compares the languages of a lesson: what must not differ, and what must. */
import { basename } from 'node:path';
import { SHARED_KEYS } from '../lesson/format/index.ts';
import { AuthoringError, type SourcePlace } from './authoring-error.ts';
import type { LessonText } from './read-text.ts';

const HANGUL = /\p{Script=Hangul}/u;

/** Holds a text against the first one: the shared keys of the head, the names of checks, directives and images in their order. */
export function compareTexts(first: LessonText, second: LessonText): void {
  const name = basename(first.file);
  for (const key of SHARED_KEYS) {
    if (JSON.stringify(first.head[key]) === JSON.stringify(second.head[key])) continue;
    throw new AuthoringError(
      second.placeInHead(key),
      `"${key}" differs from ${name}: it is the same in every language.`,
    );
  }
  compareChecks(first, second);
  const start = { file: second.file, line: 1, column: 1 };
  compareInOrder(
    first.directives.map((one) => ({ what: `the directive ${one.name} ${JSON.stringify(one.attributes)}`, ...one })),
    second.directives.map((one) => ({ what: `the directive ${one.name} ${JSON.stringify(one.attributes)}`, ...one })),
    { name, start },
  );
  compareInOrder(
    first.images.map((one) => ({ what: `the image ${one.url}`, ...one })),
    second.images.map((one) => ({ what: `the image ${one.url}`, ...one })),
    { name, start },
  );
}

/** Refuses a Korean text that was not written in Korean. */
export function refuseWithoutHangul(text: LessonText): void {
  if (!HANGUL.test(text.head.title + text.head.goal)) {
    throw new AuthoringError(text.placeInHead('title'), 'The Korean text has no Hangul in its title and goal.');
  }
  for (const [check, message] of Object.entries(text.head.checks)) {
    if (HANGUL.test(message)) continue;
    throw new AuthoringError(text.placeInHead('checks', check), `The message of "${check}" has no Hangul.`);
  }
}

function compareChecks(first: LessonText, second: LessonText): void {
  for (const check of Object.keys(first.head.checks)) {
    if (Object.hasOwn(second.head.checks, check)) continue;
    throw new AuthoringError(
      second.placeInHead('checks'),
      `The check "${check}" of ${basename(first.file)} is missing: every language says what it asks for.`,
    );
  }
  for (const check of Object.keys(second.head.checks)) {
    if (Object.hasOwn(first.head.checks, check)) continue;
    throw new AuthoringError(second.placeInHead('checks', check), `${basename(first.file)} has no check "${check}".`);
  }
}

type Part = Readonly<{ what: string; place: SourcePlace }>;

function compareInOrder(
  first: readonly Part[],
  second: readonly Part[],
  { name, start }: Readonly<{ name: string; start: SourcePlace }>,
): void {
  for (const [index, { what }] of first.entries()) {
    const other = second[index];
    if (other?.what === what) continue;
    throw new AuthoringError(other?.place ?? start, `Here ${name} has ${what}.`);
  }
  const more = second[first.length];
  if (more) throw new AuthoringError(more.place, `${name} does not have ${more.what}.`);
}
