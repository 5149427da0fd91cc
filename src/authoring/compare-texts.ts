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
  compareNames('checks', 'check', first, second);
  compareNames('words', 'event', first, second);
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
  for (const [check, { asks, otherwise }] of Object.entries(text.head.checks)) {
    if (HANGUL.test(asks) && (otherwise === null || HANGUL.test(otherwise))) continue;
    throw new AuthoringError(text.placeInHead('checks', check), `The message of "${check}" has no Hangul.`);
  }
  for (const [event, words] of Object.entries(text.head.words)) {
    if (HANGUL.test(words)) continue;
    throw new AuthoringError(text.placeInHead('words', event), `The words for "${event}" have no Hangul.`);
  }
}

/** Each language says the same things in its own words. */
function compareNames(key: 'checks' | 'words', what: string, first: LessonText, second: LessonText): void {
  for (const name of Object.keys(first.head[key])) {
    if (Object.hasOwn(second.head[key], name)) continue;
    throw new AuthoringError(
      second.placeInHead(key),
      `The ${what} "${name}" of ${basename(first.file)} is missing: every language says it in its own words.`,
    );
  }
  for (const name of Object.keys(second.head[key])) {
    if (Object.hasOwn(first.head[key], name)) continue;
    throw new AuthoringError(second.placeInHead(key, name), `${basename(first.file)} has no ${what} "${name}".`);
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
