/** Says why a check or a test does not hold: what there is, what is right, and the smallest value for which it is not. */
import type { ErrorText, TellingMessages } from '#i18n';
import { tellIn, toldTexts, type EventWords } from '#panels/told';
import type { BrokenCheck } from '#workbook';
import { faultText } from './fault-text.ts';
import { createPlaceList } from './place-list.ts';

/** What a lesson says of it in its own words. */
type Wording = Readonly<{
  /** The check's own sentence for it, where its author wrote one. */
  otherwise: string | null;
  words: EventWords;
}>;

const PLAIN: Wording = { otherwise: null, words: {} };
/** What the sentence of an expectation has in it already. */
const IN_SENTENCE = new Set(['actual', 'expected']);

/** The sentences for it, each in a paragraph of its own, and the places that it names. */
export function tellBroken(
  { fault, told, found }: BrokenCheck,
  messages: TellingMessages,
  { otherwise, words }: Wording = PLAIN,
): HTMLElement[] {
  const own = otherwise === null ? null : tellIn(otherwise, told, words, messages);
  const lines = own === null ? plainLines(fault, told, words, messages) : [['broken-what', own] as const];
  const { check } = messages;
  if (found) lines.push(['broken-found', check.found(found.cases, found.shrinks > 0)]);
  const shown: HTMLElement[] = lines.map(([name, text]) => {
    const line = document.createElement('p');
    line.className = name;
    line.textContent = text;
    return line;
  });
  // A check's own module has no cell on the page.
  const places = own === null ? fault.places.filter(({ file }) => document.getElementById(file)) : [];
  if (places.length > 0) shown.splice(1, 0, createPlaceList(places, messages));
  return shown;
}

type Line = readonly [name: string, text: string];

function plainLines(
  fault: BrokenCheck['fault'],
  told: BrokenCheck['told'],
  words: EventWords,
  messages: TellingMessages,
): Line[] {
  const texts = toldTexts(told, words, messages);
  const { what, next } = sentencesOf(fault, texts, messages);
  const names = Object.keys(told).filter((name) => fault.code !== 'expectation-failed' || !IN_SENTENCE.has(name));
  return [
    ['broken-what', what],
    ...names.map((name): Line => [
      'broken-value',
      `${name === 'value' ? messages.check.forValue : `${name}:`} ${texts[name]}`,
    ]),
    ['broken-next', next],
  ];
}

function sentencesOf(
  fault: BrokenCheck['fault'],
  { actual, expected }: Readonly<Record<string, string>>,
  messages: TellingMessages,
): ErrorText {
  if (!messages.errors || fault.code !== 'expectation-failed' || actual === undefined || expected === undefined)
    return faultText(fault, messages);
  return messages.errors[fault.code]({ actual, expected });
}
