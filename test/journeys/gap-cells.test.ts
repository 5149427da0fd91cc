/** Cells about numbers that are taken before they are committed: in the simulated database, and in IndexedDB itself. */
import { expect } from 'vitest';
import { runCells } from '../site/run-cells.ts';
import { LESSON, test } from '../site/test.ts';

const READERS = `
import { database, explore, sequenced } from 'lab';

type Got = { reader: string; numbers: number[] };
const got = database.table<Got>('got', { key: 'reader' });

const write = async () => {
  const transaction = await sequenced.begin();
  await sequenced.insert(transaction, { type: 'OrderPlaced', data: {} });
  await sequenced.commit(transaction);
};
const poll = async () => {
  let last = 0;
  const numbers: number[] = [];
  for (let turn = 0; turn < 2; turn += 1) {
    const { events } = await sequenced.read({ after: last });
    for (const { position } of events) numbers.push(position);
    last = numbers.at(-1) ?? 0;
  }
  await got.put({ reader: 'naive', numbers });
};

const { laws } = await explore({
  actors: { one: write, two: write, reader: poll },
  outcome: async () => (await got.get('naive'))!.numbers,
  laws: { 'nothing-skipped': (numbers) => numbers.at(-1) !== 2 || numbers.length === 2 },
});
(laws['nothing-skipped']?.broken ?? 0) > 0;
(await sequenced.read()).events.length;
`;

test('L20: a reader that asks for what is behind its last number skips one that was committed later', async ({
  serve,
  openPage,
}) => {
  const page = await openPage((await serve()).url(LESSON.en), { hasTouch: true });
  const shown = await runCells(page, { imported: 'export {};', source: READERS, ends: 'done' });
  expect(shown.values.slice(-2)).toEqual(['true', '0']);
});

const RESERVED = `
import { database, explore } from 'lab';

type Row = { position: number; by: string };
const counters = database.table<{ name: string; last: number }>('counters', { key: 'name' });
const log = database.table<Row>('log', { key: 'position' });

// A transaction of its own for the number, and a later one for the event.
const reserve = () => database.transaction(async (tx) => {
  const last = ((await tx.get(counters, 'log'))?.last ?? 0) + 1;
  tx.put(counters, { name: 'log', last });
  return last;
});
const write = async (by: string) => {
  const position = await reserve();
  await log.insert({ position, by });
};
const inOne = (by: string) => database.transaction(async (tx) => {
  const last = ((await tx.get(counters, 'log'))?.last ?? 0) + 1;
  tx.put(counters, { name: 'log', last });
  tx.insert(log, { position: last, by });
});
const behind = async (after: number) => (await log.all()).filter(({ position }) => position > after);

// In this world, in IndexedDB: the second to reserve writes first, and a reader comes in between.
const [one, two] = [await reserve(), await reserve()];
await log.insert({ position: two, by: 'two' });
let last = Math.max(...(await behind(0)).map(({ position }) => position));
await log.insert({ position: one, by: 'one' });
(await behind(last)).length;
(await log.all()).map(({ by }) => by).join(' ');
`;
const RESERVED_IN_ALL = (write: string) => `
import { database, explore } from 'lab';
import { reader, ${write} as write } from './table.ts';
const { laws } = await explore({
  actors: { one: () => write('one'), two: () => write('two'), reader: () => reader.poll(1) },
  outcome: () => reader.lost(),
  laws: { 'none is passed over': (lost) => lost === 0 },
});
laws['none is passed over']?.broken;
`;
const SHARED = RESERVED.slice(0, RESERVED.indexOf('// In this world'))
  .replace('{ database, explore }', '{ database }')
  .replaceAll('\nconst write', '\nexport const write')
  .replaceAll('\nconst inOne', '\nexport const inOne').concat(`
const seen = database.table<{ name: string; last: number; got: number }>('seen', { key: 'name' });
export const reader = {
  async poll(times: number) {
    for (let poll = 0; poll < times; poll += 1) {
      const before = (await seen.get('reader')) ?? { name: 'reader', last: 0, got: 0 };
      const rows = await behind(before.last);
      const last = Math.max(before.last, ...rows.map(({ position }) => position));
      await seen.put({ name: 'reader', last, got: before.got + rows.length });
    }
  },
  async lost() {
    await reader.poll(1);
    return (await log.all()).length - ((await seen.get('reader'))?.got ?? 0);
  },
};
`);

test('L20: the same gap comes about in IndexedDB, where the number is reserved in a transaction of its own', async ({
  serve,
  openPage,
}) => {
  const page = await openPage((await serve()).url(LESSON.en), { hasTouch: true });
  const shown = await runCells(page, { imported: 'export {};', source: RESERVED, ends: 'done' });
  // What was written late is behind nobody's last number any more.
  expect(shown.values.slice(-2)).toEqual(['0', "'one two'"]);
  const apart = await runCells(page, { imported: SHARED, source: RESERVED_IN_ALL('write'), ends: 'done' });
  expect(Number(apart.values.at(-1))).toBeGreaterThan(0);
  const together = await runCells(page, { imported: SHARED, source: RESERVED_IN_ALL('inOne'), ends: 'done' });
  expect(together.values.at(-1)).toBe('0');
});
