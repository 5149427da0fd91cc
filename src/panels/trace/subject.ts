/** What an act of a trace was about, in a line that needs no translation. */
import type { TraceAct } from '#lab';

/** The events that were to be appended, and where. */
export const conflictText = ({ events, streamName }: Omit<TraceAct & { kind: 'conflict' }, 'kind'>): string =>
  events.length === 0 ? streamName : `${[...new Set(events.map(({ type }) => type))].join(', ')} → ${streamName}`;

/** Streams as name and version, messages as number and topic, rows as table and key. */
export function subjectOf(act: TraceAct): string {
  switch (act.kind) {
    case 'appended': {
      const from = act.events[0]?.streamPosition;
      // It was taken back while it was read.
      if (from === undefined) return act.streamName;
      const to = from + act.count - 1;
      const types = [...new Set(act.events.map(({ type }) => type))].join(', ');
      return `${types} → ${act.streamName}@${from === to ? from : `${from}–${to}`}`;
    }
    case 'truncated':
    case 'tombstoned':
    case 'snapshot saved':
      return act.streamName;
    case 'stream read':
      return act.streamName;
    case 'log read':
    case 'text sought':
      return '';
    case 'table read':
      return act.table;
    case 'conflict':
      return conflictText(act);
    case 'fault':
    case 'run refused':
    case 'run in conflict':
    case 'run crashed':
    case 'run failed':
      return act.reason;
    case 'published':
      return `${act.message.type} ${act.message.messageId} → ${act.topic}#${act.number}`;
    case 'key made':
    case 'key erased':
      return act.subject;
    case 'row read':
    case 'row conflict':
    case 'row inserted':
    case 'row changed':
    case 'row deleted':
      return `${act.table} ${typeof act.id === 'string' ? act.id : JSON.stringify(act.id)}`;
    default:
      return `${act.topic}#${act.number} → ${act.consumer}`;
  }
}
