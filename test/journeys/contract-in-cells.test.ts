/** What cells import keeps its promises where cells run: cases of the contracts are cells of a built lesson, in the sandbox's worker. */
import { expect } from 'vitest';
import type { LessonCell, LessonPage } from '#lesson';
import type { CompiledCell } from '#runner';
import type { Case } from '../contract/assert.ts';
import { compileContract } from '../contract/contract-cells.ts';
import { databaseCases } from '../contract/database-contract.ts';
import { eventStoreCases } from '../contract/event-store-contract.ts';
import { messageCases } from '../contract/messages-contract.ts';
import { projectionCases } from '../contract/projections-contract.ts';
import { Cell } from '../site/cell.ts';
import type { Rewrite } from '../site/serve-site.ts';
import { isLong } from '../site/length.ts';
import { LESSON, test } from '../site/test.ts';
import type { CodeCell } from '../../src/ui/cell/code-cell.ts';

type Page = LessonPage<CompiledCell>;

const SUITES: readonly (readonly [file: string, name: string, cases: readonly Case<never>[]])[] = [
  ['event-store-contract.ts', 'eventStoreCases', eventStoreCases],
  ['database-contract.ts', 'databaseCases', databaseCases],
  ['projections-contract.ts', 'projectionCases', projectionCases],
  ['messages-contract.ts', 'messageCases', messageCases],
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
    await cell.edit();
    const broken: string[] = [];
    for (const [index, { title }] of chosen(cases)) {
      const { values, log } = await runText(
        cell,
        `import { database, eventStore } from 'lab';
import { ${name} } from './${file}';
import { assert } from './assert.ts';

self.origin;
await ${name}[${index}].run({ database, eventStore }, assert);
'kept';`,
      );
      if (values.join() !== "'null','kept'") broken.push(`${title}: ${values.join()} ${log}`);
    }
    expect(broken).toEqual([]);
  },
);

/** Cases with their places: one of each rule, unless there is time for all. */
function chosen(cases: readonly Case<never>[]): (readonly [index: number, one: Case<never>])[] {
  const seen = new Set<string>();
  return [...cases.entries()].filter(([, { title }]) => {
    const rule = title.split(':')[0]!;
    const isFirst = !seen.has(rule);
    seen.add(rule);
    return isLong || isFirst;
  });
}

/** Runs a text in an open cell. Without the steps of a person, because there are many: they would take twice the time of the runs. */
function runText(cell: Cell, text: string): Promise<{ values: string[]; log: string }> {
  return cell.region.evaluate(async (element, written) => {
    const codeCell = element as CodeCell;
    const input = element.querySelector('textarea')!;
    input.value = written;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    const shadow = element.shadowRoot!;
    const until = performance.now() + 15_000;
    const wait = async (isReached: () => boolean) => {
      while (!isReached() && performance.now() < until) await new Promise(requestAnimationFrame);
    };
    shadow.querySelector<HTMLButtonElement>('.run')!.click();
    await wait(() => codeCell.view?.state === 'running');
    const ends: (string | undefined)[] = ['done', 'failed', 'refused', 'conflict'];
    await wait(() => ends.includes(codeCell.view?.state) && codeCell.view === codeCell.shown);
    await codeCell.updateComplete;
    const values = [...shadow.querySelectorAll<HTMLElement>('.line-value')].map((value) => value.title);
    return { values, log: shadow.querySelector('[role="log"]')!.textContent };
  }, text);
}
