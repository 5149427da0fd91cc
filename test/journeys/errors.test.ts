/** A cell goes wrong: the page says what happened, where, and what to try next, in the reader's language. */
import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { ERRORS, type ErrorCode, type LineRule } from '#errors';
import { en, ko, type Messages } from '#i18n';
import { ANYTHING, type Case, type PageKind } from '../errors/case.ts';
import { CASES } from '../errors/cases.ts';
import { EXPECTATION_CASES } from '../errors/expectations.ts';
import { openKind } from '../errors/open-page.ts';
import { Cell } from '../site/cell.ts';
import { LESSON, test } from '../site/test.ts';

/** Milliseconds until a cell that does not answer, or a frame that does not come, is given up, and two seconds for the page. */
const LONGEST = 7_000;

const RULES = Object.assign({}, ...Object.values(ERRORS)) as Readonly<Record<ErrorCode, LineRule>>;
const ALL = Object.entries(CASES) as readonly (readonly [ErrorCode, Case])[];
const KINDS = [...new Set(ALL.map(([, { page = 'as it is' }]) => page))];
const ofKind = (kind: PageKind) => ALL.filter(([, { page = 'as it is' }]) => page === kind);

test('every code of the catalogue has a case here, and its case points to a line when the catalogue says so', () => {
  expect(Object.keys(CASES).toSorted()).toEqual(Object.keys(RULES).toSorted());
  for (const [code, { line }] of ALL) expect(line !== undefined, code).toBe(RULES[code] !== 'no line');
});

describe.for([
  ['en', en],
  ['ko', ko],
] as const)('in %s', ([language, messages]) => {
  test.for(KINDS)('every error that a page %s can show', async (kind, { serve, openPage }) => {
    const page = await openKind(kind, language, { serve, openPage });
    for (const [code, one] of ofKind(kind)) await expectShown(page, messages, code, one);
  });

  test('everything that an input should have been', async ({ serve, openPage }) => {
    const page = await openKind('as it is', language, { serve, openPage });
    for (const [, one] of EXPECTATION_CASES) await expectShown(page, messages, 'invalid-input', one);
  });

  test("an error with somebody else's code is told as what was thrown", async ({ serve, openPage }) => {
    const page = await openKind('as it is', language, { serve, openPage });
    for (const code of ['E_TOO_LATE', 'no-worker', 'toString'] as const) {
      const text = [`throw Object.assign(new Error('too late'), { code: '${code}' });`];
      await expectShown(page, messages, 'thrown-error', {
        text,
        data: { name: 'Error', message: 'too late' },
        line: 1,
      });
    }
  });

  test('a loop without end names its line in the cell that has it, whoever calls it', async ({ serve, openPage }) => {
    const page = await openKind('as it is', language, { serve, openPage });
    await expectShown(page, messages, 'unresponsive', {
      others: { 'events.ts': ['', 'export const wait = () => { while (true); };'] },
      text: ["import { wait } from './events.ts';", 'wait();'],
      data: {},
      line: 2,
      file: 'events.ts',
    });
  });

  test('a value that nobody threw, but a promise was rejected with, names no line', async ({ serve, openPage }) => {
    const page = await openKind('as it is', language, { serve, openPage });
    const text = ["try { throw 'y'; } catch {}", "await Promise.reject('x');"];
    await expectShown(page, messages, 'thrown-value', { text, data: { value: "'x'" } });
  });

  test('an error of the storage names no line where no cell has asked', async ({ serve, openPage }) => {
    const page = await openKind('that can store no mark', language, { serve, openPage });
    await expectShown(page, messages, 'storage-full', { text: ['1 + 1;'], data: {} });
  });

  test('X15: 100,000 lines are cut, and the page says so', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), { hasTouch: true });
    const table = new Cell(page, 'table.ts', messages);
    await table.write('for (let line = 1; line <= 100_000; line += 1) console.log(line);');
    const start = performance.now();
    await table.run();
    await table.log.getByText(messages.cell.outputCut, { exact: true }).waitFor();
    expect(performance.now() - start).toBeLessThan(LONGEST);
    expect(await table.log.locator('.log').count()).toBeLessThanOrEqual(10_000);
    expect(await table.log.getByText('100000', { exact: true }).count()).toBe(0);
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

/** Brings a case about, and holds what the page shows against what it should. */
async function expectShown(page: Page, messages: Messages, code: ErrorCode, one: Case): Promise<void> {
  for (const [file, lines] of Object.entries(one.others ?? {}))
    await new Cell(page, file, messages).write(lines.join('\n'));
  await new Cell(page, 'table.ts', messages).write(one.text.join('\n'));

  const cell = new Cell(page, one.runs ?? 'table.ts', messages);
  const start = performance.now();
  await cell.start();
  await one.meanwhile?.(page);
  await cell.expectState(one.state ?? 'failed').catch((error: unknown) => {
    throw new Error(`${code} does not come about`, { cause: error });
  });
  if (!one.meanwhile) expect(performance.now() - start, code).toBeLessThan(LONGEST);

  const shown = await readFault(cell);
  const data = one.cause ? { ...one.data, reason: messages.errors[one.cause[0]](one.cause[1]).what } : one.data;
  const { what, next } = messages.errors[code](data);
  expect(shown.what, code).toMatch(patternOf(what));
  expect(shown.next, code).toMatch(patternOf(next));
  // A text that lacks something that it should name.
  expect(what + next, code).not.toMatch(/\[object|NaN|undefined(?!인데|;)/);
  const { line, file = 'table.ts' } = one;
  expect(shown.places.slice(0, 1), code).toEqual(line === undefined ? [] : [messages.cell.goTo(file, line)]);

  for (const other of Object.keys(one.others ?? {})) {
    const { region } = new Cell(page, other, messages);
    await region.getByRole('button', { name: messages.cell.reset, exact: true }).click();
  }
}

/** What a cell's output says of its error. */
const readFault = (cell: Cell) =>
  cell.log.evaluate((log) => ({
    what: log.querySelector('.fault-what')?.textContent ?? '',
    next: log.querySelector('.fault-next')?.textContent ?? '',
    places: [...log.querySelectorAll('.fault-places button')].map(({ textContent }) => textContent),
  }));

/** A text that stands for itself, but for what comes from elsewhere. */
const patternOf = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split(ANYTHING)
      .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('.+')}$`,
    's',
  );

/** The line of the cursor in the text area that has the focus. */
function lineOfCursor(page: Page): Promise<number | null> {
  return page.evaluate(() => {
    const area = document.activeElement;
    return area instanceof HTMLTextAreaElement ? area.value.slice(0, area.selectionStart).split('\n').length : null;
  });
}
