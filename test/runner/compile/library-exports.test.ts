/** What the libraries export, and what of it comes with every run. */
import { describe, expect, test } from 'vitest';
import { libraryExports } from '#runner/compile';

describe('exports of a library', () => {
  test('X6: values and types of a module are told apart', () => {
    const source =
      'export const a = 1; export function b() {}\nexport class C {}\nexport type D = string; export interface E {}\nexport type { F } from "./f.ts"; export { g, type H } from "./g.ts"';
    const { values, types } = libraryExports('eventsourcing', 'index.ts', source);
    expect({ values, types }).toEqual({ values: ['a', 'b', 'C', 'g'], types: ['D', 'E', 'F', 'H'] });
  });

  test('X6: a declared constant of a declaration file is a value', () => {
    const source = 'export declare const a: string; export type B = string';
    expect(libraryExports('lab', 'module.d.ts', source)).toEqual({ values: ['a'], types: ['B'], atHand: 0 });
  });

  test('X8: what every run has at hand comes first, whatever the order of the source', () => {
    const source = 'export declare const broker: 1; export declare const clock: 1; export declare const newId: 1;';
    const found = libraryExports('lab', 'module.d.ts', source);
    expect(found).toEqual({ values: ['clock', 'newId', 'broker'], types: [], atHand: 2 });
  });
});
