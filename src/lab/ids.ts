/** Ids that repeat: UUIDs drawn from a seeded generator. */

const hex = (value: number, digits: number): string => Math.floor(value).toString(16).padStart(digits, '0');

// One number has 32 bits of chance; 48 are needed.
const node = (random: () => number): string => hex(random() * 2 ** 24, 6) + hex(random() * 2 ** 24, 6);

const MOST_STAMP = 2 ** 48 - 1;

/** A UUID of version 7: it begins with the time, so ids of a later millisecond sort later. */
export function timeOrderedId(random: () => number, time: number): string {
  const stamp = hex(Math.min(Math.max(time, 0), MOST_STAMP), 12);
  const variant = hex(8 + random() * 4, 1);
  const begin = `${stamp.slice(0, 8)}-${stamp.slice(8)}`;
  return `${begin}-7${hex(random() * 4096, 3)}-${variant}${hex(random() * 4096, 3)}-${node(random)}`;
}

/** A UUID of version 4: chance alone, as crypto.randomUUID gives it. */
export function randomId(random: () => number): string {
  const variant = hex(8 + random() * 4, 1);
  return [
    hex(random() * 2 ** 32, 8),
    hex(random() * 65_536, 4),
    `4${hex(random() * 4096, 3)}`,
    `${variant}${hex(random() * 4096, 3)}`,
    node(random),
  ].join('-');
}
