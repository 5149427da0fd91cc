/** A value as it crosses the border: a small tree that says what the value looked like at that moment. */

/** What is shown of a value. Text is cut and entries are left out when there is too much; `more` counts those. */
export type ValueNode =
  | Readonly<{ kind: 'null' | 'undefined' | 'deep' | 'circular' | 'getter' | 'unreadable' | 'promise' }>
  | Readonly<{ kind: 'string'; text: string; more: number }>
  | Readonly<{ kind: 'number' | 'boolean' | 'bigint' | 'symbol' | 'date' | 'regexp' | 'function'; text: string }>
  | Readonly<{ kind: 'object'; name: string; entries: readonly (readonly [string, ValueNode])[]; more: number }>
  | Readonly<{ kind: 'list'; name: string; length: number; items: readonly ValueNode[]; more: number }>
  | Readonly<{ kind: 'map'; size: number; entries: readonly (readonly [ValueNode, ValueNode])[]; more: number }>
  | Readonly<{ kind: 'error'; name: string; message: string; entries: readonly (readonly [string, ValueNode])[] }>;

const PLAIN = new Set(['null', 'undefined', 'deep', 'circular', 'getter', 'unreadable', 'promise']);
const TEXT = new Set(['number', 'boolean', 'bigint', 'symbol', 'date', 'regexp', 'function']);
const UNREADABLE: ValueNode = { kind: 'unreadable' };

/** Reads what came over the border. It may be forged, so everything is looked at: what is no value node is 'unreadable'. */
export function readValue(text: string): ValueNode {
  try {
    return toNode(JSON.parse(text), 0);
  } catch {
    return UNREADABLE;
  }
}

const DEEPEST = 40;

function toNode(raw: unknown, depth: number): ValueNode {
  if (typeof raw !== 'object' || raw === null || depth > DEEPEST) return UNREADABLE;
  const { kind, text, name, message, length, size, more, items, entries } = raw as Record<string, unknown>;
  if (typeof kind !== 'string') return UNREADABLE;
  if (PLAIN.has(kind)) return { kind } as ValueNode;
  if (TEXT.has(kind)) return { kind, text: String(text) } as ValueNode;
  const node = (inner: unknown): ValueNode => toNode(inner, depth + 1);
  switch (kind) {
    case 'string':
      return { kind, text: String(text), more: toCount(more) };
    case 'object':
      return { kind, name: String(name), entries: toEntries(entries, String, node), more: toCount(more) };
    case 'list':
      return { kind, name: String(name), length: toCount(length), items: toList(items).map(node), more: toCount(more) };
    case 'map':
      return { kind, size: toCount(size), entries: toEntries(entries, node, node), more: toCount(more) };
    case 'error':
      return { kind, name: String(name), message: String(message), entries: toEntries(entries, String, node) };
    default:
      return UNREADABLE;
  }
}

const toCount = (value: unknown): number => (Number.isSafeInteger(value) ? Math.max(0, value as number) : 0);

const toList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function toEntries<Name>(value: unknown, toName: (raw: unknown) => Name, toValue: (raw: unknown) => ValueNode) {
  return toList(value).map((entry) => {
    const [name, inner] = toList(entry);
    return [toName(name), toValue(inner)] as const;
  });
}
