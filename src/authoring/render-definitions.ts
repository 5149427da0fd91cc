/** Renders the definitions of the terms that a lesson's prose has marked: hidden, until a term shows its own. */
import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Term } from '../lesson/format/index.ts';
import type { Language } from '../lesson/index.ts';
import { definitionId } from './addresses.ts';

/** One box for each term. */
export function renderDefinitions(terms: readonly Term[], language: Language): Element[] {
  const other = language === 'en' ? 'ko' : 'en';
  return terms.map((term) =>
    h('div', { id: definitionId(term), class: 'term-definition', role: 'tooltip', popover: 'manual' }, [
      h('span', { class: 'term-names' }, [
        h('strong', term[language]),
        ' ',
        h('span', { class: 'term-other', lang: other }, term[other]),
      ]),
      h('span', { class: 'term-text' }, term.definition[language]),
    ]),
  );
}
