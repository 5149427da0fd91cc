/** Work of all kinds for a file to carry: every store, with keys and values as those stores may hold them. */
import * as fc from 'fast-check';
import type { Backup, StoredDatabase, StoredRecord } from '#backup';

const text = fc.oneof(fc.string(), fc.constantFrom('', '$', '__proto__', '\ud800', '\u2028', 'a\nb', '한글', '"'));
const count = fc.nat({ max: 1_000_000 });
const keyPart = fc.oneof(text, fc.double({ noNaN: true }), fc.constantFrom(-0, Infinity, -Infinity));
const key = fc.oneof(keyPart, fc.array(keyPart, { minLength: 1, maxLength: 3 }));
const draft = { lessonId: text, file: text, text, starterHash: text };
const row = fc.record({ table: text, id: key, text, version: count });

/** Records of a store, no two of which have the same key. */
function records<Value>(value: fc.Arbitrary<Value>, ...keys: readonly (readonly (keyof Value)[])[]) {
  const selectors = keys.map((names) => (one: Value) => JSON.stringify(names.map((name) => sameKey(one[name]))));
  return fc
    .array(value, { maxLength: 4 })
    .map((all) =>
      all.filter((one, at) => !all.slice(0, at).some((other) => selectors.some((of) => of(one) === of(other)))),
    )
    .map((all): StoredRecord[] => all.map((one) => ({ value: one })));
}

/** To a database -0 and 0 are one key; JSON has no infinities. */
const sameKey = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(sameKey) : typeof value === 'number' ? `number ${value + 0}` : value;

const commit = fc
  .record({
    events: fc.array(fc.record({ type: text, data: fc.jsonValue() }), { minLength: 1, maxLength: 3 }),
    recordedAt: text,
    firstPosition: count,
    streamName: text,
    firstStreamPosition: count,
  })
  .map(({ events, ...rest }) => ({
    count: events.length,
    ids: events.map((_, index) => `id-${index}`).join(' '),
    types: [...new Set(events.map(({ type }) => type))],
    text: JSON.stringify(events),
    ...rest,
  }));

const change = fc.record(
  {
    table: text,
    id: key,
    before: fc.option(row),
    after: fc.option(row),
    erasedSince: fc.oneof(count, fc.constant(undefined)),
  },
  { requiredKeys: ['table', 'id', 'before', 'after'] },
);

const toStores = (stores: Readonly<Record<string, StoredRecord[]>>): ReadonlyMap<string, readonly StoredRecord[]> =>
  new Map(Object.entries(stores));

const worldStores = fc
  .record({
    commits: records(commit, ['firstPosition'], ['streamName', 'firstStreamPosition']),
    rows: records(row, ['table', 'id']),
    rowIndex: records(fc.record({ table: text, name: text, value: key, id: key }), ['table', 'name', 'value', 'id']),
    tables: records(fc.record({ table: text, names: fc.array(text, { maxLength: 2 }) }), ['table']),
    journal: records(
      fc.record({
        epoch: count,
        cell: text,
        runNumber: count,
        time: fc.oneof(fc.double(), fc.constant(-0)),
        position: count,
        appends: fc.array(fc.record({ streamName: text, firstPosition: count, firstStreamPosition: count, count }), {
          maxLength: 2,
        }),
        lastPosition: count,
      }),
      ['position'],
    ),
    changes: records(fc.record({ position: count, rows: fc.array(change, { maxLength: 2 }) }), ['position']),
    marks: records(
      fc.record({
        file: text,
        hash: text,
        journalPosition: count,
        time: fc.double(),
        ended: text,
        isStale: fc.boolean(),
      }),
      ['file'],
    ),
    meta: count.map((epoch): StoredRecord[] => [{ key: 'epoch', value: epoch }]),
  })
  .map(toStores);

const workbookStores = fc
  .record({
    drafts: records(
      fc.record({ ...draft, revision: count }, { requiredKeys: ['lessonId', 'file', 'text', 'starterHash'] }),
      ['lessonId', 'file'],
    ),
    copies: records(fc.record({ ...draft, keeper: text }), ['lessonId', 'file', 'keeper']),
  })
  .map(toStores);

const named = (name: string, stores: fc.Arbitrary<StoredDatabase['stores']>): fc.Arbitrary<StoredDatabase> =>
  stores.map((found) => ({ name, stores: found }));

export const anyBackup: fc.Arbitrary<Backup> = fc.record({
  at: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((date) => date.toISOString()),
  databases: fc.tuple(
    named('replaybook', workbookStores),
    named('replaybook-progress', worldStores),
    named('replaybook-lesson-fold', worldStores),
    named('replaybook-lesson-a1-b2', worldStores),
  ),
});

/** A little of everything, always the same. */
export const SOME: Backup = {
  at: '2026-11-30T04:05:06.000Z',
  databases: [
    {
      name: 'replaybook',
      stores: toStores({
        drafts: [
          { value: { lessonId: 'fold', file: 'a.ts', text: "'가';\n", starterHash: 'h', revision: 3 } },
          { value: { lessonId: 'fold', file: 'b.ts', text: '2;', starterHash: 'h', revision: 1 } },
        ],
        copies: [{ value: { lessonId: 'fold', file: 'a.ts', text: '1;', starterHash: 'h', keeper: '1-2' } }],
      }),
    },
    { name: 'replaybook-progress', stores: worldOf(5) },
    { name: 'replaybook-lesson-fold', stores: worldOf(2) },
  ],
};

function worldOf(events: number): StoredDatabase['stores'] {
  const append = { streamName: 's', firstPosition: 1, firstStreamPosition: 1, count: events };
  const all = Array.from({ length: events }, () => '{"type":"A","data":{}}');
  const ids = all.map((_, index) => `id-${index}`).join(' ');
  return toStores({
    commits: [{ value: { ...append, ids, types: ['A'], text: `[${all.join(',')}]`, recordedAt: '2020' } }],
    rows: [{ value: { table: 't', id: ['a', -0], text: '{}', version: 1 } }],
    rowIndex: [],
    tables: [],
    journal: [
      {
        value: { epoch: 1, cell: 'a.ts', runNumber: 1, time: 0, position: 1, appends: [append], lastPosition: events },
      },
    ],
    changes: [],
    marks: [{ value: { file: 'a.ts', journalPosition: 1, isStale: false } }],
    meta: [{ key: 'epoch', value: 4 }],
  });
}
