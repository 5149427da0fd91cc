/** Renders a picture into the page, so that it takes part in its colours. */
import type { Element, ElementContent, Properties } from 'hast';
import { h } from 'hastscript';

/** What the text says of a picture; `prefix` makes its ids those of one place on the page. */
type Options = Readonly<{ alt: string; caption: string | null; prefix: string }>;

/** The drawing under its alternative text, and its caption. */
export function renderPicture(drawing: Element, { alt, caption, prefix }: Options): Element {
  const { properties, ...rest } = withOwnIds(drawing, prefix);
  const named: Element = { ...rest, properties: { ...properties, role: 'img', ariaLabel: alt } };
  return h('figure', { class: 'figure' }, [named, ...(caption ? [h('figcaption', caption)] : [])]);
}

function withOwnIds(element: Element, prefix: string): Element {
  const children = element.children.map((child): ElementContent =>
    child.type === 'element' ? withOwnIds(child, prefix) : child,
  );
  const properties: Properties = {};
  for (const [key, value] of Object.entries(element.properties))
    properties[key] = typeof value === 'string' ? withOwnId(key, value, prefix) : value;
  return { ...element, properties, children };
}

function withOwnId(key: string, value: string, prefix: string): string {
  if (key === 'id') return `${prefix}-${value}`;
  if (key === 'href') return `#${prefix}-${value.slice(1)}`;
  return value.replaceAll(/(url\(\s*["']?#)/gi, `$1${prefix}-`);
}
