/** Puts a fault into words, which come with the first fault that there is to tell. */
import type { ErrorText, Messages, TellingMessages } from '#i18n';
import { readValue } from '#lab';
import { valueText } from '#panels';
import type { CellView, Fault } from '#workbook';

/** What is written down as an encoded value. */
const VALUES = new Set(['value', 'actual', 'expected']);

/** Milliseconds that a fault waits for its words. */
const PATIENCE = 1_000;

/**
 * The texts with the words for what went wrong; without them where they cannot be loaded, or are not there soon. Those that come too
 * late are for `later`.
 */
export async function loadTelling(
  messages: Messages,
  later: (telling: TellingMessages) => void = () => {},
): Promise<TellingMessages> {
  let isLate = false;
  const words = messages.loadErrors().then(
    (errors) => {
      if (isLate) later({ ...messages, errors });
      return errors;
    },
    () => null,
  );
  const tooLate = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE));
  const errors = await Promise.race([words, tooLate]);
  isLate = errors === null;
  return { ...messages, errors };
}

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
