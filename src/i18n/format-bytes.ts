/** Amounts of storage in the largest unit that leaves a number of at least 1. English and Korean write them alike. */
import { formatCount } from './format-count.ts';

const UNITS = ['kB', 'MB', 'GB', 'TB'];

export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${formatCount(bytes)} B`;
  const size = Math.min(UNITS.length, Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1000 ** size;
  // A tenth says something about 1.4 MB, and nothing about 140.
  return `${amount < 10 ? amount.toFixed(1) : formatCount(Math.round(amount))} ${UNITS[size - 1]}`;
}
