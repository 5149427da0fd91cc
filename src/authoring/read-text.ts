/** Reads the text of a lesson in one language: its head, and its blocks with every directive and image checked. */
import type { Image, Nodes, Root, RootContent } from 'mdast';
import remarkDirective from 'remark-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { frontMatter, type FrontMatter } from '../lesson/format/index.ts';
import { AuthoringError, placeIn, type SourcePlace } from './authoring-error.ts';
import { checkDirective, isDirective, type CheckedDirective } from './check-directive.ts';
import { readExercise } from './read-exercise.ts';
import { readPredict } from './read-predict.ts';
import { readWhy } from './read-why.ts';
import { readYaml, type ReadYaml } from './read-yaml.ts';

/** One language of a lesson. */
export type LessonText = Readonly<{
  file: string;
  head: FrontMatter;
  /** Where a key of the head stands. */
  placeInHead: (...path: string[]) => SourcePlace;
  /** Everything behind the head. */
  body: Root;
  /** The directives in order, with what they say. */
  directives: readonly CheckedDirective[];
  /** The images in order. */
  images: readonly WrittenImage[];
}>;

/** An image as a text names it. */
export type WrittenImage = Readonly<{ url: string; place: SourcePlace }>;

/** Where a text ends: what it lacks behind everything else is missing there. */
export const endOf = ({ file, body }: LessonText): SourcePlace => ({
  file,
  line: body.position?.end.line ?? 1,
  column: 1,
});

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ['yaml']).use(remarkDirective);

/** Parses and checks a text. Throws AuthoringError at the first mistake. */
export function readText(file: string, source: string): LessonText {
  const body = parser.parse(source);
  const { data: head, placeOf } = readHead(file, body);
  const directives: CheckedDirective[] = [];
  const images: WrittenImage[] = [];
  visit(body, (node, _, parent) => {
    if (isDirective(node)) {
      const directive = checkDirective(node, { file, source, parent });
      checkStructure(file, directive);
      directives.push(directive);
    }
    if (node.type === 'image') images.push(checkImage(file, node, parent));
    refuseStray(file, node);
  });
  return {
    file,
    head,
    placeInHead: (...path) => placeOf(path),
    body: { ...body, children: body.children.filter(({ type }) => type !== 'yaml') },
    directives,
    images,
  };
}

function checkStructure(file: string, { name, node, place }: CheckedDirective): void {
  if (name === 'predict') readPredict(file, node);
  else if (name === 'exercise') readExercise(file, node);
  else if (name === 'why') readWhy(file, node);
  else if (node.type === 'containerDirective' && node.children.length === 0)
    throw new AuthoringError(place, `"${name}" is empty.`);
}

function checkImage(file: string, node: Image, parent: Root | RootContent | undefined): WrittenImage {
  const place = placeIn(file, node);
  if (!node.alt?.trim()) {
    throw new AuthoringError(place, 'This image has no alternative text: ![what it shows](./file.svg).');
  }
  if (parent?.type !== 'paragraph' || parent.children.length > 1) {
    throw new AuthoringError(place, 'An image stands in a paragraph of its own.');
  }
  return { url: node.url, place };
}

/** What may stand nowhere in a text. */
function refuseStray(file: string, node: Nodes): void {
  const place = placeIn(file, node);
  if (node.type === 'html') throw new AuthoringError(place, 'HTML is not for lessons: use a directive.');
  if (node.type === 'imageReference') {
    throw new AuthoringError(place, 'An image is written with its file: ![what it shows](./file.svg).');
  }
  if (node.type !== 'text') return;
  if (/\bTODO\b/.test(node.value)) throw new AuthoringError(place, 'A TODO is left in the text.');
  if (/^:{3,}/m.test(node.value)) {
    throw new AuthoringError(place, 'These colons close nothing: a directive inside another has fewer colons than it.');
  }
}

function readHead(file: string, body: Root): ReadYaml<FrontMatter> {
  const [node] = body.children;
  if (node?.type !== 'yaml')
    throw new AuthoringError({ file, line: 1, column: 1 }, 'A lesson begins with its head between two lines of ---.');
  // The head's first line stands below the opening ---.
  return readYaml({ file, text: node.value, linesAbove: 1, name: 'The head' }, frontMatter);
}
