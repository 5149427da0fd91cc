/** Turns plain JSON data into text, and refuses by path what JSON.stringify would bend silently. Rules: SPEC.md, EV4. */
import { InvalidInputError } from './errors.ts';
import { LIMITS } from './limits.ts';

/**
 * The JSON text of `value`. Properties that are `undefined` are left out, as JSON does.
 * Throws InvalidInputError, with the path from `field`, for a function, symbol, bigint, NaN, Infinity, a cycle, an `undefined` in
 * a list, and any object that is neither a plain object nor an array (Date, Map, a class of your own).
 */
export function toJsonText(value: unknown, field: string): string {
  assertJson(value, field, []);
  return JSON.stringify(value);
}

function assertJson(value: unknown, path: string, above: object[]): void {
  const problem = problemWith(value);
  if (problem !== null) throw new InvalidInputError(path, problem, 'json');
  if (typeof value !== 'object' || value === null) return;
  if (above.includes(value)) throw new InvalidInputError(path, '[Circular]', 'json');
  if (above.length >= LIMITS.dataDepth) {
    throw new InvalidInputError(path, 'object', 'less-nesting', LIMITS.dataDepth);
  }
  above.push(value);
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) assertJson(value[index], `${path}[${index}]`, above);
  } else {
    for (const key of Object.keys(value)) {
      const property = (value as Record<string, unknown>)[key];
      if (property !== undefined) assertJson(property, `${path}.${key}`, above);
    }
  }
  above.pop();
}

/** What keeps one value, its contents aside, from being JSON; null when nothing does. */
function problemWith(value: unknown): string | null {
  switch (typeof value) {
    case 'undefined':
      return 'undefined';
    case 'function':
    case 'symbol':
    case 'bigint':
      return typeof value;
    case 'number':
      return Number.isFinite(value) ? null : String(value);
    case 'object':
      return value === null ? null : problemWithObject(value);
    default:
      return null;
  }
}

function problemWithObject(value: object): string | null {
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') return nameOfObject(value) ?? 'toJSON()';
  return nameOfObject(value);
}

/** The class of an object that is neither plain nor a list; null for those. */
function nameOfObject(value: object): string | null {
  if (Array.isArray(value)) return null;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return null;
  // A plain object's prototype is the end of the chain and owns hasOwnProperty, whichever realm made it.
  const isPlain = Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'hasOwnProperty');
  return isPlain ? null : nameOfClass(prototype as object);
}

function nameOfClass(prototype: object): string {
  const { constructor } = prototype as { constructor?: unknown };
  return typeof constructor === 'function' && constructor.name !== '' ? constructor.name : 'class';
}
