/** The sections of a lesson: their headings get names for links, the same in every language, so that a link keeps its place when the language changes. */
import type { Heading, Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { Language } from '../lesson/index.ts';
import { AuthoringError } from './authoring-error.ts';
import type { LessonText } from './read-text.ts';

/** A heading: its name in links, its rank, 2 for a section and 3 for what is below one, and its words. */
export type Section = Readonly<{ id: string; depth: number; title: string }>;

/** Names the headings of all texts after those of the first, and gives what each text has. Throws AuthoringError where they differ. */
export function nameSections(
  first: LessonText,
  texts: Readonly<Record<Language, LessonText>>,
): Readonly<Record<Language, readonly Section[]>> {
  const names = toNames(headingsOf(first.body).map((heading) => toString(heading)));
  const ranks = headingsOf(first.body).map(({ depth }) => depth);
  const sections = Object.entries(texts).map(([language, text]) => [language, nameIn(text, names, ranks)]);
  return Object.fromEntries(sections) as Record<Language, readonly Section[]>;
}

function nameIn({ file, body }: LessonText, names: readonly string[], ranks: readonly number[]): Section[] {
  const headings = headingsOf(body);
  const differs = headings.findIndex(({ depth }, index) => depth !== ranks[index]);
  if (differs >= 0 || headings.length !== names.length) {
    const { line = 1, column = 1 } = headings[differs]?.position?.start ?? {};
    throw new AuthoringError({ file, line, column }, 'The headings are not those of the other language, in its order.');
  }
  return headings.map((heading, index) => {
    const id = names[index]!;
    heading.data = { ...heading.data, hProperties: { id } };
    return { id, depth: heading.depth, title: toString(heading) };
  });
}

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
