/** The contents of a lesson: a link to each of its sections. */
import { h } from 'hastscript';
import type { Element } from 'hast';
import type { AllMessages } from '../i18n/index.ts';
import type { Section } from './sections.ts';

/** The contents beside the text. */
export function renderContents(sections: readonly Section[], { page }: AllMessages): Element {
  return h('nav', { class: 'contents', 'aria-label': page.contents }, [
    h('p', { class: 'contents-name', 'aria-hidden': 'true' }, page.contents),
    renderContentList(sections),
  ]);
}

/** The links alone. */
export function renderContentList(sections: readonly Section[]): Element {
  const links = sections.filter(({ depth }) => depth === 2);
  return h(
    'ol',
    links.map(({ id, title }) => h('li', h('a', { href: `#${id}` }, title))),
  );
}
