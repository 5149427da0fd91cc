/** What a world was at each place of its journal: tables as they stood, and how far the log had come. Rules: README.md, W21, W22 and K4. */
import { InvalidInputError } from '#eventsourcing';
import { describeValue } from '#eventsourcing/storage';
import { worldRewound } from './errors.ts';
import { KEPT_KEYS } from './kept-tables.ts';
import type { StoredRow, WorldStorage } from './storage.ts';
import { rowKey } from './transaction.ts';

/** A world behind one journal entry. */
export type Moment = Readonly<{
  journalPosition: number;
  /** Global position of the last event of the log. */
  lastPosition: number;
  /** Every row but keys by its place, as rowKey names it. */
  rows: ReadonlyMap<string, StoredRow>;
}>;

/** Entries between two moments that are kept: going anywhere takes no more steps than this. */
const KEYFRAME = 500;

const BEGINNING: Moment = { journalPosition: 0, lastPosition: 0, rows: new Map() };

/** The past of a world. Nothing is written for it: moments are made from the journal when somebody asks, and some are kept. */
export class Timeline {
  readonly #world: Pick<WorldStorage, 'readJournal' | 'readState'>;
  /** By journal position; every one belongs to `#epoch`. */
  readonly #keyframes = new Map<number, Moment>();
  #epoch = 0;

  constructor(world: Pick<WorldStorage, 'readJournal' | 'readState'>) {
    this.#world = world;
  }

  /** The world behind the entry at `journalPosition`, 0 for its beginning. Throws world-rewound for a position that it does not have. */
  async at(journalPosition: number): Promise<Moment> {
    if (!Number.isSafeInteger(journalPosition) || journalPosition < 0) {
      throw new InvalidInputError('journalPosition', describeValue(journalPosition), 'whole-number', 0);
    }
    const { epoch } = await this.#world.readState();
    if (epoch !== this.#epoch) this.#keyframes.clear();
    this.#epoch = epoch;
    let moment = this.#nearest(journalPosition);
    while (moment.journalPosition < journalPosition) moment = await this.#next(moment, journalPosition);
    return moment;
  }

  #nearest(journalPosition: number): Moment {
    for (let at = journalPosition - (journalPosition % KEYFRAME); at > 0; at -= KEYFRAME) {
      const kept = this.#keyframes.get(at);
      if (kept) return kept;
    }
    return BEGINNING;
  }

  /** Goes on from a moment, as far as the next keyframe or `journalPosition`. */
  async #next(from: Moment, journalPosition: number): Promise<Moment> {
    const to = Math.min(journalPosition, from.journalPosition - (from.journalPosition % KEYFRAME) + KEYFRAME);
    const entries = await this.#world.readJournal(from.journalPosition, to - from.journalPosition);
    const last = entries.at(-1);
    // It went back while it was read.
    if (last?.position !== to) throw worldRewound();
    const rows = new Map(from.rows);
    for (const { table, id, after } of entries.flatMap((entry) => entry.rows)) {
      // Moments are kept, and a key must be where `forget` finds it.
      if (table === KEPT_KEYS) continue;
      if (after) rows.set(rowKey(table, id), after);
      else rows.delete(rowKey(table, id));
    }
    const moment = { journalPosition: to, lastPosition: last.lastPosition, rows };
    if (to % KEYFRAME === 0) this.#keyframes.set(to, moment);
    return moment;
  }
}
