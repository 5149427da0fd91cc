/** What becomes of a run's tests, as it goes over the border. */
import { expect, test } from 'vitest';
import { createClaims } from '../../src/checks/index.ts';
import { outputItem, type OutputItem } from '../../src/runner/protocol.ts';
import { openClaims } from '../../src/runner/worker/run-claims.ts';

test('X14: the result of a test goes over the border, however long the values are that it tells of', async () => {
  const tested: OutputItem[] = [];
  const { claims, tryAll } = openClaims(() => ({ createClaims }), {
    only: null,
    seed: 1,
    whereabouts: { cells: new Map(), placesOf: () => [] },
    tested: (item) => tested.push(item),
    isAside: () => false,
  });
  const long = Array.from({ length: 1_000 }, (_, row) => 'x'.repeat(1_200) + String(row));
  claims.test('long', () => claims.expect(long).toEqual([]));
  await tryAll();
  expect(tested).toHaveLength(1);
  expect(tested[0]).toMatchObject({ kind: 'test', broken: { error: { code: 'expectation-failed' } } });
  expect(outputItem.safeParse(tested[0]).success).toBe(true);
});
