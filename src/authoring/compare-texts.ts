/** Compares the languages of a lesson: what must not differ, and what must. */
import { basename } from 'node:path';
import { SHARED_KEYS } from '../lesson/format/index.ts';
import { AuthoringError, type SourcePlace } from './authoring-error.ts';
import type { CheckedDirective } from './check-directive.ts';
import { endOf, type LessonText } from './read-text.ts';

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
  const shownOf = ({ directives }: LessonText): Part[] =>
    directives.map((one) => ({
      key: `${one.name} ${JSON.stringify(one.attributes)}`,
      shown: asWritten(one),
      place: one.place,
    }));
  compareInOrder(shownOf(first), shownOf(second), [first, second]);
  const imagesOf = ({ images }: LessonText): Part[] =>
    images.map(({ url, place }) => ({ key: url, shown: `![…](${url})`, place }));
  compareInOrder(imagesOf(first), imagesOf(second), [first, second]);
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

/** A part of a text, how it is shown to its author, and what must be the same of it in the other. */
type Part = Readonly<{ key: string; shown: string; place: SourcePlace }>;

function compareInOrder(
  first: readonly Part[],
  second: readonly Part[],
  texts: readonly [first: LessonText, second: LessonText],
): void {
  const length = Math.max(first.length, second.length);
  const index = Array.from({ length }).findIndex((_, at) => first[at]?.key !== second[at]?.key);
  if (index < 0) return;
  const [there, here] = [first[index], second[index]];
  const [name, own] = texts.map(({ file }) => basename(file));
  const seen = there && `(${name}:${there.place.line})`;
  if (!here) throw new AuthoringError(endOf(texts[1]), `${own} lacks ${there!.shown} ${seen}.`);
  if (!there || second[index + 1]?.key === there.key)
    throw new AuthoringError(here.place, `${name} does not have ${here.shown}.`);
  if (first[index + 1]?.key === here.key)
    throw new AuthoringError(here.place, `${own} lacks ${there.shown} before this ${seen}.`);
  throw new AuthoringError(here.place, `${name} has ${there.shown} here ${seen}, and ${own} has ${here.shown}.`);
}

/** A directive as its author has written it, without what it leaves to be understood. */
function asWritten({ name, node }: CheckedDirective): string {
  const attributes = Object.entries(node.attributes ?? {}).map(([key, value]) => (value ? `${key}="${value}"` : key));
  const colons = node.type === 'leafDirective' ? '::' : name === 'exercise' ? '::::' : ':::';
  return `${colons}${name}${attributes.length > 0 ? `{${attributes.join(' ')}}` : ''}`;
}
