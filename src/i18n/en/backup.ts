/** What home says of all the work in one file, in English. */
import { formatBytes } from '../format-bytes.ts';
import { formatCount } from '../format-count.ts';
import { formatTime } from '../format-time.ts';
import type { BackupMessages } from '../home-messages.ts';
import { enRefusals } from './refusals.ts';

export const enBackup: BackupMessages = {
  name: 'All of it in one file',
  lead: 'Save your work to a file to keep a copy, or to take it to another browser: the texts of your cells, the worlds of all lessons, and how far you are. The file is plain text and goes nowhere by itself.',
  write: 'Save everything to a file',
  written: (file) => `Saved as ${file}, where your browser puts downloads.`,
  writtenTooLarge: (file, most) =>
    `Saved as ${file}. It has more than ${formatBytes(most)} and cannot be brought in again: empty the world of a lesson with very many events and save once more.`,
  notWritten: { what: 'Your work could not be read.', next: 'Reload the page and save it once more.' },
  choose: 'Bring in a file',
  working: 'A moment, please: keep this page open.',
  question: 'Replace what is here with this file?',
  consequence:
    'All the work in this browser is replaced with that of the file, in other tabs too. What is here now is kept, and one button brings it back.',
  inFile: 'in the file',
  here: 'here',
  time: formatTime,
  count: formatCount,
  figures: {
    at: 'as of',
    texts: 'changed texts',
    worlds: 'lessons with a world',
    events: 'events in them',
    progress: 'entries of progress',
  },
  confirm: 'Replace what is here',
  cancel: 'Leave everything as it is',
  replaced: 'The work of the file is here now.',
  bringBack: (at) => `Bring back what was here before (${formatTime(at)})`,
  broughtBack: 'What was here before is back. The same button takes you to the other again.',
  undone: {
    what: 'That did not succeed, and everything is as it was.',
    next: 'Reload the page and try once more.',
  },
  full: {
    what: "There is not enough room in the browser's storage, and everything is as it was.",
    next: 'Free some space and try once more.',
  },
  half: {
    what: 'That did not succeed, and not all of what was here is back yet.',
    next: 'Reload this page: it brings back what was here before.',
  },
  recovered:
    'A file was being brought in when its page was closed. What was here before has been brought back, all of it.',
  refusals: enRefusals,
};
