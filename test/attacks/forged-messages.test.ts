/** A cell that has kept `postMessage` speaks to the frame and the page as if it were the worker's program: nobody believes it. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { en } from '#i18n';
import { compileCell } from '#runner/compile';
import { BORDER_LIMITS } from '../../src/runner/border-limits.ts';
import { Cell } from '../site/cell.ts';
import { LESSON, test } from '../site/test.ts';
import { attack, expectNextRunWorks, readWorld, UNDER_ATTACK } from './attack-page.ts';

const OPERATION = "{ kind: 'delete', table: 'order_items', id: '9a37' }";
const APPEND =
  "{ kind: 'append', streamName: 'forged', expected: 0, commit: { count: 2, ids: '1', types: ['A'], text: '[]', recordedAt: '' } }";
const request = (parts: string): string => `postMessage({ kind: 'request', id: 1, request: ${parts} });`;
const transact = (operations: string): string => request(`{ kind: 'transact', time: 0, operations: ${operations} }`);

/** Messages that are wrong in some way. None may change the world, and none may leave the page waiting. */
const FORGERIES: Readonly<Record<string, readonly string[]>> = {
  'of an unknown kind': [
    "postMessage({ kind: 'takeover' });",
    "postMessage({ kind: '__proto__' });",
    "postMessage({ kind: 'constructor', end: 1 });",
  ],
  'that only the frame or the page may send': [
    "postMessage({ kind: 'ended-by-frame', runNumber: 1, cause: 'stopped' });",
    "postMessage({ kind: 'no-worker' });",
    "postMessage({ kind: 'prepared', worker: 'data', milliseconds: 1 });",
    "postMessage({ kind: 'reply', runNumber: 1, id: 1, reply: { ok: true, value: 1 } });",
    "postMessage({ kind: 'run', runNumber: 2, order: { cells: [], seed: 1, now: 0 } });",
    "postMessage({ kind: 'hello' });",
    "postMessage({ kind: 'listening', time: 'now' });",
  ],
  'that are no objects': ['postMessage(null);', 'postMessage(undefined);', "postMessage('ended');", 'postMessage(1n);'],
  'with output of the wrong shape': [
    "postMessage({ kind: 'output' });",
    "postMessage({ kind: 'output', items: null });",
    "postMessage({ kind: 'output', items: [null, 1, 'text', {}] });",
    "postMessage({ kind: 'output', items: [{ kind: 'log', level: 'log', values: 5 }] });",
    "postMessage({ kind: 'output', items: [{ kind: 'log', level: 'log', values: [null] }] });",
    "postMessage({ kind: 'output', items: [{ kind: 'display', value: '<img src=x onerror=alert(1)>' }] });",
    'postMessage({ kind: \'output\', items: [{ kind: \'display\', value: \'{"kind":"list","items":5}\' }] });',
    // A text that cannot be made one, and a list far too deep.
    `postMessage({ kind: 'output', items: [{ kind: 'display', value: '{"kind":"number","text":{"toString":1,"valueOf":1}}' }] });`,
    `const deep = '{"kind":"list","length":1,"items":['.repeat(2e4) + ']}'.repeat(2e4);
     postMessage({ kind: 'output', items: [{ kind: 'display', value: deep }] });`,
    "postMessage({ kind: 'output', items: [{ kind: 'value', file: 'events.ts', line: -1, value: '1' }] });",
    "postMessage({ kind: 'output', items: { length: 1e9 } });",
  ],
  'with requests of the wrong shape': [
    "postMessage({ kind: 'request' });",
    "postMessage({ kind: 'request', id: -1, request: { kind: 'readRows', query: { table: 'order_items', wanted: 1 } } });",
    "postMessage({ kind: 'request', id: 'a', request: { kind: 'readRows', query: { table: 'order_items', wanted: 1 } } });",
    request("{ kind: 'dropDatabase' }"),
    request("{ kind: 'readRows', query: { table: 5, wanted: 1 } }"),
    request(
      "{ kind: 'readRows', query: { table: 'order_items', wanted: 1, property: { name: 'a', from: [[[]]], to: null } } }",
    ),
    transact('[]'),
    // What the page itself keeps in rows.
    transact(`[{ kind: 'put', table: 'stream cuts', id: 'order-7dd8', text: '{' }]`),
    // Only a key may be taken out of what was.
    transact(`[{ kind: 'erase', table: 'order_items', id: '9a37' }]`),
    request("{ kind: 'findText', text: '' }"),
    transact(`[{ ...${OPERATION}, expected: -1 }]`),
    transact(`[{ ...${OPERATION}, extra: 1 }]`),
    transact(`[{ ...${OPERATION}, id: { valueOf: 1 } }]`),
    transact(`[${APPEND}]`),
    transact(`[JSON.parse('{"__proto__":{"polluted":1},"kind":"delete","table":"order_items","id":"9a37"}')]`),
  ],
  'that are huge': [
    "postMessage({ kind: 'output', items: [{ kind: 'display', value: 'a'.repeat(2e7) }] });",
    "postMessage({ kind: 'huge', text: 'a'.repeat(2e7) });",
    transact(`[{ kind: 'put', table: 'order_items', id: '1', text: '"' + 'a'.repeat(2e7) + '"' }]`),
    transact(`Array.from({ length: 2e5 }, () => (${OPERATION}))`),
    'let deep = {};\nfor (let depth = 0; depth < 5000; depth += 1) deep = { deep };\n' + request('deep'),
  ],
};

