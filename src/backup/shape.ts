/** What a value looks like, put together from small pieces: enough to tell a record from what its store never wrote. */

export type Shape = (value: unknown) => boolean;

export const text: Shape = (value) => typeof value === 'string';
export const truth: Shape = (value) => typeof value === 'boolean';
export const number: Shape = (value) => typeof value === 'number';
/** Nobody counts as far as this, and whoever goes on from there still has whole numbers. */
const MOST_COUNT = 2 ** 48;
export const count: Shape = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MOST_COUNT;
/** A key of IndexedDB that a world uses. */
export const key: Shape = (value) =>
  isKeyPart(value) || (Array.isArray(value) && value.length > 0 && value.every(isKeyPart));

export const listOf =
  (item: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every(item);

export const orNull =
  (shape: Shape): Shape =>
  (value) =>
    value === null || shape(value);

/** An object with these properties and no others; those in `may` can be missing. */
export const object =
  (must: Readonly<Record<string, Shape>>, may: Readonly<Record<string, Shape>> = {}): Shape =>
  (value) => {
    if (!isObject(value)) return false;
    const isRight = ([name, one]: [string, unknown]): boolean => {
      if (Object.hasOwn(must, name)) return must[name]!(one);
      return Object.hasOwn(may, name) && (one === undefined || may[name]!(one));
    };
    return Object.keys(must).every((name) => Object.hasOwn(value, name)) && Object.entries(value).every(isRight);
  };

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isKeyPart: Shape = (value) => typeof value === 'string' || (typeof value === 'number' && !Number.isNaN(value));
