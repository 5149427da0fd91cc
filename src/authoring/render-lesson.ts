/** Renders a lesson's text to HTML: prose, and every directive in the form that needs no JavaScript. */
import type { ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { Code, Heading, Paragraph, Root, RootContent, Table } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { defaultHandlers, toHast, type State } from 'mdast-util-to-hast';
import type { AllMessages } from '../i18n/index.ts';
import type { Language } from '../lesson/index.ts';
import type { CheckedDirective } from './check-directive.ts';
import type { Highlight } from './highlight.ts';
import { readExercise } from './read-exercise.ts';
import type { Lesson } from './read-lesson.ts';
import { readPredict } from './read-predict.ts';
import { readWhy } from './read-why.ts';
import { renderAnswers, type Answer, type RenderBlocks, type WithAnswer } from './render-answers.ts';
import { renderBox } from './render-box.ts';
import { renderCell, type Shown } from './render-cell.ts';
import { renderExercise } from './render-exercise.ts';
import { renderPicture } from './render-picture.ts';
import { renderPredict } from './render-predict.ts';
import { renderTwin } from './render-twin.ts';
import { renderWhy } from './render-why.ts';

/** What rendering needs besides the text. */
export type Tools = Readonly<{ messages: AllMessages; highlight: Highlight }>;

/** The HTML of a lesson's text; `body` is the text as it was read, or as someone has marked it since. */
export function renderText(
  lesson: Lesson,
  language: Language,
  tools: Tools,
  body: Root = lesson.texts[language].body,
): string {
  const { directives } = lesson.texts[language];
  const { messages } = tools;
  const answers: Answer[] = [];
  const render = directiveRenderer(lesson, language, tools);
  const place = (state: State, node: CheckedDirective['node']): ElementContent[] => {
    // By its place: whoever marks a text copies its blocks.
    const directive = directives.find((one) => one.node.position?.start.offset === node.position?.start.offset)!;
    const rendered = render(directive, node.children, blocksWith(state));
    if (!('answer' in rendered)) return [rendered];
    answers.push(rendered.answer);
    return [rendered.block];
  };
  const tree = toHast(body, {
    handlers: {
      leafDirective: place,
      containerDirective: place,
      code: (_: State, node: Code) => renderCode(node, tools),
      heading: (state: State, node: Heading) => renderHeading(state, node, tools.messages),
      table: renderTable,
      paragraph: pictureRenderer(lesson, language),
    },
  });
  return toHtml([
    ...(tree.type === 'root' ? tree.children : [tree as ElementContent]),
    ...renderAnswers(answers, messages),
  ]);
}

const blocksWith =
  (state: State): RenderBlocks =>
  (content) =>
    state.all({ type: 'root', children: [...content] });

/** Renders one directive after another, in their order. */
function directiveRenderer(lesson: Lesson, language: Language, { messages, highlight }: Tools) {
  const { directives, file, head } = lesson.texts[language];
  const numberOf = ({ name, node }: CheckedDirective): number | null => {
    const same = directives.filter((one) => one.name === name);
    return same.length === 1 ? null : same.findIndex((one) => one.node === node) + 1;
  };
  const written = (wanted: string) => lesson.page.cells.find((one) => one.file === wanted)!;
  const cellOf = (wanted: string, shown: Shown) => renderCell(written(wanted), { messages, highlight, ...shown });

  return (
    directive: CheckedDirective,
    children: readonly RootContent[],
    blocks: RenderBlocks,
  ): ElementContent | WithAnswer => {
    const { name } = directive;
    const number = numberOf(directive);
    switch (name) {
      case 'cell':
        return cellOf(directive.attributes.file, directive.attributes);
      case 'twin': {
        const { attributes } = directive;
        return renderTwin(attributes, {
          messages,
          cell: (one, columns) => cellOf(one, { panel: attributes.panel, columns }),
          source: (one) => written(one).source,
        });
      }
      case 'predict': {
        const { attributes } = directive;
        return renderPredict(readPredict(file, directive.node), { attributes, number, messages, blocks });
      }
      case 'exercise': {
        const { attributes } = directive;
        const cell = cellOf(attributes.file, { panel: attributes.panel });
        const answers = lesson.answers.get(attributes.file)!;
        const { checks, words } = head;
        const options = {
          file: attributes.file,
          number,
          cell,
          answers,
          head: { checks, words },
          messages,
          highlight,
          blocks,
        };
        return renderExercise(readExercise(file, directive.node), options);
      }
      case 'why':
        return renderWhy(readWhy(file, directive.node), { number, messages, blocks });
      case 'hint':
        throw new Error('A hint is rendered by its exercise.');
      default:
        return renderBox(name, blocks(children), messages);
    }
  };
}

/** Renders paragraphs: an image, which stands in one of its own, as a figure. */
function pictureRenderer(lesson: Lesson, language: Language) {
  let count = 0;
  return (state: State, node: Paragraph): ElementContent => {
    const [image] = node.children;
    if (image?.type !== 'image') return defaultHandlers.paragraph(state, node);
    count += 1;
    const drawing = lesson.pictures[language].get(image.url)!;
    return renderPicture(drawing, { alt: image.alt!, caption: image.title ?? null, prefix: `figure-${count}` });
  };
}

/** A heading, and a link to itself. */
function renderHeading(state: State, node: Heading, { page }: AllMessages): ElementContent {
  const id = String(node.data?.hProperties?.['id']);
  return h(`h${node.depth}`, { id }, [
    ...state.all(node),
    h('a', { class: 'heading-link', href: `#${id}`, 'aria-label': page.linkTo(toString(node)) }, '#'),
  ]);
}

/** Code in the prose, which cannot be run. */
function renderCode({ lang, value }: Code, { highlight }: Tools): ElementContent[] {
  if (lang === 'ts') return highlight(value).children as ElementContent[];
  return [h('pre', h('code', value))];
}

/** A wide table scrolls in a box of its own, which the keyboard can reach. */
function renderTable(state: State, node: Table): ElementContent {
  const [head, ...rows] = node.children.map((row) => row.children.map((cell) => state.all(cell)));
  return h('div', { class: 'table-scroll', tabindex: '0', role: 'group' }, [
    h('table', [
      h(
        'thead',
        h(
          'tr',
          head!.map((cell) => h('th', { scope: 'col' }, cell)),
        ),
      ),
      h(
        'tbody',
        rows.map((row) =>
          h(
            'tr',
            row.map((cell) => h('td', cell)),
          ),
        ),
      ),
    ]),
  ]);
}
