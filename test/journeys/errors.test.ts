/** Errors in time: a cell that does not answer, or a frame that does not come, is told within seconds. */
import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { ERRORS, type ErrorCode, type LineRule } from '#errors';
import { en } from '#i18n';
import type { Case } from '../errors/case.ts';
import { CASES } from '../errors/cases.ts';
import { expectShown } from '../errors/expect-shown.ts';
import { openKind } from '../errors/open-page.ts';
import { Cell } from '../site/cell.ts';
import { usualLanguage } from '../site/length.ts';
import { LESSON, test } from '../site/test.ts';

/** Milliseconds until a cell that does not answer, or a frame that does not come, is given up, and two seconds for the page. */
const LONGEST = 7_000;

const RULES = Object.assign({}, ...Object.values(ERRORS)) as Readonly<Record<ErrorCode, LineRule>>;
const ALL = Object.entries(CASES) as readonly (readonly [ErrorCode, Case])[];
/** What the sandbox says of a run: of these somebody may have to wait for the answer. */
const WAITED_FOR = ALL.filter(([code]) => Object.hasOwn(ERRORS.sandbox, code));

test('every code of the catalogue has a case here, and its case points to a line when the catalogue says so', () => {
  expect(Object.keys(CASES).toSorted()).toEqual(Object.keys(RULES).toSorted());
  for (const [code, { line }] of ALL) expect(line !== undefined, code).toBe(RULES[code] !== 'no line');
});

describe.for(usualLanguage('en'))('in %s', ([language, messages]) => {
  test.for(WAITED_FOR)('%s is told in time', async ([code, one], { serve, openPage }) => {
    const page = await openKind(one.page ?? 'as it is', language, { serve, openPage });
    const milliseconds = await expectShown(page, messages, code, one);
    if (!one.meanwhile) expect(milliseconds).toBeLessThan(LONGEST);
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

/** The line of the cursor in the text area that has the focus. */
function lineOfCursor(page: Page): Promise<number | null> {
  return page.evaluate(() => {
    const area = document.activeElement;
    return area instanceof HTMLTextAreaElement ? area.value.slice(0, area.selectionStart).split('\n').length : null;
  });
}
