/** What the panels about messages and the trace say, in any language. */

/** What a transaction may have done, or what left nothing. */
export type ActName =
  | 'appended'
  | 'truncated'
  | 'tombstoned'
  | 'published'
  | 'delivered'
  | 'acknowledged'
  | 'refused'
  | 'parked'
  | 'replayed'
  | 'snapshot saved'
  | 'key made'
  | 'key erased'
  | 'row inserted'
  | 'row changed'
  | 'row deleted'
  | 'stream read'
  | 'log read'
  | 'text sought'
  | 'row read'
  | 'table read'
  | 'conflict'
  | 'row conflict'
  | 'fault'
  | 'run refused'
  | 'run in conflict'
  | 'run crashed'
  | 'run failed';

export type PanelMessages = Readonly<{
  messages: Readonly<{
    name: string;
    empty: string;
    count: (messages: number) => string;
    waiting: string;
    state: Readonly<Record<'out' | 'refused' | 'acknowledged' | 'parked', string>>;
    /** How far a consumer is. */
    progress: (counts: Readonly<{ behind: number; parked: number; again: number }>) => string;
    nobody: string;
    isCut: string;
  }>;
  trace: Readonly<{
    name: string;
    empty: string;
    count: (steps: number) => string;
    earlier: (transactions: number) => string;
    time: string;
    cell: string;
    step: string;
    act: Readonly<Record<ActName, string>>;
    /** A transaction that left all as it was. */
    nothing: string;
    attempt: (attempt: number) => string;
    /** A read that was made several times in a row. */
    times: (times: number) => string;
    /** Events of an append that are not told one by one. */
    more: (events: number) => string;
    correlation: string;
    everything: string;
    event: string;
    message: string;
    command: string;
    unknown: string;
  }>;
}>;
