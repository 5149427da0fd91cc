/** Runs two cells of a test's own in the first lesson's page: one that another imports, and that other. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { en, type Messages } from '#i18n';
import { Cell } from './cell.ts';

/** A cell that another imports, that other, which is run, and how it ends. */
type Run = Readonly<{ imported: string; source: string; ends: 'done' | 'refused'; messages?: Messages }>;

/** Runs a cell; gives what stands beside its lines then, and below it. */
export async function runCells(page: Page, { imported, source, ends, messages = en }: Run) {
  await new Cell(page, 'table.ts', messages).write(imported.trim());
  const cell = new Cell(page, 'events.ts', messages);
  await cell.write(source.trim());
  await cell.start();
  // A million events take a while on a busy machine.
  await expect.poll(() => cell.state(), { timeout: 120_000, interval: 50 }).toBe(messages.cell.state[ends]);
  return { values: await cell.values(), log: await cell.log.textContent() };
}
