/** Values within a sentence: events in the words that a lesson has for them, everything else as it would stand in code. */
import type { Messages } from '#i18n';
import { readValue, type ValueNode } from '#lab';
import { valueText } from '../value-text.ts';

/** How events are told, by their type: `deposited {amount}`. */
export type EventWords = Readonly<Record<string, string>>;

/** Encoded values, by name. */
export type Told = Readonly<Record<string, string>>;

const WIDTH = 300;
const NAME = /\{(\w+)\}/g;

/** The text of each value. Of what there is and what is expected only what differs is told. */
export function toldTexts(told: Told, words: EventWords, messages: Messages): Readonly<Record<string, string>> {
  const nodes = Object.fromEntries(Object.entries(told).map(([name, encoded]) => [name, readValue(encoded)]));
  const { actual, expected } = nodes;
  const narrowed = actual && expected ? { ...nodes, ...onlyDifferent(actual, expected) } : nodes;
  return Object.fromEntries(
    Object.entries(narrowed).map(([name, node]) => [name, textOf(node, words, messages)]),
  ) as Readonly<Record<string, string>>;
}

/** What a choice says, as a value without quotes: so it is compared with what a run exports. */
export const choiceText = (text: string): string => text.trim().replaceAll(/^['"]|['"]$/g, '');

/** A value as a choice has it. */
export const exportedText = (encoded: string, messages: Messages): string => textOf(readValue(encoded), {}, messages);

/** The names in braces of a sentence. */
export const namesIn = (sentence: string): readonly string[] => [...sentence.matchAll(NAME)].map(([, name]) => name!);

/** A sentence with values in the places of their names; null where it names one that is not told. */
export function tellIn(sentence: string, told: Told, words: EventWords, messages: Messages): string | null {
  if (!namesIn(sentence).every((name) => Object.hasOwn(told, name))) return null;
  const texts = toldTexts(told, words, messages);
  return sentence.replaceAll(NAME, (_, name: string) => texts[name]!);
}

/** Two objects without the properties in which they agree; `more` says that there are some. */
function onlyDifferent(actual: ValueNode, expected: ValueNode): Readonly<{ actual: ValueNode; expected: ValueNode }> {
  if (actual.kind !== 'object' || expected.kind !== 'object' || actual.more + expected.more > 0)
    return { actual, expected };
  const textIn = ({ entries }: typeof actual, name: string): string =>
    JSON.stringify(entries.find(([key]) => key === name)?.[1]);
  const without = (one: typeof actual, other: typeof actual): ValueNode => {
    const entries = one.entries.filter(([name]) => textIn(one, name) !== textIn(other, name));
    return { ...one, entries, more: one.entries.length - entries.length };
  };
  return { actual: without(actual, expected), expected: without(expected, actual) };
}

function textOf(node: ValueNode, words: EventWords, messages: Messages): string {
  if (node.kind === 'string') return node.text;
  if (node.kind === 'object') return eventText(node, words, messages) ?? valueText(node, messages, WIDTH);
  if (node.kind !== 'list' || !node.items.some((item) => isEvent(item, words))) return valueText(node, messages, WIDTH);
  const items = node.items.map((item) => textOf(item, words, messages));
  return `[${[...items, ...(node.more > 0 ? ['…'] : [])].join(', ')}]`;
}

const field = (node: ValueNode, name: string): ValueNode | undefined =>
  node.kind === 'object' ? node.entries.find(([key]) => key === name)?.[1] : undefined;

function typeOf(node: ValueNode): string | null {
  const type = field(node, 'type');
  return type?.kind === 'string' ? type.text : null;
}

const isEvent = (node: ValueNode, words: EventWords): boolean => Object.hasOwn(words, typeOf(node) ?? '');

/** An event in the lesson's words; a name in them is that of a property of its data, or else of the event. */
function eventText(node: ValueNode, words: EventWords, messages: Messages): string | null {
  if (!isEvent(node, words)) return null;
  const data = field(node, 'data');
  return words[typeOf(node)!]!.replaceAll(NAME, (whole, name: string) => {
    const value = (data && field(data, name)) ?? field(node, name);
    return value ? textOf(value, words, messages) : whole;
  });
}
