/** An author works with the development server: the same page, under the same policies. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createServer } from 'vite';
import { expect } from 'vitest';
import { Cell, eventsInLab, rowsInLab } from '../site/cell.ts';
import { LESSON, test } from '../site/test.ts';

const devTest = test.extend('address', async ({}, { onCleanup }) => {
  const cacheDir = mkdtempSync(join(tmpdir(), 'replaybook-'));
  const root = resolve(import.meta.dirname, '../..');
  const server = await createServer({ root, cacheDir, logLevel: 'warn', server: { port: 0, watch: null } });
  await server.listen();
  onCleanup(async () => {
    await server.close();
    rmSync(cacheDir, { recursive: true, force: true });
  });
  return server.resolvedUrls!.local[0]!;
});

devTest('home leads to the first lesson, whose cells run and whose editor opens', async ({ address, openPage }) => {
  const page = await openPage(address);
  await page.getByRole('listitem').getByRole('link', { name: 'Where did the history go?' }).click();
  await page.waitForURL(address + LESSON.en);
  const table = new Cell(page, 'table.ts');
  await table.run();
  expect((await table.values()).at(-1)).toBe('2 rows: 9a37 5 · a974 10');
  await expect.poll(() => rowsInLab(page, 'order_items')).toHaveLength(2);
  await new Cell(page, 'events.ts').run();
  await expect.poll(() => eventsInLab(page)).toHaveLength(6);
  await table.write('6 * 7;');
  await table.run();
  expect(await table.values()).toEqual(['42']);
});
