/** A cell goes wrong: the page says what happened, where, and what to try next, in the reader's language. */
import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { en, ko, type CellStateName, type ErrorCode, type ErrorData, type Messages } from '#i18n';
import { Cell } from '../site/cell.ts';
import { LESSON, test } from '../site/test.ts';

/** Stands for the part of a message that comes from elsewhere. */
const ANYTHING = '\u0000';

type Case = Readonly<{
  text: readonly string[];
  code: ErrorCode;
  data: ErrorData;
  state?: CellStateName;
  /** Null where nobody can know it: no stack is left of an endless loop, and there is none of what is no Error. */
  line: number | null;
}>;

const appendAt0 = (data: string): string =>
  `await eventStore.appendToStream('cart-1', [{ type: 'Opened', data: ${data} }], { expectedStreamVersion: 0 });`;

const CASES: Readonly<Record<string, Case>> = {
  'an endless loop': { text: ['let turns = 0;', 'for (;;) turns += 1;'], code: 'unresponsive', data: {}, line: null },
  'a syntax error': { text: ['const one = 1;', 'const = 2;'], code: 'syntax', data: { detail: ANYTHING }, line: 2 },
  'an unknown import': {
    text: ['const one = 1;', "import { map } from 'lodash';", 'map(one);'],
    code: 'unknown-module',
    data: { specifier: 'lodash', allowed: ANYTHING },
    line: 2,
  },
  'a thrown value that is no Error': {
    text: ['const one = 1;', "throw 'x';"],
    code: 'thrown-value',
    data: { value: "'x'" },
    line: null,
  },
  'a rejected promise that nobody awaits': {
    text: ['const late = async () => {', "  throw new Error('too late');", '};', 'void late();', '1 + 1;'],
    code: 'thrown-error',
    data: { name: 'Error', message: 'too late' },
    line: 2,
  },
  "a function deep in an event's data": {
    text: ["import { eventStore } from 'lab';", appendAt0('{ cart: { items: [{ price: { total: () => 5 } }] } }')],
    code: 'invalid-input',
    data: {
      field: 'events[0].data.cart.items[0].price.total',
      found: 'function',
      expected: 'json',
      message: 'events[0].data.cart.items[0].price.total is function; expected is plain JSON.',
    },
    line: 2,
  },
  'a conflict': {
    text: ["import { eventStore } from 'lab';", appendAt0('{}'), appendAt0('{}')],
    code: 'expected-version-conflict',
    data: {
      streamName: 'cart-1',
      expected: 0,
      actual: 1,
      message:
        'Stream "cart-1" is at version 1, but you expected 0. Someone appended first: load again and decide again.',
    },
    state: 'conflict',
    line: 3,
  },
  'a refusal': {
    text: ["import { IllegalStateError } from 'eventsourcing';", "throw new IllegalStateError('The cart is closed.');"],
    code: 'illegal-state',
    data: { message: 'The cart is closed.' },
    state: 'refused',
    line: 2,
  },
};

describe.for([
  ['en', en],
  ['ko', ko],
] as const)('in %s', ([language, messages]) => {
  test.for(Object.entries(CASES))('%s', async ([, { text, code, data, state, line }], { serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), { hasTouch: true });
    const table = new Cell(page, 'table.ts', messages);
    await table.write(text.join('\n'));
    const start = performance.now();
    await table.run(state ?? 'failed');
    expect(performance.now() - start).toBeLessThan(6_000);
    await expectFault(table, messages.errors[code](data));
    if (line === null) return;
    const places = table.log.getByRole('button', { name: messages.cell.goTo('table.ts', line), exact: true });
    expect(await places.count()).toBe(1);
  });

  test('X15: 100,000 lines are cut, and the page says so', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), { hasTouch: true });
    const table = new Cell(page, 'table.ts', messages);
    await table.write('for (let line = 1; line <= 100_000; line += 1) console.log(line);');
    const start = performance.now();
    await table.run();
    await table.log.getByText(messages.cell.outputCut, { exact: true }).waitFor();
    expect(performance.now() - start).toBeLessThan(6_000);
    expect(await table.log.locator('.log').count()).toBeLessThanOrEqual(10_000);
    expect(await table.log.getByText('100000', { exact: true }).count()).toBe(0);
  });

  test('an earlier cell that fails is named', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), { hasTouch: true });
    await new Cell(page, 'table.ts', messages).write('const = 2;');
    const events = new Cell(page, 'events.ts', messages);
    await events.run('failed');
    await expectFault(events, messages.errors['earlier-cell-failed']({ file: 'table.ts' }));
  });
});

test('a click on the place of an error goes to the line', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en), { hasTouch: true });
  const table = new Cell(page, 'table.ts');
  await table.write(['const one = 1;', '', "throw new Error('here');"].join('\n'));
  await table.run('failed');
  await table.log.getByRole('button', { name: en.cell.goTo('table.ts', 3) }).click();
  expect(await lineOfCursor(page)).toBe(3);
});

/** Waits until the cell's output has both sentences of a message. */
async function expectFault(cell: Cell, { what, next }: ReturnType<Messages['errors'][ErrorCode]>): Promise<void> {
  for (const sentence of [what, next]) {
    const parts = sentence.split(ANYTHING).filter((part) => part !== '');
    await expect
      .poll(() => cell.log.textContent())
      .toSatisfy((shown: string) => parts.every((part) => shown.includes(part)), sentence);
  }
}

/** The line of the cursor in the text area that has the focus. */
function lineOfCursor(page: Page): Promise<number | null> {
  return page.evaluate(() => {
    const area = document.activeElement;
    return area instanceof HTMLTextAreaElement ? area.value.slice(0, area.selectionStart).split('\n').length : null;
  });
}
