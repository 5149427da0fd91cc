/** A lesson's page under attack: one cell is the attacker's, and the page has to outlive what it does. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import type { CellStateName } from '#i18n';
import { Cell } from '../site/cell.ts';
import type { OpenOptions } from '../site/test.ts';

/** What browsers say of an attack that is refused is expected; an error in our own code is not. */
export const UNDER_ATTACK: OpenOptions = {
  hasTouch: true,
  expects: ['console error', 'policy violation', 'foreign request'],
};

/** How a run may come to its end. */
const ENDS: readonly CellStateName[] = ['done', 'failed', 'refused', 'conflict', 'stopped'];

/** Writes an attacker's code into the first cell. */
export const arm = (page: Page, code: string): Promise<void> => new Cell(page, 'table.ts').write(code);

/** Runs an attacker's code in the first cell until it ends; resolves to what the cell then shows. */
export async function attack(page: Page, code: string): Promise<string> {
  await arm(page, code);
  return strike(page);
}

/** Runs the first cell until it ends; resolves to what it then shows. */
export async function strike(page: Page): Promise<string> {
  const table = new Cell(page, 'table.ts');
  await table.start();
  await table.expectState(...ENDS);
  return (await table.log.textContent()) ?? '';
}

/** Code that says whether `attempt` got through. */
export const attempting = (attempt: string): string => `
let outcome = 'got through';
try {
  ${attempt}
} catch (error) {
  outcome = 'was refused: ' + error;
}
console.log(outcome);`;

/** The page lives, and the next run in it is as good as any. */
export async function expectNextRunWorks(page: Page): Promise<void> {
  const table = new Cell(page, 'table.ts');
  await table.write('6 * 7;');
  await table.run();
  expect(await table.values()).toEqual(['42']);
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
}

/** Everything that the lesson's world has stored. */
export function readWorld(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    const settle = <Result>(request: IDBRequest<Result>): Promise<Result> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('no result')));
      });
    const database = await settle(indexedDB.open('replaybook-lesson-where-did-the-history-go'));
    const transaction = database.transaction(['commits', 'rows', 'journal']);
    const stores = [...transaction.objectStoreNames];
    const records = await Promise.all(stores.map((name) => settle(transaction.objectStore(name).getAll())));
    database.close();
    return Object.fromEntries(stores.map((name, index) => [name, records[index]]));
  });
}
