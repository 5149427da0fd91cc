/** What cells import keeps its promises where cells run: each case of the contracts is a cell of a built lesson, in the sandbox's worker. */
import { expect } from 'vitest';
import type { LessonCell, LessonPage } from '#lesson';
import type { CompiledCell } from '#runner';
import type { Case } from '../contract/assert.ts';
import { compileContract } from '../contract/contract-cells.ts';
import { databaseCases } from '../contract/database-contract.ts';
import { eventStoreCases } from '../contract/event-store-contract.ts';
import { projectionCases } from '../contract/projections-contract.ts';
import { Cell } from '../site/cell.ts';
import type { Rewrite } from '../site/serve-site.ts';
import { LESSON, test } from '../site/test.ts';

type Page = LessonPage<CompiledCell>;

const SUITES: readonly (readonly [file: string, name: string, cases: readonly Case<never>[]])[] = [
  ['event-store-contract.ts', 'eventStoreCases', eventStoreCases],
  ['database-contract.ts', 'databaseCases', databaseCases],
  ['projections-contract.ts', 'projectionCases', projectionCases],
];
const PAGE = /(<script type="application\/json" id="lesson-page">)([^<]*)/;

/** The lesson with a contract's files as further cells below its own; nothing of the page shows them. */
const withContract =
  (path: string): Rewrite =>
  (text, fileName) =>
    fileName === LESSON.en ? text.replace(PAGE, (_, tag: string, page: string) => tag + addCells(page, path)) : text;

function addCells(json: string, path: string): string {
  const page = JSON.parse(json) as Page;
  const compiled = [...compileContract(path), ...compileContract('assert.ts')];
  const added = compiled.map(([file, cell]): LessonCell<CompiledCell> => ({
    ...page.cells[0]!,
    file,
    source: '',
    compiled: cell,
  }));
  return JSON.stringify({ ...page, cells: [...page.cells, ...added] }).replaceAll('<', String.raw`\u003c`);
}

test.for(SUITES)(
  '%s holds in cells, in an origin of no one',
  { timeout: 240_000 },
  async ([file, name, cases], { serve, openPage }) => {
    const site = await serve({ rewrite: withContract(file) });
    const page = await openPage(site.url(LESSON.en), { hasTouch: true });
    const cell = new Cell(page, 'table.ts');
    const broken: string[] = [];
    for (const [index, { title }] of cases.entries()) {
      await cell.write(`import { database, eventStore } from 'lab';
import { ${name} } from './${file}';
import { assert } from './assert.ts';

self.origin;
await ${name}[${index}].run({ database, eventStore }, assert);
'kept';`);
      await cell.start();
      await cell.expectState('done', 'failed', 'refused', 'conflict');
      const values = await cell.values();
      if (values.join() !== "'null','kept'") broken.push(`${title}: ${values.join()} ${await cell.log.textContent()}`);
    }
    expect(broken).toEqual([]);
    expect(cases.length).toBeGreaterThan(30);
  },
);
