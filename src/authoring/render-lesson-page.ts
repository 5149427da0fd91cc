/** A lesson's page inside the shell: contents, text, Lab, and what its scripts need to know. */
import { h } from 'hastscript';
import { toHtml } from 'hast-util-to-html';
import type { Language } from '../lesson/index.ts';
import { addressOf, definitionId, entryId } from './addresses.ts';
import { markTerms } from './mark-terms.ts';
import { renderPageData } from './page-data.ts';
import type { Course } from './read-course.ts';
import type { Lesson } from './read-lesson.ts';
import { renderContents } from './render-contents.ts';
import { renderDefinitions } from './render-definitions.ts';
import { renderText, type Tools } from './render-lesson.ts';

export function renderLessonPage(lesson: Lesson, language: Language, { lessons, terms }: Course, tools: Tools): string {
  const { messages } = tools;
  const text = lesson.texts[language];
  const { body, marked } = markTerms(text.body, terms, language, {
    addressOf: (term) => `./${addressOf('index', language)}#${entryId(term)}`,
    definitionId,
  });
  const index = lessons.indexOf(lesson);
  const link = (to: Lesson | undefined, rel: 'prev' | 'next', label: string) =>
    to
      ? [
          h('a', { rel, href: `./${addressOf(to.page.id, language)}` }, [
            h('span', label),
            ` ${to.texts[language].head.title}`,
          ]),
        ]
      : [];
  const opening = h('div', { class: 'lesson-head' }, [
    h('p', { class: 'lesson-number' }, messages.page.lessonNumber(lesson.page.number)),
    h('h1', text.head.title),
    h('p', { class: 'goal' }, [h('span', { class: 'goal-name' }, messages.page.goal), ` ${text.head.goal}`]),
    h('lesson-toolbar', { role: 'group', 'aria-label': messages.lesson.name }),
    h('noscript', h('p', { class: 'box box-note' }, messages.page.needsJavaScript)),
  ]);
  const ending = h('nav', { class: 'lesson-links', 'aria-label': messages.page.lessonLinks }, [
    ...link(lessons[index - 1], 'prev', messages.page.previous),
    ...link(lessons[index + 1], 'next', messages.page.next),
  ]);
  const panels = text.head.panels.join(' ');
  const switches = lesson.page.faults ? [h('fault-switches')] : [];
  return [
    `<div class="lesson">${toHtml(renderContents(lesson.sections[language], messages))}`,
    `<main id="text" class="prose">${toHtml(opening)}\n${renderText(lesson, language, tools, body)}\n${toHtml([ending, ...renderDefinitions(marked, language)])}</main>`,
    toHtml(h('lesson-lab', { role: 'complementary', 'aria-label': messages.lab.name, panels }, switches)),
    '</div>',
    renderPageData(lesson.page),
  ].join('\n');
}
