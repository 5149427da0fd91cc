/** The band at the top of every page: home, where one is in the course and in the lesson, and what concerns the whole page. */
import { h } from 'hastscript';
import type { Element } from 'hast';
import type { AllMessages } from '../i18n/index.ts';
import { LANGUAGES } from '../lesson/index.ts';
import { addressOf } from './addresses.ts';
import type { Page } from './pages.ts';
import { renderContentList } from './render-contents.ts';

/** The header of a page whose address begins with `base`. */
export function renderHeader({ language, lesson }: Page, base: string, messages: AllMessages): Element {
  const { page } = messages;
  const other = LANGUAGES.find((one) => one !== language)!;
  return h('header', { class: 'site-header' }, [
    h('a', { class: 'skip', href: '#text' }, page.skipToContent),
    h('a', { class: 'home-link', href: `./${addressOf('index', language)}` }, page.home),
    ...(lesson ? [renderWhere(lesson, language, messages)] : []),
    h('div', { class: 'site-controls' }, [
      // First: it is there later than the others, and must not move them.
      h('theme-switch'),
      ...(lesson ? [h('button', { class: 'present-button', disabled: true }, page.present)] : []),
      h(
        'a',
        { href: `./${addressOf(base, other)}`, hreflang: other, lang: other, class: 'language-link' },
        page.otherLanguage,
      ),
    ]),
  ]);
}

/** The sign of the lesson, in which a script says which part is being read; opened, its contents. */
function renderWhere(lesson: NonNullable<Page['lesson']>, language: Page['language'], messages: AllMessages): Element {
  const parts = lesson.sections[language].filter(({ depth }) => depth === 2).length;
  return h('details', { class: 'where' }, [
    h('summary', [
      h('span', { class: 'where-sign' }, [
        `L${String(lesson.page.number).padStart(2, '0')}`,
        h('span', { class: 'where-part' }, ` · ${messages.page.partOf(1, parts)}`),
      ]),
      h('span', { class: 'where-title' }, lesson.texts[language].head.title),
    ]),
    h('div', { class: 'where-contents contents' }, renderContentList(lesson.sections[language])),
  ]);
}