/** Ends that are none. */
const ENDS = [
  "postMessage({ kind: 'ended' });",
  "postMessage({ kind: 'ended', end: null });",
  "postMessage({ kind: 'ended', end: { kind: 'won', time: 0 } });",
  "postMessage({ kind: 'ended', end: { kind: 'done', time: 'now' } });",
  "postMessage({ kind: 'ended', end: { kind: 'failed', time: 0, error: 'constructor' } });",
  // The frame says it, five seconds later, with the place that is none.
  "postMessage({ kind: 'looping', place: { file: 5, line: 'x' } });\nself.close();\nawait new Promise(() => {});",
];

/** A page whose world has something to lose. */
async function openWithWorld(page: Page): Promise<unknown> {
  await new Cell(page, 'events.ts').run();
  return readWorld(page);
}

test('forged messages change nothing', { timeout: 120_000 }, async ({ serve, openPage }) => {
  const page = await openPage((await serve({ prelude: false })).url(LESSON.en), UNDER_ATTACK);
  const before = await openWithWorld(page);
  for (const forgery of Object.values(FORGERIES).flat()) {
    // What does not compile changes nothing either.
    compileCell('cost.ts', forgery);
    // The attacker's cell stands last, so that its run rewinds nothing. Each has a run of its own: some end theirs.
    const cost = new Cell(page, 'cost.ts');
    await cost.write(forgery);
    await cost.start();
    await cost.expectState('done', 'failed');
    expect(await readWorld(page), forgery).toEqual(before);
  }
  await expectNextRunWorks(page);
});

test('an end that is none ends the run', { timeout: 120_000 }, async ({ serve, openPage }) => {
  const page = await openPage((await serve({ prelude: false })).url(LESSON.en), UNDER_ATTACK);
  for (const forgery of ENDS) {
    expect(await attack(page, forgery), forgery).toContain(en.errors['invalid-messages']().what);
    await expectNextRunWorks(page);
  }
});

test('twenty messages that the page does not know end the run', async ({ serve, openPage }) => {
  const page = await openPage((await serve({ prelude: false })).url(LESSON.en), UNDER_ATTACK);
  const shown = await attack(
    page,
    `for (let sent = 0; sent < 20; sent += 1) ${request("{ kind: 'unknown' }")}\nfor (;;);`,
  );
  expect(shown).toContain(en.errors['invalid-messages']().what);
  await expectNextRunWorks(page);
});

test('X15: a request number that is used again counts again', async ({ serve, openPage }) => {
  const page = await openPage((await serve({ prelude: false })).url(LESSON.en), UNDER_ATTACK);
  const read = request("{ kind: 'readAll', query: { after: 0, wanted: 1000 } }");
  expect(await attack(page, `for (let sent = 0; sent < 5000; sent += 1) ${read}`)).toContain(
    en.errors['too-many-requests']().what,
  );
  await expectNextRunWorks(page);
});

test.for([0, 1])(
  'X15: requests that may wait for ever are no more than others, under the number %i',
  async (id, { serve, openPage }) => {
    const page = await openPage((await serve({ prelude: false })).url(LESSON.en), UNDER_ATTACK);
    const wait = `postMessage({ kind: 'request', id: ${id}, request: { kind: 'whenBehind', position: 1e9 } });`;
    // One may wait under the first number, and as many as of any others under the rest.
    const allowed = id === 0 ? 1 : BORDER_LIMITS.requestsHeld;
    const within = await attack(page, `for (let sent = 0; sent < ${allowed}; sent += 1) ${wait}`);
    expect(within.trim()).toBe('');
    const shown = await attack(page, `for (let sent = 0; sent < ${allowed + 1}; sent += 1) ${wait}\nfor (;;);`);
    expect(shown).toContain(en.errors['too-many-requests']().what);
    await expectNextRunWorks(page);
  },
);

test('a cell that only says that it listens fools its author, until the next run', async ({ serve, openPage }) => {
  const page = await openPage((await serve({ prelude: false })).url(LESSON.en), UNDER_ATTACK);
  const table = new Cell(page, 'table.ts');
  await table.write(
    "for (let said = 0; said < 1000; said += 1) postMessage({ kind: 'listening', time: 0 });\nfor (;;);",
  );
  await table.run('listening');
  await expectNextRunWorks(page);
});

test('X15: a length that is no length does not let more output through', async ({ serve, openPage }) => {
  const page = await openPage((await serve({ prelude: false })).url(LESSON.en), UNDER_ATTACK);
  await attack(
    page,
    [
      "const show = (value) => postMessage({ kind: 'output', items: [{ kind: 'display', value }] });",
      'show({ length: NaN });',
      "const text = 'a'.repeat(100_000);",
      "for (let line = 0; line < 40; line += 1) show(JSON.stringify({ kind: 'string', text, more: 0 }));",
    ].join('\n'),
  );
  const shown = await new Cell(page, 'table.ts').log.evaluate((log) => log.textContent.length);
  expect(shown).toBeLessThan(1_200_000);
  await expectNextRunWorks(page);
});

test('a cell that says it is done is done, and what it runs on for is dropped', async ({ serve, openPage }) => {
  const page = await openPage((await serve({ prelude: false })).url(LESSON.en), UNDER_ATTACK);
  const shown = await attack(
    page,
    "postMessage({ kind: 'ended', end: { kind: 'done', time: 0 } });\nfor (;;) console.log('still here');",
  );
  expect(shown).not.toContain('still here');
  await expectNextRunWorks(page);
});
