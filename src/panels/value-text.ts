/** A value in one line: what stands beside code, in tables and in front of a tree that can be opened. */
import type { Messages } from '#i18n';
import type { ValueNode } from '#lab';

const SHOWN = 12;
/** Rows that fill any line. */
const ENOUGH = 100;

/** The line for a value, at most about `width` characters. */
export function valueText(node: ValueNode, messages: Messages, width = 120): string {
  const text = summary(node, messages) ?? inline(node, messages, 0);
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

/** The library's own results and lists of rows say it better in words. */
function summary(node: ValueNode, { value }: Messages): string | null {
  if (node.kind === 'object') {
    const field = (name: string): ValueNode | undefined => node.entries.find(([key]) => key === name)?.[1];
    const [streamName, version, isNew] = ['streamName', 'nextExpectedStreamVersion', 'createdNewStream'].map(field);
    if (streamName?.kind === 'string' && version?.kind === 'number' && isNew?.kind === 'boolean') {
      return value.streamAt(streamName.text, Number(version.text), isNew.text === 'true');
    }
    return exploration(node, value);
  }
  if (node.kind !== 'list' || node.items.length === 0) return null;
  const { items, length } = node;
  if (items.every((item) => item.kind === 'string') && length > 4) {
    return `${value.strings(length)}, ${plain(items[0]!)} … ${plain(items.at(-1)!)}`;
  }
  const isTable = items.every((item) => item.kind === 'object' && item.name === '' && item.entries.length > 0);
  if (!isTable) return null;
  const rows = items
    .slice(0, ENOUGH)
    .map((item) => (item.kind === 'object' ? item.entries.map(([, cell]) => plain(cell)).join(' ') : ''));
  return `${value.rows(length)}: ${rows.join(' · ')}`;
}

/** What `explore` gives: how many schedules, and how often each law held. */
function exploration({ entries }: Extract<ValueNode, { kind: 'object' }>, words: Messages['value']): string | null {
  const [how, schedules, outcomes, laws] = ['how', 'schedules', 'outcomes', 'laws'].map(
    (name) => entries.find(([key]) => key === name)?.[1],
  );
  if (how?.kind !== 'string' || schedules?.kind !== 'number' || outcomes?.kind !== 'list') return null;
  /** How often it held, and how often it was broken. */
  const counts = (law: ValueNode): number[] =>
    law.kind === 'object' ? law.entries.map(([, count]) => ('text' in count ? Number(count.text) : 0)) : [];
  const told = laws?.kind === 'object' ? laws.entries : [];
  return [
    words.schedules(Number(schedules.text), how.text === 'every schedule'),
    ...told.map(([name, law]) => words.law(name, ...counts(law))),
  ].join('. ');
}

/** A value without quotes, as it stands in a table. */
const plain = (node: ValueNode): string =>
  'text' in node ? node.text : node.kind === 'null' ? '–' : node.kind === 'list' ? `[${node.length}]` : '{…}';

/** A value as one would write it in code. */
function inline(node: ValueNode, messages: Messages, depth: number): string {
  const inner = (one: ValueNode): string => inline(one, messages, depth + 1);
  const rest = (count: number): string[] => (count > 0 ? ['…'] : []);
  const isDeep = depth > 2;
  switch (node.kind) {
    case 'null':
    case 'undefined':
      return node.kind;
    case 'string':
      return `'${node.text}'`;
    case 'bigint':
      return `${node.text}n`;
    case 'number':
    case 'boolean':
    case 'symbol':
    case 'date':
    case 'regexp':
      return node.text;
    case 'function':
      return node.text ? `ƒ ${node.text}` : 'ƒ';
    case 'promise':
      return messages.cell.awaitMissing;
    case 'getter':
    case 'circular':
    case 'deep':
    case 'unreadable':
      return `(${messages.value[node.kind]})`;
    case 'error':
      return `${node.name}: ${node.message}`;
    case 'list': {
      const name = node.name ? `${node.name}(${node.length}) ` : '';
      if (node.length === 0) return `${name}[]`;
      if (isDeep) return `${name}[…]`;
      return `${name}[${[...node.items.slice(0, SHOWN).map(inner), ...rest(node.length - SHOWN)].join(', ')}]`;
    }
    case 'map': {
      const entries = node.entries.slice(0, SHOWN).map(([key, one]) => `${inner(key)} → ${inner(one)}`);
      return `Map(${node.size}) {${[...entries, ...rest(node.size - SHOWN)].join(', ')}}`;
    }
    case 'object': {
      const name = node.name ? `${node.name} ` : '';
      if (node.entries.length + node.more === 0) return `${name}{}`;
      if (isDeep) return `${name}{…}`;
      const entries = node.entries.slice(0, SHOWN).map(([key, one]) => `${key}: ${inner(one)}`);
      return `${name}{ ${[...entries, ...rest(Math.max(0, node.entries.length - SHOWN) + node.more)].join(', ')} }`;
    }
  }
}
