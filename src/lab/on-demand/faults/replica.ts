/** A copy of the world that lags behind: what this run has written lately cannot be read from it yet. Rules: ../../README.md, F. */
import type { LogPage, LogQuery, StreamPage, StreamQuery } from '#eventsourcing/storage';
import { compareKeys } from '../../key.ts';
import type { Key, LabStorage, Operation, RowPage, RowQuery, StoredRow } from '../../storage.ts';

/** How far the copy lags, for a read by this name; null for one that it does not answer. */
type LagOf = (name: string) => number | null;

/** What a transaction has changed, as it was before. */
type Written = Readonly<{
  at: number;
  lastPosition: number;
  /** By stream, the version that it had. */
  versions: ReadonlyMap<string, number>;
  /** By table and key. */
  rows: ReadonlyMap<string, StoredRow | null>;
}>;

/** What it needs. */
export type ReplicaEnvironment = Readonly<{
  lagOf: LagOf;
  /** True while what is written has to be remembered. */
  isOn(): boolean;
  /** Virtual milliseconds. */
  now(): number;
  /** Resolves after virtual milliseconds. */
  pause(milliseconds: number): Promise<void>;
}>;

const idOf = (table: string, id: Key): string => JSON.stringify([table, id]);

export class Replica {
  readonly #storage: LabStorage;
  readonly #environment: ReplicaEnvironment;
  #written: Written[] = [];

  constructor(storage: LabStorage, environment: ReplicaEnvironment) {
    this.#storage = storage;
    this.#environment = environment;
  }

  /** The storage that writes to the world and reads from the copy. */
  get storage(): LabStorage {
    return {
      transact: (operations) => this.#transact(operations),
      readStream: (query) => this.#readStream(query),
      readAll: (query) => this.#readAll(query),
      readRow: (table, id) => this.#readRow(table, id),
      readRows: (query) => this.#readRows(query),
      findText: (text) => this.#storage.findText(text),
      whenBehind: (position) => this.#whenBehind(position),
    };
  }

  async #transact(operations: readonly Operation[]) {
    if (!this.#environment.isOn()) return this.#storage.transact(operations);
    const before = await this.#before(operations);
    const receipt = await this.#storage.transact(operations);
    this.#written.push({ ...before, at: this.#environment.now() });
    return receipt;
  }

  async #before(operations: readonly Operation[]): Promise<Omit<Written, 'at'>> {
    const versions = new Map<string, number>();
    const rows = new Map<string, StoredRow | null>();
    for (const operation of operations) {
      if (operation.kind === 'append') {
        const { streamName } = operation;
        const query = { streamName, from: 1, to: Infinity, direction: 'backwards', wanted: 1 } as const;
        versions.set(streamName, (await this.#storage.readStream(query)).streamVersion);
      } else if (operation.kind === 'put' || operation.kind === 'update' || operation.kind === 'delete') {
        const { table, id } = operation;
        rows.set(idOf(table, id), await this.#storage.readRow(table, id));
      }
    }
    const { lastPosition } = await this.#storage.readAll({ after: 0, wanted: 1 });
    return { lastPosition, versions, rows };
  }

  /** What a read by this name cannot see yet, oldest first. */
  #hidden(name: string, touches: (written: Written) => boolean): Written[] {
    if (this.#written.length === 0) return [];
    const { lagOf, now } = this.#environment;
    const hidden = this.#written.filter(touches);
    const lag = hidden.length > 0 ? lagOf(name) : null;
    return lag === null ? [] : hidden.filter(({ at }) => now() - at < lag);
  }

  async #readStream(query: StreamQuery): Promise<StreamPage> {
    const { streamName } = query;
    const [first] = this.#hidden(`read ${streamName}`, ({ versions }) => versions.has(streamName));
    if (!first) return this.#storage.readStream(query);
    const version = first.versions.get(streamName)!;
    const to = Math.min(query.to, version);
    const page = await this.#storage.readStream({ ...query, to: Math.max(to, 1) });
    const isEmpty = query.from > to;
    return {
      ...page,
      streamVersion: version,
      commits: isEmpty ? [] : page.commits,
      next: isEmpty ? null : page.next,
    };
  }

  async #readAll(query: LogQuery): Promise<LogPage> {
    const [first] = this.#hidden('read the log', ({ versions }) => versions.size > 0);
    const page = await this.#storage.readAll(query);
    if (!first) return page;
    const { lastPosition } = first;
    const commits = page.commits.filter(({ firstPosition }) => firstPosition <= lastPosition);
    return { commits, lastPosition, next: commits.length < page.commits.length ? null : page.next };
  }

  async #readRow(table: string, id: Key): Promise<StoredRow | null> {
    const key = idOf(table, id);
    const [first] = this.#hidden(`read a row of ${table}`, ({ rows }) => rows.has(key));
    return first ? first.rows.get(key)! : this.#storage.readRow(table, id);
  }

  async #readRows(query: RowQuery): Promise<RowPage> {
    const { table } = query;
    const isOf = (key: string): boolean => (JSON.parse(key) as [string])[0] === table;
    const hidden = this.#hidden(`read ${table}`, ({ rows }) => [...rows.keys()].some(isOf));
    if (hidden.length === 0) return this.#storage.readRows(query);
    // All rows, on one page: whoever asked for some looks at each again.
    const found: StoredRow[] = [];
    for (let next: RowQuery | null = { table, wanted: query.wanted }; next;) {
      const page: RowPage = await this.#storage.readRows(next);
      found.push(...page.rows);
      next = page.next;
    }
    const before = new Map(hidden.toReversed().flatMap(({ rows }) => [...rows].filter(([key]) => isOf(key))));
    const isSame = ({ id }: StoredRow): boolean => !before.has(idOf(table, id));
    const old = [...before.values()].filter((row) => row !== null);
    return {
      rows: [...found.filter(isSame), ...old].toSorted((one, other) => compareKeys(one.id, other.id)),
      next: null,
    };
  }

  /** Whoever waits for the log waits for the copy's. */
  async #whenBehind(position: number): Promise<void> {
    await this.#storage.whenBehind(position);
    const { lagOf, now, pause } = this.#environment;
    const last = this.#written.findLast(({ versions, lastPosition }) => versions.size > 0 && lastPosition <= position);
    const lag = last ? lagOf('wait for the log') : null;
    if (last && lag !== null && now() - last.at < lag) await pause(last.at + lag - now());
  }
}
