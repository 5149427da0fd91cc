/** What the panels about messages and the trace say, in English. */
import { formatCount } from '../format-count.ts';
import type { PanelMessages } from '../panel-messages.ts';
import { plural } from './plural.ts';

export const enPanels: PanelMessages = {
  messages: {
    name: 'Messages',
    empty: 'No message has been published. Run a cell that publishes one.',
    count: (messages) => plural(messages, 'message', 'messages'),
    waiting: 'waiting',
    state: { out: 'delivered', refused: 'refused', acknowledged: 'acknowledged', parked: 'parked' },
    progress({ behind, parked, again }) {
      const parts = [behind === 0 ? 'up to date' : `${formatCount(behind)} behind`];
      if (parked > 0) parts.push(`${formatCount(parked)} parked`);
      if (again > 0) parts.push(`${formatCount(again)} delivered again`);
      return parts.join(', ');
    },
    nobody: 'No consumer has been given any of these.',
    isCut: 'There are more messages than these.',
  },
  trace: {
    name: 'Trace',
    empty: 'Nothing has happened yet. Run a cell.',
    count: (steps) => plural(steps, 'step', 'steps'),
    earlier: (transactions) =>
      `${plural(transactions, 'earlier transaction is', 'earlier transactions are')} in the journal too.`,
    time: 'Time',
    cell: 'Cell',
    step: 'What happened',
    act: {
      appended: 'appended',
      truncated: 'stream truncated',
      tombstoned: 'stream ended',
      published: 'published',
      delivered: 'delivered',
      acknowledged: 'acknowledged',
      refused: 'refused',
      parked: 'parked',
      replayed: 'to be delivered again',
      'snapshot saved': 'snapshot saved',
      'key made': 'key made',
      'key erased': 'key erased',
      'row inserted': 'row inserted',
      'row changed': 'row changed',
      'row deleted': 'row deleted',
      'stream read': 'stream read',
      'log read': 'log read',
      'text sought': 'text looked for in the whole world',
      'row read': 'row read',
      'table read': 'table read',
      conflict: 'conflict, not appended:',
      'row conflict': 'conflict, not written:',
      fault: 'fault:',
      'run refused': 'run refused:',
      'run in conflict': 'run ended in a conflict',
      'run crashed': 'run crashed before:',
      'run failed': 'run ended in an error',
    },
    nothing: 'nothing written',
    times: (times) => `${formatCount(times)} times`,
    attempt: (attempt) => `attempt ${formatCount(attempt)}`,
    more: (events) => `and ${plural(events, 'more event', 'more events')}`,
    correlation: 'Show',
    everything: 'everything',
    event: 'event',
    message: 'message',
    command: 'command',
    unknown: 'not in this trace',
  },
};
