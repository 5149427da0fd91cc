/** Reads an SVG file that is to stand in a page: only what draws, nothing that runs, loads or styles. */
import { readFileSync } from 'node:fs';
import { parseXml, XmlCdata, XmlElement, XmlError, XmlText, type XmlDocument } from '@rgrove/parse-xml';
import type { Element, ElementContent } from 'hast';
import { s } from 'hastscript';
import { AuthoringError, type SourcePlace } from './authoring-error.ts';

/** What an image is made of. What is not here may run, load or bring a style of its own. */
const ELEMENTS = new Set(
  [
    'svg g defs symbol use title desc',
    'path rect circle ellipse line polyline polygon text tspan textPath',
    'marker linearGradient radialGradient stop clipPath mask pattern',
  ].flatMap((names) => names.split(' ')),
);

/** Why some elements are not for lessons. */
const REASONS: Readonly<Record<string, string>> = {
  script: 'nothing in a picture runs',
  foreignObject: 'a picture is drawn, not a page in a page',
  style: 'write fill="…" and stroke="…" at the shapes, so that the style stays in the picture',
  image: 'a picture loads nothing',
};

/** Attributes that say what the file is and shows: the page knows the one, and the alternative text says the other. */
const OF_THE_FILE = /^(?:xmlns(?::.*)?|version|xml:space|xml:lang|role|aria-.*)$/;

type File = Readonly<{ file: string; source: string }>;

/** The drawing. Throws AuthoringError. */
export function readSvg(file: string): Element {
  const source = readFileSync(file, 'utf8');
  const { root } = parse({ file, source });
  const start = { file, line: 1, column: 1 };
  if (root?.name !== 'svg') throw new AuthoringError(start, 'This is no SVG file: it begins with <svg>.');
  const ids = new Map<string, XmlElement>();
  for (const element of withAllInside(root)) checkElement({ file, source }, element, ids);
  for (const element of withAllInside(root)) checkReferences({ file, source }, element, ids);
  const viewBox =
    root.attributes['viewBox']
      ?.trim()
      .split(/[\s,]+/)
      .map(Number) ?? [];
  if (viewBox.length !== 4 || !viewBox.every(Number.isFinite) || !(viewBox[2]! > 0 && viewBox[3]! > 0))
    throw new AuthoringError(placeOf({ file, source }, root), 'An SVG file has a viewBox="0 0 width height".');
  const { x: _, y: __, width: ___, height: ____, ...attributes } = ownAttributes(root);
  // Both are there before the style sheet is, so that nothing jumps.
  return s('svg', { ...attributes, width: viewBox[2]!, height: viewBox[3]! }, contentOf(root));
}

function parse({ file, source }: File): XmlDocument {
  try {
    return parseXml(source, { includeOffsets: true });
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const [message] = error.message.split(' (line');
    throw new AuthoringError({ file, line: error.line, column: error.column }, `${message}.`);
  }
}

const elementsIn = (element: XmlElement): XmlElement[] =>
  element.children.filter((child): child is XmlElement => child instanceof XmlElement);

const withAllInside = (element: XmlElement): XmlElement[] => [element, ...elementsIn(element).flatMap(withAllInside)];

function placeOf({ file, source }: File, { start }: XmlElement): SourcePlace {
  const before = source.slice(0, start).split('\n');
  return { file, line: before.length, column: before.at(-1)!.length + 1 };
}

function checkElement(file: File, element: XmlElement, ids: Map<string, XmlElement>): void {
  const place = placeOf(file, element);
  const { name, attributes } = element;
  if (!ELEMENTS.has(name)) {
    const reason = REASONS[name];
    throw new AuthoringError(place, `<${name}> is not for lessons${reason ? `: ${reason}` : ''}.`);
  }
  for (const [key, value] of Object.entries(attributes)) checkAttribute(key, value, place);
  const { id } = attributes;
  if (id === undefined) return;
  if (!/^[A-Za-z][\w-]*$/.test(id))
    throw new AuthoringError(place, `The id "${id}" is not made of letters and digits.`);
  if (ids.has(id)) throw new AuthoringError(place, `The id "${id}" is there twice.`);
  ids.set(id, element);
}

function checkAttribute(key: string, value: string, place: SourcePlace): void {
  if (OF_THE_FILE.test(key)) return;
  if (/^on/i.test(key)) throw new AuthoringError(place, `"${key}" is not for lessons: nothing in a picture runs.`);
  if (key === 'style')
    throw new AuthoringError(place, '"style" is not for lessons: write fill="…", stroke="…" and such instead.');
  if (key === 'xlink:href') throw new AuthoringError(place, 'Write href instead of xlink:href.');
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(key))
    throw new AuthoringError(place, `"${key}" is not for lessons: it means something to a drawing program only.`);
  const isOutside = key === 'href' ? !value.startsWith('#') : /url\((?!\s*["']?#)|\\/i.test(value);
  if (isOutside) throw new AuthoringError(place, `"${key}" loads something: a picture refers to its own parts only.`);
}

const REFERENCE = /url\(\s*["']?#([\w-]+)["']?\s*\)/gi;

/** The ids that an attribute refers to. */
const referencesIn = (key: string, value: string): string[] =>
  key === 'href' ? [value.slice(1)] : Array.from(value.matchAll(REFERENCE), ([, id]) => id!);

function checkReferences(file: File, element: XmlElement, ids: ReadonlyMap<string, XmlElement>): void {
  for (const [key, value] of Object.entries(element.attributes)) {
    const missing = referencesIn(key, value).find((id) => !ids.has(id));
    if (missing === undefined) continue;
    throw new AuthoringError(placeOf(file, element), `"${key}" refers to #${missing}, which is not in this picture.`);
  }
}

const ownAttributes = ({ attributes }: XmlElement): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).filter(([key]) => !OF_THE_FILE.test(key)));

function contentOf(element: XmlElement): ElementContent[] {
  return element.children.flatMap((child): ElementContent[] => {
    if (child instanceof XmlElement) return [s(child.name, ownAttributes(child), contentOf(child))];
    if (child instanceof XmlText || child instanceof XmlCdata) return [{ type: 'text', value: child.text }];
    return [];
  });
}
