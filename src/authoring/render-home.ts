/** Renders the home page: what this is, one cell to run, the course, its words, and where a reader's work is. */
import type { Element, ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { AllMessages } from '../i18n/index.ts';
import type { Term } from '../lesson/format/index.ts';
import type { Language } from '../lesson/index.ts';
import { addressOf, entryId } from './addresses.ts';
import { renderPageData } from './page-data.ts';
import type { Course, Part, PlannedLesson, Track } from './read-course.ts';
import { renderCell } from './render-cell.ts';
import type { Tools } from './render-lesson.ts';

/** The body of the home page. */
export function renderHome(
  course: Course,
  language: Language,
  tools: Tools & Readonly<{ messages: AllMessages }>,
): string {
  const { page, home } = tools.messages;
  const main = h('main', { id: 'text', class: 'home' }, [
    h('div', { class: 'home-opening' }, [
      h('div', { class: 'home-words' }, [
        h('h1', 'Replaybook'),
        h('p', { class: 'tagline' }, page.tagline),
        h('p', { class: 'lead' }, page.mainSentences),
        h('noscript', h('p', { class: 'box box-note' }, page.needsJavaScript)),
      ]),
      h('div', { class: 'home-try' }, [
        h('p', { class: 'home-cell-lead' }, home.tryIt),
        ...course.home.cells.map((cell) => renderCell(cell, tools)),
        h('p', { class: 'home-cell-after quiet' }, home.triedIt),
      ]),
    ]),
    renderSection('course', home.course, [
      h(
        'p',
        { class: 'quiet' },
        home.courseState(course.parts.flatMap(({ lessons }) => lessons).length, course.lessons.length),
      ),
      ...course.parts.map((part, index) => renderPart(part, index + 1, language, tools.messages)),
    ]),
    renderSection('tracks', home.tracks, [
      h(
        'ul',
        { class: 'track-list' },
        course.tracks.map((track) => renderTrack(track, language, home)),
      ),
    ]),
    renderSection('glossary', home.glossary, [
      h('p', { class: 'quiet' }, home.glossaryLead),
      renderGlossary(course.terms, language),
    ]),
    renderSection('work', home.work, [
      h(
        'ul',
        { class: 'fact-list' },
        home.workFacts.map((fact) => h('li', fact)),
      ),
      h('storage-facts', h('p', { class: 'quiet' }, home.storageWithoutJavaScript)),
      h('keep-work'),
    ]),
    renderSection('sources', home.sources, renderSources(home)),
  ]);
  return `${toHtml(main)}\n${renderPageData(course.home)}`;
}

/** A part of the page under a heading, which a link can name. */
const renderSection = (id: string, title: string, children: ElementContent[]): Element =>
  h('section', { id, class: `home-section home-${id}`, 'aria-labelledby': `${id}-title` }, [
    h('h2', { id: `${id}-title` }, title),
    ...children,
  ]);

function renderPart({ title, lessons }: Part, number: number, language: Language, messages: AllMessages): Element {
  return h('section', { class: 'part' }, [
    h('h3', { class: 'part-title' }, [
      h('span', { class: 'part-number' }, messages.home.partNumber(number)),
      ` ${title[language]}`,
    ]),
    h(
      'ol',
      { class: 'lesson-list', start: lessons[0]!.number },
      lessons.map((lesson) => renderLesson(lesson, language, messages)),
    ),
  ]);
}

function renderLesson(planned: PlannedLesson, language: Language, { page, home }: AllMessages): Element {
  const { number, id, lesson, minutes } = planned;
  const title = planned.title[language];
  const goal = h('p', { class: 'lesson-goal' }, asSentence(planned.goal[language]));
  if (!lesson)
    return h('li', { value: number, class: 'lesson-entry is-coming' }, [
      h('span', { class: 'lesson-title' }, title),
      ' ',
      h('span', { class: 'coming' }, home.coming),
      goal,
    ]);
  return h('li', { value: number, class: 'lesson-entry', 'data-lesson': id }, [
    h('a', { class: 'lesson-title', href: `./${addressOf(id, language)}` }, title),
    goal,
    h('p', { class: 'lesson-minutes quiet' }, page.minutes(minutes.full)),
  ]);
}

function renderTrack({ title, description, steps }: Track, language: Language, home: AllMessages['home']): Element {
  const minutes = steps.reduce((sum, { lesson, path }) => sum + lesson.minutes[path], 0);
  const written = steps.filter(({ lesson }) => lesson.lesson).length;
  return h('li', { class: 'track' }, [
    h('strong', { class: 'track-title' }, title[language]),
    h('p', { class: 'track-description' }, description[language]),
    h('p', { class: 'track-lessons' }, home.trackLessons(toRanges(steps.map(({ lesson }) => lesson.number)))),
    h('p', { class: 'track-minutes quiet' }, home.trackLength(minutes, steps.length, written)),
  ]);
}

/** Numbers, with those that follow each other drawn together: 1–3, 5. */
function toRanges(numbers: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const number of numbers) {
    const range = ranges.at(-1);
    if (range && range[1] === number - 1) range[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([first, last]) => (first === last ? first : `${first}–${last}`)).join(', ');
}

/** A goal goes on where other words begin; alone it begins by itself. */
const asSentence = (goal: string): string => goal.charAt(0).toUpperCase() + goal.slice(1);

function renderGlossary(terms: readonly Term[], language: Language): Element {
  const other = language === 'en' ? 'ko' : 'en';
  const { compare } = new Intl.Collator(language);
  const sorted = terms.toSorted((one, next) => compare(one[language], next[language]));
  return h(
    'dl',
    { class: 'glossary' },
    sorted.map((term) =>
      h('div', { class: 'glossary-entry', id: entryId(term) }, [
        h('dt', [h('dfn', term[language]), ' ', h('span', { class: 'term-other', lang: other }, term[other])]),
        h('dd', term.definition[language]),
      ]),
    ),
  );
}

function renderSources({ sourcesLead, sourceList, packagesLead, licence }: AllMessages['home']): ElementContent[] {
  return [
    h('p', sourcesLead),
    h(
      'ul',
      { class: 'source-list' },
      sourceList.map((source) => h('li', source)),
    ),
    h('p', packagesLead),
    h(
      'ul',
      { class: 'package-list' },
      PACKAGES.map(([name, by, terms]) => h('li', [h('code', name), `, ${by}, ${terms}`])),
    ),
    h('p', licence),
  ];
}

/** What the page is made of: name, authors, licence. */
export const PACKAGES: readonly (readonly [name: string, by: string, licence: string])[] = [
  ['@sveltejs/acorn-typescript', 'tyrealhu, the Svelte team', 'MIT'],
  ['acorn', 'Marijn Haverbeke, Ingvar Stepanyan, Adrian Heine', 'MIT'],
  ['dequal', 'Luke Edwards', 'MIT'],
  ['diff', 'Kevin Decker, Mark Amery', 'BSD-3-Clause'],
  ['fast-check', 'Nicolas Dubien', 'MIT'],
  ['idb', 'Jake Archibald', 'ISC'],
  ['lit', 'Google LLC', 'BSD-3-Clause'],
  ['monaco-editor', 'Microsoft', 'MIT'],
  ['zod', 'Colin McDonnell', 'MIT'],
];
