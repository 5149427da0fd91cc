/** The sections of a lesson: their headings get names for links, the same in every language, so that a link keeps its place when the language changes. */
import { basename } from 'node:path';
import type { Heading, Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { Language } from '../lesson/index.ts';
import { AuthoringError, placeIn } from './authoring-error.ts';
import { endOf, type LessonText } from './read-text.ts';

/** A heading: its name in links, its rank, 2 for a section and 3 for what is below one, and its words. */
export type Section = Readonly<{ id: string; depth: number; title: string }>;

/** Names the headings of all texts after those of the first, and gives what each text has. Throws AuthoringError where they differ. */
export function nameSections(
  first: LessonText,
  texts: Readonly<Record<Language, LessonText>>,
): Readonly<Record<Language, readonly Section[]>> {
  const names = toNames(headingsOf(first.body).map((heading) => toString(heading)));
  const sections = Object.entries(texts).map(([language, text]) => {
    refuseOther(first, text);
    return [language, nameIn(text, names)];
  });
  return Object.fromEntries(sections) as Record<Language, readonly Section[]>;
}

const nameIn = ({ body }: LessonText, names: readonly string[]): Section[] =>
  headingsOf(body).map((heading, index) => {
    const id = names[index]!;
    heading.data = { ...heading.data, hProperties: { id } };
    return { id, depth: heading.depth, title: toString(heading) };
  });

/** A text has the headings of the first, each of the same rank. */
function refuseOther(first: LessonText, text: LessonText): void {
  const wanted = headingsOf(first.body);
  const written = headingsOf(text.body);
  if (wanted.length === written.length && wanted.every(({ depth }, index) => depth === written[index]!.depth)) return;
  // The directives are the same: a heading that stands behind another number of them is the one to look at.
  const keys = [placesAmong(first, wanted), placesAmong(text, written)] as const;
  let index = 0;
  while (keys[0][index] === keys[1][index]) index += 1;
  const [there, here] = [wanted[index], written[index]];
  const own = basename(text.file);
  const place = here ? placeIn(text.file, here) : endOf(text);
  const other = basename(first.file);
  const has = there ? `has the heading ${asWritten(there)} (${other}:${there.position?.start.line})` : 'has no heading';
  throw new AuthoringError(place, `${other} ${has} here; ${own} has ${here ? asWritten(here) : 'none'}.`);
}

/** Of each heading its rank, and how many directives stand before it. */
const placesAmong = ({ directives }: LessonText, headings: readonly Heading[]): string[] =>
  headings.map(({ depth, position }) => {
    const before = directives.filter(({ place }) => place.line < (position?.start.line ?? 0)).length;
    return `${depth} ${before}`;
  });

const asWritten = (heading: Heading): string => `"${'#'.repeat(heading.depth)} ${toString(heading)}"`;

const headingsOf = (body: Root): Heading[] => body.children.filter((node): node is Heading => node.type === 'heading');

/** Words as they may stand in an address; a second one of the same words gets a number. */
function toNames(titles: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return titles.map((title) => {
    const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? ['section'];
    const name = words.join('-');
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}-${count}`;
  });
}
