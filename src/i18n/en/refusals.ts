/** Why a file with all the work is not brought in, in English. */
import { formatBytes } from '../format-bytes.ts';
import { formatCount } from '../format-count.ts';
import type { RefusalMessages } from '../home-messages.ts';

const again = 'Take another copy of the file, or save the work to a file again where it is.';

export const enRefusals: RefusalMessages = {
  'too-large': (bytes, most) => ({
    what: `The file has ${formatBytes(bytes)}, and ${formatBytes(most)} is the most that is brought in.`,
    next: 'Empty the world of a lesson that has very many events where the file was saved, and save again.',
  }),
  empty: { what: 'The file is empty.', next: again },
  foreign: {
    what: 'This is no file that Replaybook has saved.',
    next: 'Choose one whose name begins with replaybook and ends with .jsonl.',
  },
  newer: {
    what: 'The file was saved by a newer Replaybook than this page.',
    next: 'Reload this page to have the newest, or open the file under the address where it was saved.',
  },
  'cut-short': { what: 'The file breaks off: its end is missing.', next: again },
  damaged: { what: 'The file is damaged: it is not what was saved.', next: again },
  miscounted: { what: 'The file has more or fewer records than it says at its beginning.', next: again },
  unreadable: {
    what: 'The browser could not read the file.',
    next: 'See that it is still there and that you may open it, and choose it again.',
  },
  'unknown-store': (name, line) => ({
    what: `Line ${formatCount(line)} of the file is for ${name}, which this workbook does not have.`,
    next: again,
  }),
  duplicate: (line) => ({
    what: `Line ${formatCount(line)} of the file brings something that the file has already brought.`,
    next: again,
  }),
  misshapen: (line) => ({
    what: `Line ${formatCount(line)} of the file is nothing that this workbook has ever stored.`,
    next: again,
  }),
};
