/** The home page as it is built: the course, its words and its credits, in both languages. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { en, ko } from '#i18n';
import { createHighlight } from '../../src/authoring/highlight.ts';
import { readCourse } from '../../src/authoring/read-course.ts';
import { PACKAGES, renderHome } from '../../src/authoring/render-home.ts';

const course = readCourse('lessons');

describe.for([
  ['en', en],
  ['ko', ko],
] as const)('in %s', ([language, messages]) => {
  let html = '';
  beforeAll(async () => {
    html = renderHome(course, language, { messages, highlight: await createHighlight() });
  });

  test('every lesson is there with its goal: a link when it is written, and otherwise as coming', () => {
    for (const { title, goal, lesson, number } of course.parts.flatMap(({ lessons }) => lessons)) {
      const entry = new RegExp(`<li value="${number}"[^]*?</li>`).exec(html)![0];
      expect(entry).toContain(title[language].replace('&', '&#x26;'));
      expect(entry).toContain(goal[language].slice(1));
      expect(entry.includes('<a ')).toBe(lesson !== null);
      expect(entry.includes(messages.home.coming)).toBe(lesson === null);
    }
  });

  test('the glossary has every term under an id of its own, in the order of the language', () => {
    const entries = [...html.matchAll(/<div class="glossary-entry" id="term-([^"]+)"><dt><dfn>([^<]+)/g)];
    expect(entries).toHaveLength(course.terms.length);
    expect(new Set(entries.map(([, id]) => id))).toEqual(new Set(course.terms.map(({ id }) => id)));
    const names = entries.map(([, , name]) => name!);
    expect(names).toEqual(names.toSorted(new Intl.Collator(language).compare));
  });

  test('the cell is on the page and in its data', () => {
    expect(html).toContain('<code-cell id="cart.ts"');
    expect(JSON.parse(/id="lesson-page">([^<]+)</.exec(html)![1]!)).toEqual(course.home);
  });
});

test('a track names its lessons, those that follow each other together', async () => {
  const html = renderHome(course, 'en', { messages: en, highlight: await createHighlight() });
  const named = [...html.matchAll(/class="track-lessons">([^<]+)</g)].map(([, text]) => text);
  expect(named).toEqual([
    'Lessons 1, 3, 5, 7, 11, 19, 21, 26',
    'Lessons 1\u{2013}3, 5, 7, 11, 14, 19, 21',
    `Lessons 1\u{2013}${course.parts.flatMap(({ lessons }) => lessons).length}`,
  ]);
});

test('every runtime package is credited under the licence it has', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object };
  expect(PACKAGES.map(([name]) => name)).toEqual(Object.keys(dependencies));
  const licences = PACKAGES.map(([name]) => {
    const text = readFileSync(`node_modules/${name}/package.json`, 'utf8');
    return (JSON.parse(text) as { license: string }).license;
  });
  expect(PACKAGES.map(([, , licence]) => licence)).toEqual(licences);
});
