/** What a cell finds around itself: nothing of the page, nothing that lasts, and no code from text. */
import { describe, expect } from 'vitest';
import { Cell } from '../site/cell.ts';
import { LESSON, test } from '../site/test.ts';
import { attack, attempting, expectNextRunWorks, UNDER_ATTACK } from './attack-page.ts';

/** There is no such thing in a worker, whatever the prelude does. */
const OF_PAGES =
  'parent top window document frames frameElement opener open alert localStorage sessionStorage cookieStore RTCPeerConnection SharedWorker';

/** Taken away by the prelude. */
const TAKEN =
  'fetch XMLHttpRequest WebSocket EventSource importScripts indexedDB caches navigator Worker BroadcastChannel WebAssembly SharedArrayBuffer FontFace Notification postMessage';

/** Each fails without the prelude too: an opaque origin has no storage, and the policies allow no code from text. */
const REFUSED: Readonly<Record<string, string>> = {
  'indexedDB.open': `await new Promise((resolve, reject) => {
    const request = indexedDB.open('replaybook');
    request.onsuccess = resolve;
    request.onerror = () => reject(request.error);
  });`,
  'caches.open': "await caches.open('stolen');",
  'navigator.storage.getDirectory': 'await navigator.storage.getDirectory();',
  'navigator.locks.request': "await navigator.locks.request('stolen', () => 1);",
  eval: "(0, eval)('1');",
  'new Function': "new Function('return 1')();",
  'the constructor of an async function': "await (async () => {}).constructor('return 1')();",
  'a timer with text': "setTimeout('postMessage(1)');",
  'a WebAssembly module': 'await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));',
};

/** Code that shows which of these names are there. */
const showing = (names: string): string =>
  `console.log('${names}'.split(' ').filter((name) => name in self || typeof self[name] !== 'undefined').join(' ') || 'none');`;

describe.for([true, false])('with the prelude: %s', (prelude) => {
  test('nothing of the page is there', async ({ serve, openPage }) => {
    const page = await openPage((await serve({ prelude })).url(LESSON.en), UNDER_ATTACK);
    expect((await attack(page, showing(OF_PAGES))).trim()).toBe('none');
  });

  test('storage and code from text are refused', async ({ serve, openPage }) => {
    const page = await openPage((await serve({ prelude })).url(LESSON.en), UNDER_ATTACK);
    const open: string[] = [];
    for (const [name, attempt] of Object.entries(REFUSED)) {
      const shown = await attack(page, attempting(attempt));
      if (!shown.includes('was refused')) open.push(name);
    }
    expect(open).toEqual([]);
    await expectNextRunWorks(page);
  });
});

test('the prelude takes away what a cell has no use for', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en), UNDER_ATTACK);
  expect((await attack(page, showing(TAKEN))).trim()).toBe('none');
});

test('without the prelude a cell has what any worker has, so the other attacks are real ones', async ({
  serve,
  openPage,
}) => {
  const page = await openPage((await serve({ prelude: false })).url(LESSON.en), UNDER_ATTACK);
  const shown = await attack(page, showing('fetch indexedDB navigator Worker WebAssembly postMessage'));
  expect(shown.trim()).toBe('fetch indexedDB navigator Worker WebAssembly postMessage');
});

test('the page does not hear what a cell broadcasts', async ({ serve, openPage }) => {
  const page = await openPage((await serve({ prelude: false })).url(LESSON.en), UNDER_ATTACK);
  await page.evaluate(() => {
    const heard: unknown[] = [];
    new BroadcastChannel('replaybook').addEventListener('message', ({ data }) => heard.push(data));
    Object.assign(window, { heard });
  });
  const shown = await attack(page, attempting("new BroadcastChannel('replaybook').postMessage('hello');"));
  expect(shown).toContain('got through');
  await expectNextRunWorks(page);
  expect(await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([]);
});

test('a cell cannot change the next run: each has a worker of its own', async ({ serve, openPage }) => {
  const page = await openPage((await serve({ prelude: false })).url(LESSON.en), UNDER_ATTACK);
  await attack(
    page,
    "Array.prototype.map = () => ['changed']; self.left = 'behind'; Object.prototype.polluted = true;",
  );
  const table = new Cell(page, 'table.ts');
  await table.write('[1, 2].map((one) => one + 1);\n[typeof self.left, {}.polluted];');
  await table.run();
  expect(await table.values()).toEqual(['[2, 3]', "['undefined', undefined]"]);
});
