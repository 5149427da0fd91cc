/** A schedule in an address. */
import { expect, test } from 'vitest';
import { linkTo, scheduleIn } from '../../src/panels/pictures/shared-schedule.ts';

const PAGE = 'https://example.org/course/race.ko.html?from=mail#part';
const SHARED = { file: 'race.ts', schedule: '1.0.2', found: { text: '1z141z3', number: 2 } };

test('X20: an address leads to the schedule that it was made of, on the same page', () => {
  const link = linkTo(SHARED, PAGE);
  expect(link).toBe('https://example.org/course/race.ko.html?schedule=1.0.2&text=1z141z3&number=2#race.ts');
  expect(scheduleIn(link)).toEqual(SHARED);
  const other = { ...SHARED, file: 'a b/ü#.ts' };
  expect(scheduleIn(linkTo(other, link))).toEqual(other);
});

test.each([
  PAGE,
  'https://example.org/',
  'https://example.org/?schedule=1.0.2#race.ts',
  'https://example.org/?schedule=1.0.2&text=<b>&number=1#race.ts',
  'https://example.org/?schedule=alert(1)&text=1a&number=1#race.ts',
  `https://example.org/?schedule=${'1'.repeat(401)}&text=1a&number=1#race.ts`,
  'https://example.org/?schedule=1&text=1a&number=one#race.ts',
  'https://example.org/?schedule=1&text=1a#race.ts',
])('X20: %s leads to none', (page) => {
  expect(scheduleIn(page)).toBeNull();
});

test('X20: what is no address of a cell is the address of no cell', () => {
  expect(scheduleIn('https://example.org/?schedule=1&text=1a&number=1#%')).toMatchObject({ file: '' });
});
