/** Reads the text of a lesson in one language: its head, and its blocks with every directive checked. */
import type { Root, RootContent } from 'mdast';
import type { ContainerDirective, LeafDirective, TextDirective } from 'mdast-util-directive';
import remarkDirective from 'remark-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { DIRECTIVES, frontMatter, isDirectiveName, type FrontMatter } from '../lesson/format/index.ts';
import { AuthoringError, type SourcePlace } from './authoring-error.ts';
import { describeIssue, readYaml } from './read-yaml.ts';

/** One language of a lesson. */
export type LessonText = Readonly<{
  file: string;
  head: FrontMatter;
  /** Everything behind the head. */
  body: Root;
  /** The directives in order, with what they say. */
  directives: readonly CheckedDirective[];
}>;

export type CheckedDirective = Readonly<{
  name: string;
  attributes: Readonly<Record<string, unknown>>;
  place: SourcePlace;
}>;

type Directive = ContainerDirective | LeafDirective | TextDirective;

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ['yaml']).use(remarkDirective);

/** Parses and checks a text. Throws AuthoringError at the first mistake. */
export function readText(file: string, source: string): LessonText {
  const body = parser.parse(source);
  const head = readHead(file, body);
  const directives: CheckedDirective[] = [];
  visit(body, (node) => {
    if (isDirective(node)) directives.push(checkDirective(file, node));
    if (node.type === 'html')
      throw new AuthoringError(placeOf(file, node), 'HTML is not for lessons: use a directive.');
    if (node.type === 'image' && !node.alt) {
      throw new AuthoringError(placeOf(file, node), 'This image has no alternative text: ![what it shows](file).');
    }
    if (node.type === 'text' && /\bTODO\b/.test(node.value)) {
      throw new AuthoringError(placeOf(file, node), 'A TODO is left in the text.');
    }
  });
  return { file, head, body: { ...body, children: body.children.filter(({ type }) => type !== 'yaml') }, directives };
}

const isDirective = (node: Root | RootContent): node is Directive =>
  node.type === 'containerDirective' || node.type === 'leafDirective' || node.type === 'textDirective';

function placeOf(
  file: string,
  node: { position?: { start: { line: number; column: number } } | undefined },
): SourcePlace {
  return { file, line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 };
}

function checkDirective(file: string, node: Directive): CheckedDirective {
  const place = placeOf(file, node);
  if (!isDirectiveName(node.name)) {
    const known = Object.keys(DIRECTIVES).join(', ');
    const hint =
      node.type === 'textDirective'
        ? ` To write a colon before a word, put a backslash before it: \\:${node.name}.`
        : '';
    throw new AuthoringError(place, `There is no directive "${node.name}". There are: ${known}.${hint}`);
  }
  const { form, attributes } = DIRECTIVES[node.name];
  const written = node.type === 'leafDirective' ? 'leaf' : node.type === 'containerDirective' ? 'container' : 'text';
  if (written !== form) {
    const right = form === 'leaf' ? `::${node.name}{…}` : `:::${node.name} … :::`;
    throw new AuthoringError(place, `"${node.name}" is written ${right}.`);
  }
  const checked = attributes.safeParse(node.attributes ?? {});
  if (checked.success) return { name: node.name, attributes: checked.data, place };
  throw new AuthoringError(place, `${node.name}: ${describeIssue(checked.error.issues[0]!)}`);
}

function readHead(file: string, body: Root): FrontMatter {
  const [node] = body.children;
  if (node?.type !== 'yaml')
    throw new AuthoringError({ file, line: 1, column: 1 }, 'A lesson begins with its head between two lines of ---.');
  // The head's first line stands below the opening ---.
  return readYaml({ file, text: node.value, linesAbove: 1 }, frontMatter).data;
}
