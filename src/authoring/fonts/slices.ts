/** Decides which characters go into which file of a face, and which files a page knows of. */
import type { Language } from '../../lesson/index.ts';

/** A page, and the texts that can appear in any page. */
export type PageText = Readonly<{ fileName: string; language: Language; text: string }>;
export type SiteText = Readonly<{
  pages: readonly PageText[];
  /** What elements say in the course of a lesson. */
  said: string;
  /** What they say when something is wrong. */
  seldom: string;
}>;

/** Characters that share a file, in order. */
export type Slice = Readonly<{ name: string; script: 'latin' | 'hangul'; characters: string }>;

/** A slice in a page: what the page takes from it. No two slices of a page give the same character. */
export type Use = Readonly<{ slice: Slice; characters: string }>;

const HANGUL = /[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]/;
const KEYBOARD = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
/** What authors write next to letters, and what a learner's code may print; listed so that a lesson more seldom changes the file. */
const MARKS = '\u00a0«»·×÷±°§©–—‘’‚“”„•…←↑→↓↔⇄⇒−≈≠≤≥∞√▶◀▲▼■□●○✓⌘⏎⌥⇧€₩';

/** The slices of every page, by its file name. The same texts give the same slices. */
export function slicePages({ pages, said, seldom }: SiteText): ReadonlyMap<string, readonly Use[]> {
  const korean = pages.filter(({ language }) => language === 'ko');
  const others = pages.filter(({ language }) => language !== 'ko');
  // A Korean word in an English page is the name of the language. It does not load a file for itself.
  const names = only(others.map(({ text }) => text).join(''), isHangul);
  const all = pages.map(({ text }) => text).join('') + said + seldom;
  const latin = slice('latin', 'latin', KEYBOARD + MARKS + only(all, (one) => !isHangul(one) && one > '~') + names);

  const shown = (text: string): string => without(only(text, isHangul), names);
  const common = slice('common', 'hangul', shown(said) + shown(onManyPages(korean.map(({ text }) => text))));
  const rest = slice('seldom', 'hangul', without(shown(seldom), common.characters));
  return new Map(
    pages.map(({ fileName, language, text }) => {
      if (language !== 'ko') return [fileName, [whole(latin)]];
      const own = slice('page', 'hangul', without(shown(text), common.characters));
      const uses = [
        whole(latin),
        whole(common),
        whole(own),
        // A page that shows two of these does not load them all.
        { slice: rest, characters: without(rest.characters, own.characters) },
      ];
      return [fileName, uses.filter(({ characters }) => characters !== '')];
    }),
  );
}

/** The characters of a text that a face can have, each once, in order. */
export function only(text: string, keep: (character: string) => boolean): string {
  const characters = [...new Set(text)].filter((one) => one >= ' ' && keep(one));
  return characters.toSorted((one, other) => one.codePointAt(0)! - other.codePointAt(0)!).join('');
}

const isHangul = (character: string): boolean => HANGUL.test(character);

const slice = (name: string, script: Slice['script'], text: string): Slice => ({
  name,
  script,
  characters: only(text, () => true),
});

const whole = (one: Slice): Use => ({ slice: one, characters: one.characters });

function without(text: string, left: string): string {
  const set = new Set(left);
  return Array.from(text)
    .filter((one) => !set.has(one))
    .join('');
}

/** What so many pages show that a file for all of them is read more often than loaded. With a page or two nothing is. */
function onManyPages(texts: readonly string[]): string {
  const least = Math.max(3, Math.ceil(texts.length / 3));
  const counts = new Map<string, number>();
  for (const text of texts) for (const one of new Set(text)) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].flatMap(([one, count]) => (count >= least ? [one] : [])).join('');
}
