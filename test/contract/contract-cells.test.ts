/** The cases of what cells import must be able to run as cells themselves. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createMemoryWorld } from '#lab/in-memory';
import * as eventsourcing from '#eventsourcing';
import { link } from '#runner';
import { compileCell } from '#runner/compile';
import type { Assert, Case } from './assert.ts';
import { compileContract } from './contract-cells.ts';
import type { DatabasePort } from './database/shared.ts';
import { labOver } from './lab-over-world.ts';

type Exports = Readonly<Record<string, unknown>>;
type Factory = (
  modules: readonly object[],
  value: () => void,
  thrown: (line: number, column: number, value: unknown) => unknown,
  loop: () => void,
) => Promise<Exports>;

const typesOf = (file: string): string[] =>
  compileCell(file, readFileSync(file, 'utf8'))
    .exports.filter(({ kind }) => kind === 'type')
    .map(({ name }) => name);

const libraries = {
  eventsourcing: { values: Object.keys(eventsourcing), types: typesOf('src/eventsourcing/index.ts') },
  lab: { values: [], types: typesOf('src/lab/module.d.ts') },
};

/** Evaluates a cell and those it imports; gives the exports of all. */
async function evaluate(path: string): Promise<ReadonlyMap<string, Exports>> {
  const exports = new Map<string, Exports>([
    ['eventsourcing', eventsourcing],
    ['lab', {}],
  ]);
  for (const { cell, modules } of link(path, compileContract(path), libraries)) {
    const url = `data:text/javascript;base64,${Buffer.from(cell.text).toString('base64')}`;
    const { default: factory } = (await import(/* @vite-ignore */ url)) as { default: Factory };
    exports.set(
      cell.file,
      await factory(
        modules.map((name) => exports.get(name) ?? {}),
        () => {},
        (_line, _column, value) => value,
        () => {},
      ),
    );
  }
  return exports;
}

describe.each([
  ['event-store-contract.ts', 'eventStoreCases'],
  ['database-contract.ts', 'databaseCases'],
  ['projections-contract.ts', 'projectionCases'],
  ['messages-contract.ts', 'messageCases'],
])('%s', (file, name) => {
  test('compiles, links and holds as cells', async () => {
    const { assert } = (await evaluate('assert.ts')).get('assert.ts') as { assert: Assert };
    const cases = (await evaluate(file)).get(file)![name] as readonly Case<DatabasePort>[];
    expect(cases.length).toBeGreaterThan(10);
    for (const { run } of cases) await run(await labOver(createMemoryWorld()), assert);
  }, 30_000);
});
