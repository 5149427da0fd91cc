/** Brings errors about in a page, and reads what the page says of them. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import type { ErrorCode } from '#errors';
import type { AllMessages } from '#i18n';
import { Cell } from '../site/cell.ts';
import { ANYTHING, type Case } from './case.ts';

/** Brings a case about, and holds what the page shows against what it should; gives the milliseconds from the click on. */
export async function expectShown(page: Page, messages: AllMessages, code: ErrorCode, one: Case): Promise<number> {
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

  const milliseconds = performance.now() - start;
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
  return milliseconds;
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
