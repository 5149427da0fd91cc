/** What the browser says of the storage of this site, in English. */
import { formatBytes } from '../format-bytes.ts';
import { formatTime } from '../format-time.ts';
import type { StorageMessages } from '../home-messages.ts';
import { plural } from './plural.ts';

const workText = ({ texts, steps }: { texts: number; steps: number }): string =>
  `${plural(texts, 'text', 'texts')} and ${plural(steps, 'step', 'steps')} of progress`;

export const enStorage: StorageMessages = {
  progress: { begun: 'begun', completed: 'done', goOn: (lesson) => `Go on where you stopped: ${lesson}` },
  name: 'What the browser says',
  used: (used, most) => `This site uses ${formatBytes(used)} of the ${formatBytes(most)} the browser would give it.`,
  kept: 'The browser has agreed to keep it, and does not delete it on its own when space runs short.',
  notKept: 'The browser may delete it on its own when space runs short.',
  ask: 'Ask the browser to keep it',
  agreed: 'The browser agreed.',
  declined: 'The browser did not agree. Some agree only once you have used a site for a while, or have bookmarked it.',
  loss: {
    lost: (before, left, at) =>
      `This browser has lost work of yours. On ${formatTime(at)} it held ${workText(before)}; of that it has ${workText(left)}.`,
    bringIn: 'Bring in a file that you have saved',
    goOn: 'Go on with what is here',
  },
  insecure:
    'This page came over plain http. There the browser does not say how much is stored, cannot be asked to keep it, and may delete it when space runs short. Everything is stored all the same.',
  unknown: 'This browser does not say how much is stored.',
};
