/** The pages of the site: their file names, and their HTML inside the shell. */
import { h } from 'hastscript';
import { toHtml } from 'hast-util-to-html';
import type { ElementContent } from 'hast';
import { en, ko, type Messages } from '../i18n/index.ts';
import { LANGUAGES, type Language } from '../lesson/index.ts';
import type { Highlight } from './highlight.ts';
import type { Course } from './read-course.ts';
import type { Lesson } from './read-lesson.ts';
import { renderText } from './render-lesson.ts';

const MESSAGES: Readonly<Record<Language, Messages>> = { en, ko };

/** A page: one lesson, or home, in one language. */
export type Page = Readonly<{ fileName: string; language: Language; lesson: Lesson | null }>;

const addressOf = (name: string, language: Language): string =>
  language === 'en' ? `${name}.html` : `${name}.${language}.html`;

/** All pages; their addresses are flat, so that links work wherever the site stands. */
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
    ? renderLessonPage(page.lesson, page.language, course, highlight)
    : renderHome(course, page.language);
  return {
    language: page.language,
    title: head ? `${head.title} · Replaybook` : `Replaybook · ${messages.page.tagline}`,
    description: head?.goal ?? messages.page.mainSentences,
    head: alternates.map((link) => toHtml(link)).join('\n    '),
    body: `${toHtml(renderHeader(page, base, messages))}\n${content}`,
  };
}

function renderHeader({ language, lesson }: Page, base: string, messages: Messages): ElementContent {
  const other = LANGUAGES.find((one) => one !== language)!;
  const title = lesson
    ? [
        h('span', { class: 'where' }, [
          h('span', { class: 'where-number' }, `L${String(lesson.page.number).padStart(2, '0')}`),
          ` ${lesson.texts[language].head.title}`,
        ]),
      ]
    : [];
  return h('header', { class: 'site-header' }, [
    h('a', { class: 'skip', href: '#text' }, messages.page.skipToContent),
    h('a', { class: 'home-link', href: `./${addressOf('index', language)}` }, messages.page.home),
    ...title,
    h('div', { class: 'site-controls' }, [
      h(
        'a',
        { href: `./${addressOf(base, other)}`, hreflang: other, lang: other, class: 'language-link' },
        messages.page.otherLanguage,
      ),
      h('theme-switch'),
    ]),
  ]);
}

function renderHome({ lessons }: Course, language: Language): string {
  const messages = MESSAGES[language];
  return toHtml(
    h('main', { id: 'text', class: 'home' }, [
      h('h1', 'Replaybook'),
      h('p', { class: 'tagline' }, messages.page.tagline),
      h('p', { class: 'lead' }, messages.page.mainSentences),
      h('h2', messages.page.lessons),
      h(
        'ol',
        { class: 'lesson-list' },
        lessons.map(({ page, texts }) => {
          const { title, goal, minutes } = texts[language].head;
          return h('li', { value: page.number }, [
            h('a', { href: `./${addressOf(page.id, language)}` }, title),
            h('p', asSentence(goal)),
            h('p', { class: 'quiet' }, messages.page.minutes(minutes.full)),
          ]);
        }),
      ),
    ]),
  );
}

/** A goal goes on where other words begin; alone it begins by itself. */
const asSentence = (goal: string): string => goal.charAt(0).toUpperCase() + goal.slice(1);

function renderLessonPage(lesson: Lesson, language: Language, { lessons }: Course, highlight: Highlight): string {
  const messages = MESSAGES[language];
  const text = lesson.texts[language];
  const index = lessons.indexOf(lesson);
  const link = (to: Lesson | undefined, rel: 'prev' | 'next', label: string) =>
    to
      ? [h('a', { rel, href: `./${addressOf(to.page.id, language)}` }, `${label}: ${to.texts[language].head.title}`)]
      : [];
  const opening = h('div', { class: 'lesson-head' }, [
    h('p', { class: 'lesson-number' }, messages.page.lessonNumber(lesson.page.number)),
    h('h1', text.head.title),
    h('p', { class: 'goal' }, [h('span', { class: 'goal-name' }, messages.page.goal), ` ${text.head.goal}`]),
    h('lesson-toolbar', { role: 'group', 'aria-label': messages.lesson.name }),
    h('noscript', h('p', { class: 'box box-note' }, messages.page.needsJavaScript)),
  ]);
  const ending = h('nav', { class: 'lesson-links' }, [
    ...link(lessons[index - 1], 'prev', messages.page.previous),
    ...link(lessons[index + 1], 'next', messages.page.next),
  ]);
  const panels = text.head.panels.join(' ');
  return [
    '<div class="lesson">',
    `<main id="text" class="prose">${toHtml(opening)}\n${renderText(lesson, language, { messages, highlight })}\n${toHtml(ending)}</main>`,
    toHtml(h('lesson-lab', { role: 'complementary', 'aria-label': messages.lab.name, panels })),
    '</div>',
    // Last, so that the text is there first; the sandbox plugin puts the frame here.
    '<!-- frame -->',
    `<script type="application/json" id="lesson-page">${toSafeJson(lesson.page)}</script>`,
  ].join('\n');
}

/** JSON that cannot end the element it stands in. */
const toSafeJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
