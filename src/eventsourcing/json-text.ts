/** Turns plain JSON data into text, and refuses by path what JSON.stringify would bend silently. Rules: SPEC.md, EV4. */
import { InvalidInputError } from './errors.ts';
import { LIMITS } from './limits.ts';

/**
 * The JSON text of `value`. Properties that are `undefined` are left out, as JSON does.
 * Throws InvalidInputError, with the path from `field`, for a function, symbol, bigint, NaN, Infinity, a cycle, an `undefined` in
 * a list, and any object that is neither a plain object nor an array (Date, Map, a class of your own).
 */
export function toJsonText(value: unknown, field: string): string {
  const problem = findProblem(value, field, []);
  // Thrown out here: a stack as deep as the value would have no room for the line that brought it.
  if (problem) throw new InvalidInputError(...problem);
  return JSON.stringify(value);
}

/** What the error says: where, what was found, what was expected, and how much of it. */
type Problem = ConstructorParameters<typeof InvalidInputError>;

function findProblem(value: unknown, path: string, above: object[]): Problem | null {
  const found = problemWith(value);
  if (found !== null) return [path, found, 'json'];
  if (typeof value !== 'object' || value === null) return null;
  if (above.includes(value)) return [path, '[Circular]', 'json'];
  if (above.length >= LIMITS.dataDepth) return [path, 'object', 'less-nesting', LIMITS.dataDepth];
  above.push(value);
  const problem = Array.isArray(value) ? findInList(value, path, above) : findInObject(value, path, above);
  above.pop();
  return problem;
}

function findInList(list: readonly unknown[], path: string, above: object[]): Problem | null {
  for (let index = 0; index < list.length; index += 1) {
    const problem = findProblem(list[index], `${path}[${index}]`, above);
    if (problem) return problem;
  }
  return null;
}

function findInObject(object: object, path: string, above: object[]): Problem | null {
  for (const key of Object.keys(object)) {
    const property = (object as Record<string, unknown>)[key];
    const problem = property === undefined ? null : findProblem(property, `${path}.${key}`, above);
    if (problem) return problem;
  }
  return null;
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
