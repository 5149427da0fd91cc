/** Marks the first mention of each term in a lesson's prose: a link to the glossary, which the page can show in place. */
import type { BlockContent, Link, Parents, PhrasingContent, Root, RootContent, Text } from 'mdast';
import type { Term } from '../lesson/format/index.ts';
import type { Language } from '../lesson/index.ts';

/** Boxes whose text is prose; others ask something, and a definition there could be in the way. */
const PROSE_BOXES = new Set(['note', 'warning', 'exact']);
const OPEN = new Set(['paragraph', 'list', 'listItem', 'blockquote', 'strong', 'emphasis']);

/** The text with its terms marked, and the terms that are. */
export type MarkedText = Readonly<{ body: Root; marked: readonly Term[] }>;

/** Marks terms; `addressOf` is where a term's entry stands, and `definitionId` the id of what describes it on this page. */
export function markTerms(
  body: Root,
  terms: readonly Term[],
  language: Language,
  links: Readonly<{ addressOf(term: Term): string; definitionId(term: Term): string }>,
): MarkedText {
  const marked: Term[] = [];
  const owners = new Map(terms.flatMap((term) => spellingsOf(term, language).map((one) => [one.toLowerCase(), term])));
  const pattern = patternOf([...owners.keys()], language);

  const markText = (node: Text): PhrasingContent[] => {
    const found: PhrasingContent[] = [];
    let end = 0;
    for (const match of node.value.matchAll(pattern)) {
      const term = owners.get(match[0].toLowerCase())!;
      if (marked.includes(term)) continue;
      marked.push(term);
      found.push({ type: 'text', value: node.value.slice(end, match.index) });
      found.push(toLink(match[0], links.addressOf(term), links.definitionId(term)));
      end = match.index + match[0].length;
    }
    found.push({ type: 'text', value: node.value.slice(end) });
    return found.filter((one) => one.type !== 'text' || one.value !== '');
  };
  const markIn = <Node extends Parents>(parent: Node): Node => ({
    ...parent,
    children: (parent.children as RootContent[]).flatMap((child): RootContent[] => {
      if (child.type === 'text') return parent.type === 'root' ? [child] : markText(child);
      const isOpen = OPEN.has(child.type) || (child.type === 'containerDirective' && PROSE_BOXES.has(child.name));
      return [isOpen ? markIn(child as Parents & BlockContent) : child];
    }),
  });
  return { body: terms.length > 0 ? markIn(body) : body, marked };
}

const spellingsOf = ({ forms, ...term }: Term, language: Language): string[] => [term[language], ...forms[language]];

const toLink = (value: string, url: string, definition: string): Link => ({
  type: 'link',
  url,
  children: [{ type: 'text', value }],
  data: { hProperties: { className: ['term'], ariaDescribedBy: [definition] } },
});

/** What may follow a Korean noun and still leave it that noun. */
const PARTICLES =
  '은 는 이 가 을 를 의 에 에서 에게 로 으로 와 과 도 만 들 이나 나 부터 까지 마다 보다 처럼 라 이라 라고 이라고 라는 이라는 란 이란 라면 이라면 하고 고 이고 예요 이에요 뿐 조차 밖에 니까 이니까';

/** Finds whole words; of two spellings that begin at one place, the longer one. */
function patternOf(spellings: readonly string[], language: Language): RegExp {
  const longestFirst = spellings.toSorted((one, other) => other.length - one.length);
  const words = longestFirst.map((spelling) => spelling.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|');
  const end = language === 'ko' ? `(?:${PARTICLES.replaceAll(' ', '|')})*` : '';
  return new RegExp(String.raw`(?<![\p{L}\p{N}_-])(?:${words})(?=${end}(?![\p{L}\p{N}_-]))`, 'giu');
}
