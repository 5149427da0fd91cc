/** What is said of the texts that a cell had, and of the author's new one, in English. */
import { formatTime } from '../format-time.ts';
import type { KeptTextMessages } from '../messages.ts';

export const enKeptTexts: KeptTextMessages = {
  newText: 'This lesson has a new text for the cell. The one shown here is yours, made from the old one.',
  keep: 'Keep mine',
  take: 'Take the new one',
  compare: 'Compare',
  withNew: { both: 'Your text and the new one', mine: 'Yours', other: 'New' },
  history: 'History of this cell',
  at: formatTime,
  notRun: 'not run',
  authors: 'text of the lesson',
  authorsOld: 'an older text of the lesson',
  shown: 'shown now',
  bringBack: 'Bring back',
  isBack: (file) => `${file} has that text again.`,
  withPast: { both: 'The text of now and the one of then', mine: 'Now', other: 'Then' },
  all: (count) => `Show all ${count}`,
};
