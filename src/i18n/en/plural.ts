/** A number with its noun, in English. */
import { formatCount } from '../format-count.ts';

export const plural = (count: number, one: string, many: string): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;
