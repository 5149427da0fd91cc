/** Notes in localStorage: each page has its own, and whatever stands there does no harm. */
import { afterEach, expect, test } from 'vitest';
import { createLastResort } from '#indexeddb';

const note = (text: string) => ({ file: 'a.ts', text, revision: 1 });

afterEach(() => localStorage.clear());

test('a page takes back what it has kept, and leaves what others have', () => {
  const [first, second] = [createLastResort('first'), createLastResort('second')];
  first.keep('one', [note('1')]);
  second.keep('one', [note('2')]);
  second.keep('one', []);
  expect(createLastResort('third').read('one')).toEqual([note('1')]);
  first.keep('one', [note('3')]);
  expect(createLastResort('third').read('one')).toEqual([note('3')]);
});

test('forgets what it has read, and nothing that came since', () => {
  const [first, reader] = [createLastResort('first'), createLastResort('reader')];
  first.keep('one', [note('1')]);
  reader.read('one');
  createLastResort('late').keep('one', [note('2')]);
  reader.forget();
  expect(reader.read('one')).toEqual([note('2')]);
});

test('keeps the lessons apart', () => {
  createLastResort('page').keep('fold-more', [note('1')]);
  expect(createLastResort('page').read('fold')).toEqual([]);
});

test.each(['', 'no JSON', 'null', '{}', '[null, 1, {"file": 1}]'])('reads nothing out of %j', (text) => {
  localStorage.setItem('replaybook-unsaved/one/page', text);
  expect(createLastResort().read('one')).toEqual([]);
});

test('says whether the browser keeps anything', () => {
  expect(createLastResort().isThere()).toBe(true);
  expect(Object.keys(localStorage)).toEqual([]);
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = () => {
    throw new DOMException('Full.', 'QuotaExceededError');
  };
  try {
    expect(createLastResort().isThere()).toBe(false);
  } finally {
    Storage.prototype.setItem = setItem;
  }
});
