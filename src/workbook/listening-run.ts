/** The run that listens: its mark is set, and it goes on until Stop, the next run, or the end of its world. Rule X12a. */
import type { WorldState } from '#lab';
import type { CellStatus } from './cell-view.ts';
import { faultOfReport } from './fault.ts';
import type { Marks } from './marks.ts';
import type { RunOutcome } from './ports.ts';

/** What the worker does for one cell. */
export type Execution = {
  /** Nothing of it counts any more. */
  isOver: boolean;
  /** It has put out something since it began to listen. */
  hasHeard: boolean;
  stop(): void;
};

/** A cell that listens, how it stands, and the world that its mark speaks of. */
type Listener = Readonly<{ file: string; status: CellStatus; marked: WorldState; execution: Execution }>;

/** One at a time, or none. */
export class ListeningRun {
  readonly #marks: Marks;
  readonly #tell: (file: string, status: CellStatus) => void;
  #listener: Listener | null = null;

  constructor(marks: Marks, tell: (file: string, status: CellStatus) => void) {
    this.#marks = marks;
    this.#tell = tell;
  }

  /** True when the cell that listens shows more than what its mark left. */
  get hasHeard(): boolean {
    return this.#listener?.execution.hasHeard ?? false;
  }

  /** From now on `over` alone says how this run goes on. What it comes to takes no mark away. */
  begin(listener: Listener, over: Promise<RunOutcome>): void {
    this.#listener = listener;
    void over.then((outcome) => {
      if (this.#listener !== listener) return;
      this.stop();
      if (outcome.kind === 'done' || outcome.kind === 'stopped') return;
      this.#tell(listener.file, { ...listener.status, ...unfinished(listener.file, outcome) });
    });
  }

  /** Ends it, because a new page would do so here; gives the world of its mark. */
  end(): WorldState | null {
    const listener = this.#listener;
    if (!listener) return null;
    this.#listener = null;
    listener.execution.isOver = true;
    listener.execution.stop();
    this.#tell(listener.file, { ...listener.status, state: 'done' });
    return listener.marked;
  }

  /** Ends it where a new page would still listen: running all brings it back. */
  stop(): void {
    if (this.#listener) this.#marks.hide(this.#listener.file);
    this.end();
  }
}

/** How a cell stands whose run has not come to its end. */
export function unfinished(file: string, outcome: RunOutcome): Pick<CellStatus, 'state' | 'fault'> {
  if (outcome.kind === 'stopped') return { state: 'stopped', fault: null };
  if (outcome.kind === 'broken') {
    const places = outcome.place ? [outcome.place] : [];
    return { state: 'failed', fault: { code: outcome.cause, data: { file }, places } };
  }
  if (outcome.kind === 'done') return { state: 'failed', fault: null };
  return { state: outcome.kind, fault: faultOfReport(outcome.error) };
}
