/** Those who read in a history, each held against the model. */
import { expect } from 'vitest';
import type { EventStore } from '#eventsourcing';
import { account, type Account, type AccountEvent } from '../eventsourcing/account.ts';
import type { Happening } from './happenings.ts';
import type { Operation } from './history.ts';
import type { Model } from './model.ts';

type Of<Kind extends Operation['kind']> = Extract<Operation, { kind: Kind }>;

export class Readers {
  readonly #store: EventStore;
  readonly #model: Model;
  readonly #happened: Set<Happening>;

  constructor(store: EventStore, model: Model, happened: Set<Happening>) {
    this.#store = store;
    this.#model = model;
    this.#happened = happened;
  }

  async read(streamName: string, { from, to, most, isBackwards }: Omit<Of<'read'>, 'kind' | 'stream'>): Promise<void> {
    const direction = isBackwards ? 'backwards' : 'forwards';
    const read = await this.#store.readStream(streamName, { from, to, maxCount: most, direction });
    const all = this.#model.readable(streamName).map(({ streamPosition }) => streamPosition);
    const version = this.#model.version(streamName);
    const inside = all.filter((position) => position >= from && position <= to);
    const wanted = (isBackwards ? inside.toReversed() : inside).slice(0, most);
    expect(read.events.map(({ streamPosition }) => streamPosition)).toEqual(wanted);
    expect([read.currentStreamVersion, read.streamExists]).toEqual([version, all.length > 0]);
    if (wanted.length > 0 && all.length < version) this.#happened.add('a person was shown what is left of a stream');
    if (wanted.length > 3) this.#happened.add('a read in several pages');
    if (wanted.length > 0 && wanted.length < all.length) this.#happened.add('a read of part of a stream');
  }

  /** P7: the same events give the same state, and a part of them the state that was. */
  async fold(streamName: string, { to }: Of<'fold'>): Promise<void> {
    const folded = await this.#store.aggregateStream<Account, AccountEvent>(streamName, {
      initialState: account.initialState,
      evolve: account.evolve,
      read: { to },
    });
    const all = this.#model.readable(streamName);
    const part = all.filter(({ streamPosition }) => streamPosition <= to).map(({ event }) => event as AccountEvent);
    expect(folded).toEqual({
      state: part.reduce((state, event) => account.evolve(state, event), account.initialState()),
      currentStreamVersion: this.#model.version(streamName),
      streamExists: all.length > 0,
      eventsRead: part.length,
    });
  }

  async readAll({ after, most, isOneType }: Of<'read all'>): Promise<void> {
    const types = isOneType ? ['MoneyWithdrawn'] : undefined;
    const read: number[] = [];
    // In pieces, as a reader goes on: none twice, none left out.
    for (let position = after; ;) {
      const { events, safePosition } = await this.#store.readAll({
        after: position,
        maxCount: most,
        ...(types && { types }),
      });
      read.push(...events.map(({ globalPosition }) => globalPosition));
      if (events.length < most) break;
      position = safePosition;
    }
    const wanted = this.#model.log.flatMap(({ event }, index) =>
      index >= after && (!types || types.includes(event.type)) ? [index + 1] : [],
    );
    expect(read).toEqual(wanted);
  }
}
