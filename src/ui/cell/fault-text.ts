/** Puts a fault into words, which come with the first fault that there is to tell. */
import type { ErrorText, Messages, TellingMessages } from '#i18n';
import { readValue } from '#lab';
import { valueText } from '#panels';
import type { CellView, Fault } from '#workbook';

/** What is written down as an encoded value. */
const VALUES = new Set(['value', 'actual', 'expected']);

/** The texts with the words for what went wrong; without them where they cannot be loaded. */
export const loadTelling = async (messages: Messages): Promise<TellingMessages> => ({
  ...messages,
  errors: await messages.loadErrors().catch(() => null),
});

/** Whether a view of a cell has something that takes them. */
export const takesWords = (view: CellView | null): boolean =>
  view !== null && (view.fault !== null || view.save.kind === 'not-saved');

/** The words for a fault. */
export function faultText({ code, data, cause }: Fault, messages: TellingMessages): ErrorText {
  const { errors, page } = messages;
  if (!errors) return { what: page.wordless, next: '' };
  if (cause) return errors[code]({ ...data, reason: faultText(cause, messages).what });
  if (code !== 'thrown-value' && code !== 'expectation-failed') return errors[code](data);
  // Values as the worker wrote them down.
  const values = Object.entries(data).filter(([name]) => VALUES.has(name));
  const texts = values.map(([name, value]) => [name, valueText(readValue(String(value)), messages)]);
  return errors[code](Object.fromEntries(texts) as Record<string, string>);
}
