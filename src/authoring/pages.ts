/** The pages of the site: their file names, and their HTML inside the shell. */
import { h } from 'hastscript';
import { toHtml } from 'hast-util-to-html';
import { en, ko, type AllMessages } from '../i18n/index.ts';
import { LANGUAGES, type Language } from '../lesson/index.ts';
import { addressOf } from './addresses.ts';
import type { Highlight } from './highlight.ts';
import type { Course } from './read-course.ts';
import type { Lesson } from './read-lesson.ts';
import { renderHeader } from './render-header.ts';
import { renderHome } from './render-home.ts';
import { renderLessonPage } from './render-lesson-page.ts';

const MESSAGES: Readonly<Record<Language, AllMessages>> = { en, ko };

/** A page: one lesson, or home, in one language. */
export type Page = Readonly<{ fileName: string; language: Language; lesson: Lesson | null }>;

/** All pages. */
export function pagesOf({ lessons }: Course): Page[] {
  return LANGUAGES.flatMap((language) => [
    { fileName: addressOf('index', language), language, lesson: null },
    ...lessons.map((lesson) => ({ fileName: addressOf(lesson.page.id, language), language, lesson })),
  ]);
}

/** What a page puts into the shell. */
export type PageParts = Readonly<{
  language: Language;
  title: string;
  description: string;
  head: string;
  body: string;
}>;

/** The parts of a page. */
export function renderPage(page: Page, course: Course, highlight: Highlight): PageParts {
  const messages = MESSAGES[page.language];
  const base = page.lesson?.page.id ?? 'index';
  const alternates = LANGUAGES.map((language) =>
    h('link', { rel: 'alternate', hreflang: language, href: `./${addressOf(base, language)}`, 'vite-ignore': '' }),
  );
  const head = page.lesson?.texts[page.language].head;
  const content = page.lesson
    ? renderLessonPage(page.lesson, page.language, course, { messages, highlight })
    : renderHome(course, page.language, { messages, highlight });
  return {
    language: page.language,
    title: head ? `${head.title} · Replaybook` : `Replaybook · ${messages.page.tagline}`,
    description: head?.goal ?? messages.page.mainSentences,
    head: alternates.map((link) => toHtml(link)).join('\n    '),
    body: `${toHtml(renderHeader(page, base, messages))}\n${content}`,
  };
}
