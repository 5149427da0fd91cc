/** Looks at a learner's value without running any of its code, and writes down what is to be shown of it. Rule X14. */
import type { ValueNode } from '#lab';

/** How much of a value is written down; what is beyond is counted, not shown. The outermost layer may have `rows`, as far as `nodes` go. */
type Detail = Readonly<{ depth: number; entries: number; rows: number; characters: number; nodes: number }>;

const FULL: Detail = { depth: 8, entries: 100, rows: 1_000, characters: 10_000, nodes: 4_000 };
const SHORT: Detail = { ...FULL, rows: FULL.entries };
const BRIEF: Detail = { depth: 1, entries: 5, rows: 5, characters: 40, nodes: 10 };
const BRIEF_TEXT = 1_000;

/** The text of a value as it crosses the border. `isShort`: with a tenth of its rows. */
export function encodeValue(value: unknown, isShort = false): string {
  return JSON.stringify(new Encoder(isShort ? SHORT : FULL).encode(value, []));
}

/** The text of a value that is to stand within a sentence: its outermost layer, at most 1,000 characters. */
export function encodeBriefly(value: unknown): string {
  const text = JSON.stringify(new Encoder(BRIEF).encode(value, []));
  // Characters that JSON escapes take up to six; such text would not be read anyway.
  return text.length <= BRIEF_TEXT ? text : JSON.stringify({ kind: 'deep' } satisfies ValueNode);
}

class Encoder {
  readonly #detail: Detail;
  #nodes = 0;

  constructor(detail: Detail) {
    this.#detail = detail;
  }

  encode(value: unknown, above: readonly object[]): ValueNode {
    const { characters } = this.#detail;
    this.#nodes += 1;
    switch (typeof value) {
      case 'string':
        return { kind: 'string', text: value.slice(0, characters), more: Math.max(0, value.length - characters) };
      case 'number':
        return { kind: 'number', text: Object.is(value, -0) ? '-0' : String(value) };
      case 'boolean':
      case 'bigint':
      case 'symbol':
        return { kind: typeof value as 'boolean', text: String(value).slice(0, characters) };
      case 'undefined':
        return { kind: 'undefined' };
      case 'function':
        return { kind: 'function', text: nameOfFunction(value) };
      default:
        return value === null ? { kind: 'null' } : this.#encodeObject(value as object, above);
    }
  }

  #encodeObject(value: object, above: readonly object[]): ValueNode {
    if (above.includes(value)) return { kind: 'circular' };
    if (above.length >= this.#detail.depth || this.#nodes > this.#detail.nodes) return { kind: 'deep' };
    try {
      return this.#look(value, [...above, value]);
    } catch {
      // A proxy's trap threw, or an object only pretends to be what it looks like.
      return { kind: 'unreadable' };
    }
  }

  #look(value: object, path: readonly object[]): ValueNode {
    if (value instanceof Promise) return { kind: 'promise' };
    if (value instanceof Date) return { kind: 'date', text: dateText(value) };
    if (value instanceof RegExp) return { kind: 'regexp', text: RegExp.prototype.toString.call(value) };
    if (value instanceof Map) return this.#encodeMap(value, path);
    if (value instanceof Set) return this.#encodeList('Set', setSize(value), Set.prototype.values.call(value), path);
    if (Array.isArray(value)) return this.#encodeArray(value, path);
    if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
      const items = value as Uint8Array;
      return this.#encodeList(className(value), items.length, items.subarray(0, this.#detail.rows).values(), path);
    }
    if (value instanceof Error) return this.#encodeError(value, path);
    const { entries, more } = this.#entries(value, Object.keys(value), path);
    return { kind: 'object', name: className(value), entries, more };
  }

  #encodeArray(value: readonly unknown[], path: readonly object[]): ValueNode {
    const items: ValueNode[] = [];
    while (items.length < value.length && this.#hasRoom(items.length, path))
      items.push(this.#property(value, String(items.length), path));
    return { kind: 'list', name: className(value), length: value.length, items, more: value.length - items.length };
  }

  #encodeList(name: string, length: number, values: Iterator<unknown>, path: readonly object[]): ValueNode {
    const items: ValueNode[] = [];
    for (let next = values.next(); !next.done && this.#hasRoom(items.length, path); next = values.next()) {
      items.push(this.encode(next.value, path));
    }
    return { kind: 'list', name, length, items, more: length - items.length };
  }

  #encodeMap(value: Map<unknown, unknown>, path: readonly object[]): ValueNode {
    const entries: [ValueNode, ValueNode][] = [];
    for (const [key, inner] of Map.prototype.entries.call(value) as Iterable<[unknown, unknown]>) {
      if (!this.#hasRoom(entries.length, path)) break;
      entries.push([this.encode(key, path), this.encode(inner, path)]);
    }
    const size = Object.getOwnPropertyDescriptor(Map.prototype, 'size')!.get!.call(value) as number;
    return { kind: 'map', size, entries, more: size - entries.length };
  }

  #encodeError(value: Error, path: readonly object[]): ValueNode {
    const names = [
      ...Object.keys(value).filter((name) => name !== 'name'),
      ...(Object.hasOwn(value, 'cause') ? ['cause'] : []),
    ];
    const { entries } = this.#entries(value, names, path);
    return {
      kind: 'error',
      name: dataProperty(value, 'name', 'Error', this.#detail.characters),
      message: dataProperty(value, 'message', '', this.#detail.characters),
      entries,
    };
  }

  #entries(value: object, names: readonly string[], path: readonly object[]) {
    const entries: (readonly [string, ValueNode])[] = [];
    for (const name of names) {
      if (!this.#hasRoom(entries.length, path)) break;
      entries.push([name.slice(0, this.#detail.characters), this.#property(value, name, path)]);
    }
    return { entries, more: names.length - entries.length };
  }

  /** Whether one more entry is written down, behind so many of the same value. */
  #hasRoom(count: number, path: readonly object[]): boolean {
    const { entries, rows, nodes } = this.#detail;
    return count < entries || (count < rows && path.length === 1 && this.#nodes <= nodes);
  }

  /** A property's value, unless it takes the learner's code to get it. */
  #property(value: object, name: string, path: readonly object[]): ValueNode {
    const descriptor = Object.getOwnPropertyDescriptor(value, name);
    if (!descriptor) return { kind: 'undefined' };
    return 'value' in descriptor ? this.encode(descriptor.value, path) : { kind: 'getter' };
  }
}

const dateText = (value: Date): string =>
  Number.isNaN(Date.prototype.getTime.call(value)) ? 'Invalid Date' : Date.prototype.toISOString.call(value);

const setSize = (value: Set<unknown>): number =>
  Object.getOwnPropertyDescriptor(Set.prototype, 'size')!.get!.call(value) as number;

function nameOfFunction(value: object): string {
  const name: unknown = Object.getOwnPropertyDescriptor(value, 'name')?.value;
  return typeof name === 'string' ? name.slice(0, 100) : '';
}

/** The name of a value's class; empty for plain objects and plain lists. */
function className(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype || prototype === Array.prototype) return '';
  const constructor: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  return typeof constructor === 'function' ? nameOfFunction(constructor) : '';
}

/** A property somewhere up the chain, if it is text and no getter; at most so many characters of it. */
function dataProperty(value: object, name: string, otherwise: string, characters: number): string {
  for (let at: object | null = value; at; at = Object.getPrototypeOf(at) as object | null) {
    const descriptor = Object.getOwnPropertyDescriptor(at, name);
    if (descriptor) return typeof descriptor.value === 'string' ? descriptor.value.slice(0, characters) : otherwise;
  }
  return otherwise;
}
