/** Checkpoints in the table `checkpoints`, moved by compare-and-set, in the caller's own transaction if wanted. Rules: SPEC.md, CP. */
import { InvalidInputError } from '../errors.ts';
import { assertPosition, describeValue } from '../input.ts';
import { compareCheckpoint, type CheckpointResult } from './checkpoint.ts';
import type { ProjectionDatabase, ProjectionTransaction } from './database-port.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

/** A row of the table `checkpoints`: everything up to `position` in the log has been seen to by `processor`. */
export type Checkpoint = Readonly<{ processor: string; position: number }>;

/** How far each processor of the log has come. A processor that was never stored is at 0. */
export interface CheckpointStore {
  /** The position of the last event that is done, 0 when there is none. With `tx`, it is checked again when that transaction ends. */
  read(processor: string, tx?: ProjectionTransaction): Promise<number>;
  /**
   * Moves the checkpoint from `expected`, the position that was read, to `next`: in a transaction of its own or, with `tx`, together
   * with whatever else that one writes. Says what came of it; only `'stored'` writes.
   */
  store(processor: string, expected: number, next: number, tx?: ProjectionTransaction): Promise<CheckpointResult>;
  /** Takes a checkpoint away, so that its processor begins anew. */
  remove(processor: string, tx: ProjectionTransaction): void;
}

const MOST_CHARACTERS = 200;

/** The checkpoints of a database. */
export function checkpointStore(database: ProjectionDatabase): CheckpointStore {
  const checkpoints = database.table<Checkpoint>('checkpoints', { key: 'processor' });

  const read = async (processor: string, tx?: ProjectionTransaction): Promise<number> => {
    assertProcessor(processor);
    const row = await (tx ? tx.get(checkpoints, processor) : checkpoints.get(processor));
    return row?.position ?? 0;
  };

  const storeIn = async (tx: ProjectionTransaction, processor: string, expected: number, next: number) => {
    const result = compareCheckpoint(await read(processor, tx), expected, next);
    if (result === 'stored') tx.put(checkpoints, { processor, position: next });
    return result;
  };

  return {
    read,
    async store(processor, expected, next, tx) {
      assertPosition('expected', expected, 0);
      assertPosition('next', next, 0);
      if (tx) return storeIn(tx, processor, expected, next);
      return retryOnConflict(() => database.transaction((own) => storeIn(own, processor, expected, next)));
    },
    remove: (processor, tx) => tx.delete(checkpoints, processor),
  };
}

function assertProcessor(processor: unknown): void {
  if (typeof processor === 'string' && processor !== '' && processor.length <= MOST_CHARACTERS) return;
  throw new InvalidInputError('processor', describeValue(processor), 'key', MOST_CHARACTERS);
}
