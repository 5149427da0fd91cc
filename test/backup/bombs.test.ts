/** Small files with much in them: none costs a browser more than a look over its bytes. */
import { describe, expect, test } from 'vitest';
import { writeBackup } from '#backup';
import { crc32 } from '../../src/backup/crc32.ts';
import { SOME } from './any-backup.ts';
import { changed, linesOf, refusalOf, sealed } from './files.ts';

describe('a file that would have a browser do far more than it is large', () => {
  const MANY = 8_000_000;
  const deep = `${'['.repeat(MANY / 2)}${']'.repeat(MANY / 2)}`;
  const [head = '', ...lines] = linesOf(SOME);
  const worlds = Array.from({ length: 1_001 }, (_, at) => ({ name: `replaybook-lesson-a${at}`, stores: {} }));

  test.each([
    ['a value nested more deeply than a stack is high', () => changed('"revision":3', `"revision":${deep}`), 2],
    ['a first line nested so', () => sealed([head.replace('"databases":[', `"databases":[${deep},`), ...lines]), 1],
    ['events nested so', () => changed(/"text":"\[.*?\]"/, `"text":"${deep}"`), 5],
    ['nothing but lines', () => sealed([head, '\n'.repeat(3 * MANY)]), 2],
    ['more databases than any course has lessons', () => sealed([head.replace(/\[.*\]/, JSON.stringify(worlds))]), 1],
  ])('BK3: %s is refused, at no more than a look over the file', (_, make, line) => {
    const bytes = make();
    const toLookOver = timeOf(() => crc32(bytes));
    const toRefuse = timeOf(() => expect(refusalOf(bytes)).toEqual({ why: 'misshapen', line }));
    expect(toRefuse).toBeLessThan(6 * toLookOver + 100);
  });

  test('BK3: a file of 50 MB is read', () => {
    const value = { lessonId: 'fold', text: 'x'.repeat(1_000_000), starterHash: 'h' };
    const drafts = Array.from({ length: 50 }, (_, at) => ({ value: { ...value, file: `${at}.ts` } }));
    const databases = [{ name: 'replaybook', stores: new Map([['drafts', drafts]]) }];
    expect(refusalOf(writeBackup({ at: SOME.at, databases }))).toBeNull();
  });
});

/** Milliseconds that it takes, at the best of three: a machine may be busy. */
function timeOf(work: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}
