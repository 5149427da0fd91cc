/** Terms in prose: which mentions are marked, and which are not. */
import { describe, expect, test } from 'vitest';
import { toHtml } from 'hast-util-to-html';
import { toHast } from 'mdast-util-to-hast';
import { markTerms } from '../../src/authoring/mark-terms.ts';
import { readCourse } from '../../src/authoring/read-course.ts';
import { readText } from '../../src/authoring/read-text.ts';
import type { Language } from '#lesson';

const HEAD = '---\nid: a\ntitle: A\ngoal: you can.\nminutes: { core: 1, full: 1 }\n---\n\n';
const { terms } = readCourse('lessons');

/** The marked mentions of a text, each as what is written and the term it is. */
function mentions(markdown: string, language: Language = 'en'): string[] {
  const { body } = readText('sample.md', HEAD + markdown);
  const links = {
    addressOf: ({ id }: { id: string }) => `#${id}`,
    definitionId: ({ id }: { id: string }) => `d-${id}`,
  };
  const html = toHtml(toHast(markTerms(body, terms, language, links).body));
  return [...html.matchAll(/<a href="#([^"]+)" class="term" aria-describedby="d-\1">([^<]*)<\/a>/g)].map(
    ([, id, text]) => `${text} = ${id}`,
  );
}

describe('in English', () => {
  test('only the first mention counts, however it is written', () => {
    expect(mentions('Events are facts. An event stays.\n\nAnother event.')).toEqual(['Events = event']);
  });

  test('the longer of two terms wins', () => {
    expect(mentions('An event store is no event.')).toEqual(['event store = event-store', 'event = event']);
  });

  test('a word that only begins or ends like a term is none', () => {
    expect(mentions('Prologue, login, eventful, append-only, conversion.')).toEqual([]);
  });

  test('lists, emphasis and boxes of prose are prose', () => {
    const text = '- a **stream**\n\n:::note\nA _snapshot_.\n:::\n\n> a relay';
    expect(mentions(text)).toEqual(['stream = stream', 'snapshot = snapshot', 'relay = relay']);
  });

  test('headings, code, links and tables are left alone', () => {
    expect(
      mentions('# Event\n\n`event` [event](a.html)\n\n```ts\nevent\n```\n\n| event |\n| --- |\n| event |'),
    ).toEqual([]);
  });
});

describe('in Korean', () => {
  test('a particle belongs to the sentence and not to the term', () => {
    expect(mentions('스트림은 이벤트들을 덧붙이기로 모아요.', 'ko')).toEqual([
      '스트림 = stream',
      '이벤트 = event',
      '덧붙이기 = append',
    ]);
  });

  test('a word that only begins or ends like a term is none', () => {
    expect(mentions('로그인, 명령어, 블로그, 재생산.', 'ko')).toEqual([]);
  });

  test('a Latin name may have a Korean particle', () => {
    expect(mentions('CQRS는 이벤트 소싱과 달라요.', 'ko')).toEqual(['CQRS = cqrs', '이벤트 소싱 = event-sourcing']);
  });
});

test('what is marked is told in order, and the text is otherwise what it was', () => {
  const { body } = readText('sample.md', `${HEAD}The log keeps every event.`);
  const before = JSON.stringify(body);
  const links = { addressOf: () => '#', definitionId: () => 'd' };
  const { marked, body: after } = markTerms(body, terms, 'en', links);
  expect(marked.map(({ id }) => id)).toEqual(['log', 'event']);
  expect(JSON.stringify(body)).toBe(before);
  expect(toHtml(toHast(after)).replaceAll(/<\/?a\b[^>]*>/g, '')).toBe('<p>The log keeps every event.</p>');
});
