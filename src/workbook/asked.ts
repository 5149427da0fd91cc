/** What cells have asked of their world that left nothing in it: reads, conflicts, faults, and runs that did not end well. Known while the page is there. */
import type { Event } from '#eventsourcing';
import { isKeptTable, type TraceAct, type TraceStep, type WorldState } from '#lab';
import type { EffectReply, EffectRequest, OutputItem } from '#runner';
import type { RunOutcome } from './ports.ts';

/** As many are kept. */
const MOST = 200;
/** Events of an append that met a conflict. */
const EVENTS = 20;

/** Where and when something was asked: the cell, virtual milliseconds since 1970, and the journal position behind which. */
export type Asking = Omit<TraceStep, 'acts'>;

export class AskedLog {
  readonly #changed: () => void;
  #steps: readonly TraceStep[] = [];
  #epoch = 0;

  /** Oldest first. */
  get steps(): readonly TraceStep[] {
    return this.#steps;
  }

  /** `changed` is told when there is something else to tell. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Takes in what came of a request. */
  answered(asking: Asking, request: EffectRequest, reply: EffectReply): void {
    this.#add(asking, actOf(request, reply));
  }

  /** Takes in which faults have happened. */
  struck(asking: Asking, items: readonly OutputItem[]): void {
    for (const item of items) {
      if (item.kind === 'fault') this.#add(asking, { kind: 'fault', reason: `${item.fault}: ${item.what}` });
    }
  }

  /** Takes in how a run ended. */
  ended(asking: Asking, outcome: RunOutcome): void {
    this.#add(asking, endOf(outcome));
  }

  /** Takes in where the world stands: what was asked behind a place that it has gone back to is no longer told. */
  saw({ epoch, journalPosition }: WorldState): void {
    if (epoch !== this.#epoch) {
      this.#keep(this.#steps.filter((step) => journalPosition > 0 && step.journalPosition <= journalPosition));
    }
    this.#epoch = epoch;
  }

  /** A cell begins anew. */
  forget(cell: string): void {
    this.#keep(this.#steps.filter((step) => step.cell !== cell));
  }

  /** Another tab has taken the world elsewhere. */
  forgetAll(): void {
    this.#keep([]);
  }

  #keep(steps: readonly TraceStep[]): void {
    if (steps.length === this.#steps.length) return;
    this.#steps = steps;
    this.#changed();
  }

  #add(asking: Asking, act: TraceAct | null): void {
    if (!act) return;
    const last = this.#steps.at(-1);
    const again = last && isSamePlace(last, asking) ? onceMore(last.acts[0]!, act) : null;
    const before = again ? this.#steps.slice(0, -1) : this.#steps;
    this.#steps = [...before, { ...asking, acts: [again ?? act] }].slice(-MOST);
    this.#changed();
  }
}

const isSamePlace = (one: Asking, other: Asking): boolean =>
  one.cell === other.cell && one.journalPosition === other.journalPosition;

/** A read that was made before, once more; null for anything else. */
function onceMore(before: TraceAct, act: TraceAct): TraceAct | null {
  if (!('times' in before) || !('times' in act)) return null;
  const again = { ...before, times: before.times + 1 };
  return JSON.stringify({ ...act, times: again.times }) === JSON.stringify(again) ? again : null;
}

function actOf(request: EffectRequest, reply: EffectReply): TraceAct | null {
  if (request.kind === 'transact') return reply.ok ? null : conflictOf(request, reply.error);
  if (!reply.ok) return null;
  switch (request.kind) {
    case 'readStream':
      // Who wants nothing asks where the stream stands: what comes before an append of nothing.
      return request.query.wanted === 0
        ? null
        : { kind: 'stream read', streamName: request.query.streamName, times: 1 };
    case 'readAll':
      return request.query.wanted === 0 ? null : { kind: 'log read', times: 1 };
    case 'readRow':
      return ofTable(request.table, (table) => ({ kind: 'row read', table, id: request.id, times: 1 }));
    case 'readRows':
      // What goes on behind a row is more of the same read.
      return request.query.after
        ? null
        : ofTable(request.query.table, (table) => ({ kind: 'table read', table, times: 1 }));
    case 'findText':
      return { kind: 'text sought', times: 1 };
    // It has not come to anything yet.
    case 'whenBehind':
      return null;
  }
}

/** Of the lab's own tables nothing is told. */
const ofTable = (table: string, act: (table: string) => TraceAct): TraceAct | null =>
  isKeptTable(table) ? null : act(table);

type Transact = Extract<EffectRequest, { kind: 'transact' }>;
type Refusal = Extract<EffectReply, { ok: false }>['error'];

function conflictOf({ operations }: Transact, { code, data }: Refusal): TraceAct | null {
  if (code === 'expected-version-conflict') {
    const streamName = String(data['streamName']);
    const events = operations.flatMap((operation) =>
      operation.kind === 'append' && operation.streamName === streamName ? eventsIn(operation.commit.text) : [],
    );
    return { kind: 'conflict', streamName, events };
  }
  if (code !== 'row-conflict' && code !== 'row-exists') return null;
  return ofTable(String(data['table']), (table) => ({ kind: 'row conflict', table, id: String(data['id']) }));
}

/** The first events of a commit as it was written; it is a stranger's text. */
function eventsIn(text: string): readonly Event[] {
  try {
    return (JSON.parse(text) as Event[]).slice(0, EVENTS);
  } catch {
    return [];
  }
}

function endOf(outcome: RunOutcome): TraceAct | null {
  switch (outcome.kind) {
    case 'refused':
      return { kind: 'run refused', reason: outcome.error.message };
    case 'crashed':
      return { kind: 'run crashed', reason: String(outcome.error.data['call'] ?? '') };
    case 'conflict':
      return { kind: 'run in conflict', reason: '' };
    case 'failed':
    case 'broken':
      return { kind: 'run failed', reason: '' };
    default:
      return null;
  }
}
