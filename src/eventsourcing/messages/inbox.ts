/** An inbox: what a consumer is done with, written down in the transaction of the effect, so that a message that comes again has none. Rules: ../SPEC.md, OB. */
import { assertName } from '../input.ts';
import type { ProjectionTable, ProjectionTransaction } from '../projections/database-port.ts';
import { retryOnConflict } from '../projections/retry-on-conflict.ts';
import type { Message } from './message.ts';

/** A row of the inbox. Nobody takes rows away: a message may come again after any time. */
export type InboxRow = Readonly<{ consumer: string; messageId: string }>;

/** A database whose transactions are of this kind. */
export type EffectDatabase<Tx extends ProjectionTransaction> = Readonly<{
  table<Row>(name: string, options: { key: keyof Row | readonly (keyof Row)[] }): ProjectionTable<Row>;
  transaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>;
}>;

export interface Inbox<Tx extends ProjectionTransaction> {
  /**
   * Has an effect once, whatever the broker does: `effect` writes in the same transaction that remembers the message, and is begun
   * again when what it read has changed. A message that was seen before has none; that is no error, and is to be acknowledged.
   */
  handle(message: Message, effect: (tx: Tx) => unknown): Promise<'done' | 'seen'>;
}

/** The inbox of a consumer; each has its own, in one table. */
export function inbox<Tx extends ProjectionTransaction>(
  database: EffectDatabase<Tx>,
  consumer: string,
  name = 'inbox',
): Inbox<Tx> {
  assertName('consumer', consumer);
  const table = database.table<InboxRow>(name, { key: ['consumer', 'messageId'] });
  return {
    handle: ({ messageId }, effect) =>
      retryOnConflict(() =>
        database.transaction(async (tx) => {
          if (await tx.get(table, [consumer, messageId])) return 'seen';
          tx.put(table, { consumer, messageId });
          await effect(tx);
          return 'done';
        }),
      ),
  };
}
