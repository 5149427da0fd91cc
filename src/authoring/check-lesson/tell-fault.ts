/** Says what went wrong in a cell or with a check, in the words in which a page says it. */
import { join } from 'node:path';
import { en, type ErrorText } from '../../i18n/index.ts';
import { tellIn, toldTexts, type EventWords } from '../../panels/told/index.ts';
import type { BrokenCheck, Fault } from '../../workbook/index.ts';
import { nameOf } from './finding.ts';

/** What is written down as an encoded value. */
const VALUES = new Set(['value', 'actual', 'expected']);

/** A fault in one sentence. What was thrown may have said nothing with a full stop. */
export const sentenceOf = (fault: Fault): string => textOf(fault).what.replace(/(?<![.!?])$/, '.');

function textOf({ code, data, cause }: Fault): ErrorText {
  if (cause) return en.errors[code]({ ...data, reason: sentenceOf(cause) });
  if (code !== 'thrown-value' && code !== 'expectation-failed') return en.errors[code](data);
  const values = Object.entries(data).filter(([name]) => VALUES.has(name));
  return en.errors[code](toldTexts(Object.fromEntries(values) as Record<string, string>, {}, en));
}

/** Why a check does not hold: in its own words where its author has given it some. */
export function tellBroken({ fault, told }: BrokenCheck, otherwise: string | null, words: EventWords): string {
  const own = otherwise === null ? null : tellIn(otherwise, told, words, en);
  if (own !== null) return own;
  const texts = toldTexts(told, words, en);
  const { actual, expected } = texts;
  if (fault.code !== 'expectation-failed' || actual === undefined || expected === undefined) return sentenceOf(fault);
  return en.errors[fault.code]({ actual, expected }).what;
}

/** Where a fault came about: in `folder`, with `file` in place of the exercise's cell, whose name every answer bears. */
export function placeOf({ places: [place] }: Fault, folder: string, file: string, cell = file): string {
  if (!place) return nameOf(join(folder, file));
  const name = place.file === cell ? file : place.file;
  return `${nameOf(join(folder, name))}:${place.line}:${place.column}`;
}
