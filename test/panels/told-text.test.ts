/** Values in sentences: events in a lesson's words, of what there is and what is expected only the difference. */
import { expect, test } from 'vitest';
import { en } from '#i18n';
import { tellIn } from '../../src/panels/told/told-text.ts';
import { encodeValue } from '../../src/runner/worker/encode-value.ts';

const WORDS = { MoneyDeposited: 'deposited {amount}', MoneyWithdrawn: 'withdrew {amount}' };
const tell = (sentence: string, told: Readonly<Record<string, unknown>>): string | null =>
  tellIn(
    sentence,
    Object.fromEntries(Object.entries(told).map(([name, value]) => [name, encodeValue(value)])),
    WORDS,
    en,
  );

test('a history is told in the words of its domain', () => {
  const history = [
    { type: 'MoneyDeposited', data: { amount: 50 } },
    { type: 'MoneyWithdrawn', data: { amount: 80 } },
  ];
  expect(tell('After {history} the balance is {balance}.', { history, balance: -30 })).toBe(
    'After [deposited 50, withdrew 80] the balance is -30.',
  );
});

test('an event without words, and a name that an event lacks, are told as they are', () => {
  expect(tell('{event}', { event: { type: 'Other', data: {} } })).toBe("{ type: 'Other', data: {} }");
  expect(tell('{event}', { event: { type: 'MoneyDeposited', data: {} } })).toBe('deposited {amount}');
  expect(tell('{event}', { event: { type: 'toString', data: {} } })).toBe("{ type: 'toString', data: {} }");
});

test('of two objects only what differs is told, and that there is more', () => {
  const told = { actual: { status: 'a', name: 'x' }, expected: { status: 'b', name: 'x' } };
  expect(tell('{actual}; {expected} is right.', told)).toBe("{ status: 'a', … }; { status: 'b', … } is right.");
  expect(tell('{actual} {expected}', { actual: { a: 1 }, expected: {} })).toBe('{ a: 1 } {}');
  expect(tell('{actual} {expected}', { actual: [1], expected: [2] })).toBe('[1] [2]');
});

test('a text stands without quotes, and a sentence that names what is not told is none', () => {
  expect(tell('For {instant}.', { instant: '2020-05-20T12:00:00Z' })).toBe('For 2020-05-20T12:00:00Z.');
  expect(tell('For {other}.', { instant: 1 })).toBeNull();
});
