/** Amounts of storage as people write them. */
import { expect, test } from 'vitest';
import { formatBytes } from '../../src/i18n/format-bytes.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [147_200, '147 kB'],
  [1_440_000, '1.4 MB'],
  [11_000_000_000, '11 GB'],
  [1_234_000_000_000_000, '1,234 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
