/** What has to hold at every moment of a world in which others are told what has happened: read from its journal, entry by entry. */
import type { Event, Recorded } from '#eventsourcing';
import type { JournalEntry, RowChange, WorldStorage } from '#lab';
import { LEASE } from './relay-history.ts';

type Row = Readonly<Record<string, unknown>>;
type Change = Readonly<{ table: string; id: string; before: Row | null; after: Row | null }>;
type Lease = { holder: string; until: number; fence: number };

/** What is wrong, moment by moment; `events` are those of the whole log, `idOf` gives the id under which one is told, if it is. */
export async function wrongMoments(
  world: WorldStorage,
  events: readonly Recorded<Event>[],
  idOf: (event: Recorded<Event>) => string | null,
  hasOutbox: boolean,
): Promise<string[]> {
  const wrong: string[] = [];
  const moment = new Moment(events, idOf, (isSo, otherwise) => void (isSo || wrong.push(otherwise)));
  for (const entry of await world.readJournal(0)) moment.next(entry, hasOutbox);
  return wrong;
}

class Moment {
  readonly #events: readonly Recorded<Event>[];
  readonly #idOf: (event: Recorded<Event>) => string | null;
  readonly #expect: (isSo: boolean, otherwise: string) => void;
  readonly #committed = new Set<string>();
  readonly #told = new Set<string>();
  readonly #tables = new Map<string, Map<string, Row>>();

  constructor(
    events: readonly Recorded<Event>[],
    idOf: (event: Recorded<Event>) => string | null,
    expect: (isSo: boolean, otherwise: string) => void,
  ) {
    this.#events = events;
    this.#idOf = idOf;
    this.#expect = expect;
  }

  next(entry: JournalEntry, hasOutbox: boolean): void {
    const changes = entry.rows.map(toChange);
    const appended = entry.appends.flatMap(({ firstPosition, count }) =>
      this.#idsOf(this.#events.slice(firstPosition - 1, firstPosition - 1 + count)),
    );
    for (const id of appended) this.#committed.add(id);
    for (const change of changes) this.#take(change, entry);
    if (hasOutbox) this.#lookAtOutbox(appended, changes);
    this.#lookAtRows(entry);
  }

  /** The ids of those that are told. */
  #idsOf(events: readonly Recorded<Event>[]): string[] {
    return events.flatMap((event) => this.#idOf(event) ?? []);
  }

  #take({ table, id, before, after }: Change, entry: JournalEntry): void {
    const rows = this.#tables.get(table) ?? new Map<string, Row>();
    this.#tables.set(table, rows);
    if (after) rows.set(id, after);
    else rows.delete(id);
    if (table === 'kept messages') {
      const { messageId } = after!['message'] as { messageId: string };
      this.#expect(this.#committed.has(messageId), `P21: ${messageId} was told before it was true`);
      this.#told.add(messageId);
    }
    if (table === 'checkpoints') {
      const [from, to] = [Number(before?.['position'] ?? 0), Number(after!['position'])];
      this.#expect(from < to && to <= entry.lastPosition, `CP1: checkpoint ${id} went from ${from} to ${to}`);
    }
    if (table === 'leases') this.#lookAtLease(before as Lease | null, after as Lease);
  }

  /** OB9: the next holder waits for the end of a lease, and has another fence. */
  #lookAtLease(before: Lease | null, after: Lease): void {
    const isTaken = after.until > 0;
    // When it was decided, which is before it was written.
    const now = isTaken ? after.until - LEASE : Infinity;
    const isFree = !before || before.until <= now;
    if (before?.holder !== after.holder) {
      this.#expect(isTaken && isFree, `OB9: ${after.holder} has taken or given back what another held`);
    }
    const fence = (before?.fence ?? 0) + (isFree && isTaken ? 1 : 0);
    this.#expect(after.fence === fence, `OB9: the fence is ${after.fence} and not ${fence}`);
  }

  /** OB1: what is told stands in the outbox as soon as it is true; OB4: it goes when it has been told. */
  #lookAtOutbox(appended: readonly string[], changes: readonly Change[]): void {
    const ofOutbox = changes.filter(({ table }) => table === 'outbox');
    const added = ofOutbox.filter(({ before }) => before === null).map(({ after }) => idIn(after));
    this.#expect(
      added.join() === appended.join(),
      `OB1: ${appended.join()} was appended, and ${added.join()} is to go`,
    );
    for (const { before, after } of ofOutbox) {
      if (before && !before['isPublished'] && (!after || after['isPublished'])) {
        this.#expect(this.#told.has(idIn(before)), `OB4: ${idIn(before)} was forgotten before it was told`);
      }
    }
  }

  #lookAtRows({ lastPosition }: JournalEntry): void {
    const position = Number(this.#row('checkpoints', '"relay"')?.['position'] ?? 0);
    for (const id of this.#idsOf(this.#events.slice(0, position))) {
      this.#expect(this.#told.has(id), `OB4: the relay has passed ${id}`);
    }
    const projected = Number(this.#row('checkpoints', '"counts_v1"')?.['position'] ?? 0);
    const count = Number(this.#row('counts_v1', '"all"')?.['count'] ?? 0);
    this.#expect(count === projected && count <= lastPosition, `PR5: ${count} are counted, up to ${projected}`);
    this.#lookAtInbox();
  }

  #lookAtInbox(): void {
    const seen = [...(this.#tables.get('inbox')?.values() ?? [])];
    for (const row of this.#tables.get('effects')?.values() ?? []) {
      const order = row['order'] as string[];
      const known = seen.filter(({ consumer }) => consumer === row['consumer']).map(({ messageId }) => messageId);
      const isSame = order.length === known.length && known.every((id) => order.includes(id as string));
      this.#expect(isSame, `OB11: ${String(row['consumer'])} has ${order.join()} and remembers ${known.join()}`);
    }
    const rememberers = new Set(seen.map(({ consumer }) => JSON.stringify(consumer)));
    for (const consumer of rememberers) {
      this.#expect(this.#row('effects', consumer) !== undefined, `OB11: ${consumer} remembers what it has not done`);
    }
  }

  #row(table: string, id: string): Row | undefined {
    return this.#tables.get(table)?.get(id);
  }
}

const idIn = (row: Row | null): string => (row!['message'] as { messageId: string }).messageId;

const toRow = (row: RowChange['after']): Row | null => (row ? (JSON.parse(row.text) as Row) : null);

const toChange = ({ table, id, before, after }: RowChange): Change => ({
  table,
  id: JSON.stringify(id),
  before: toRow(before),
  after: toRow(after),
});
