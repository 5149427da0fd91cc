/** What each fault stands for, in English. */
import type { FaultMessages } from '../messages.ts';

export const enFaults: FaultMessages = {
  name: 'Faults',
  lead: 'What is on goes wrong in every run, until you switch it off.',
  faults: {
    crash: {
      name: 'crash',
      what: 'The program dies between two calls: what was done before stays, nothing after it is.',
    },
    abort: { name: 'abort', what: 'The database gives a transaction up at its end: nothing of it is written.' },
    'lost ack': {
      name: 'lost answer',
      what: 'The answer is lost on its way: the work is done, and whoever asked for it cannot know.',
    },
    duplicate: { name: 'duplicate', what: 'The broker delivers a message again that was acknowledged.' },
    delay: { name: 'delay', what: 'Messages are on their way for five seconds.' },
    reorder: { name: 'out of order', what: 'A later message comes first, of the same key or of another.' },
    'partition down': { name: 'partition down', what: 'One partition is out of reach for a minute; the others go on.' },
    'slow consumer': { name: 'slow consumer', what: 'Each message takes its handler ten seconds more.' },
    poison: { name: 'poison message', what: 'A message comes that no handler can read, however often it tries.' },
    'clock skew': { name: 'clock ahead', what: "This machine's clock is a minute ahead of all others." },
    'held commit': {
      name: 'slow commit',
      what: 'A transaction commits five seconds late: its number is taken, its event is not there yet.',
    },
    rollback: { name: 'rollback', what: 'A commit becomes a rollback: its number is gone for good.' },
    'stale replica': { name: 'stale replica', what: 'Reads come from a copy that is five seconds behind.' },
  },
};
