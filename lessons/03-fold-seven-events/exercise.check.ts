import { any, expect, law, test } from 'test';
import { asOf, asOfTime, seen } from './exercise.ts';
import type { Lead } from './lead.ts';
import { rows, type Row } from './rows.ts';

// The state at each version, written down and not computed.
const before = { firstName: 'Casey', lastName: 'David', phone: '555-2951' };
const after = { firstName: 'Casey', lastName: 'Davis', phone: '555-8101' };
const versions: readonly Lead[] = [
  { status: 'unknown', firstName: '', lastName: '', phone: '' },
  { status: 'new', ...before },
  { status: 'contacted', ...before },
  { status: 'follow-up set', ...before },
  { status: 'follow-up set', ...after },
  { status: 'contacted', ...after },
  { status: 'payment pending', ...after },
  { status: 'converted', ...after },
];

const inOrder = rows.toSorted((one, other) => one.streamPosition - other.streamPosition);
const anyVersion = any.integer({ min: 0, max: 7 });
const anyOrder = any.shuffled(inOrder);

/** What was recorded by an instant, and the version that this is. */
const instants = [
  ['2020-05-20T09:52:55.949Z', 0],
  ['2020-05-20T09:52:55.950Z', 1],
  ['2020-05-20T12:32:08.239Z', 1],
  ['2020-05-20T12:32:08.240Z', 4],
  ['2020-05-27T12:02:12.509Z', 4],
  ['2020-05-27T12:02:12.510Z', 6],
  ['2020-05-27T12:38:44.119Z', 6],
  ['2020-05-27T12:38:44.120Z', 7],
] as const;
/** The same instants, at which one event alone was recorded, and those that several share. */
const alone = instants.filter((_, index) => index < 2 || index > 5);
const shared = instants.filter((_, index) => index >= 2 && index <= 5);

/** An instant, written with the hours of another time zone. */
function written(instant: string, hours: number): string {
  const local = new Date(Date.parse(instant) + hours * 3_600_000).toISOString().slice(0, -1);
  const zone = String(Math.abs(hours)).padStart(2, '0');
  return `${local}${hours < 0 ? '-' : '+'}${zone}:00`;
}

law('every-version', anyVersion, (version) => {
  expect(asOf(inOrder, version), { version }).toEqual(versions[version]);
});

law('any-order', any.tuple(anyOrder, anyVersion), ([list, version]) => {
  const order = list.map(({ streamPosition }) => streamPosition);
  expect(asOf(list, version), { order, version }).toEqual(versions[version]);
});

test('inclusive', () => {
  for (const [instant, version] of alone) {
    expect(asOfTime(inOrder, instant), { instant, version }).toEqual(versions[version]);
  }
});

law('whole-appends', any.tuple(anyOrder, any.of(shared)), ([list, [instant, version]]) => {
  const order = list.map(({ streamPosition }) => streamPosition);
  expect(asOfTime(list, instant), { order, instant, version }).toEqual(versions[version]);
});

/** The position at which each append ends. */
const ends = [1, 4, 6, 7] as const;
const endOf = ({ streamPosition }: Row) => ends.find((end) => streamPosition <= end);
/** An append, and a later one that was written by a machine whose clock was behind. */
const anyBehind = any.of([[1, 4], [1, 6], [1, 7], [4, 6], [4, 7], [6, 7]] as const);

law('any-order-of-time', any.tuple(anyOrder, anyBehind, any.of(ends)), ([list, [before, late], end]) => {
  const timeOf = (position: number) => inOrder[position - 1]!.recordedAt;
  const recordedAt = new Date(Date.parse(timeOf(before)) - 1000).toISOString();
  const behind = inOrder.filter((row) => endOf(row) === late).map(({ streamPosition }) => streamPosition);
  const rowsOfTwoClocks = list.map((row) => (endOf(row) === late ? { ...row, recordedAt } : row));
  const instant = end === late ? recordedAt : timeOf(end);
  // Where the later append was there, all before it was there too.
  const version = end < before ? end : Math.max(end, late);
  expect(asOfTime(rowsOfTwoClocks, instant), { behind, recordedAt, instant, version }).toEqual(versions[version]);
});

law('any-notation', any.tuple(any.of(instants), any.integer({ min: -11, max: 12 })), ([[instant, version], hours]) => {
  const text = written(instant, hours);
  expect(asOfTime(inOrder, text), { instant: text, utc: instant }).toEqual(versions[version]);
  const short = instant.replace(/0Z$/, 'Z');
  expect(asOfTime(inOrder, short), { instant: short, utc: instant }).toEqual(versions[version]);
});

test('seen', () => {
  expect(seen).toEqual(versions[4]);
});
