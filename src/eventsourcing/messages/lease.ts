/** A lease: a row that says who may work, and until when. Rules: ../SPEC.md, OB. */
import { assertCount, assertName } from '../input.ts';
import type { ProjectionDatabase } from '../projections/database-port.ts';
import { retryOnConflict } from '../projections/retry-on-conflict.ts';

/** A row of the table `leases`. */
export type LeaseRow = Readonly<{ name: string; holder: string; until: number; fence: number }>;

export type LeaseOptions = Readonly<{
  /** What it is for, and who asks. */
  name: string;
  holder: string;
  /** How long it holds: longer than it takes to read a batch and to publish a message, or its holder never gets on. */
  milliseconds: number;
  /** Milliseconds since 1970, by the clock that all holders go by. */
  now(): number;
}>;

/**
 * Has one holder at a time, but for this: one that has slept past the end of its lease goes on with what it had begun, beside the next.
 * So a lease makes two at a time rare and never impossible. Who must not be overtaken looks at the fence: it grows with each holder.
 */
export interface Lease {
  /** Takes the lease, or makes it last longer; its fence, or null while somebody else holds it. */
  take(): Promise<number | null>;
  /** Gives it back before its time. */
  release(): Promise<void>;
}

export function lease(database: ProjectionDatabase, { name, holder, milliseconds, now }: LeaseOptions): Lease {
  assertName('name', name);
  assertName('holder', holder);
  assertCount('milliseconds', milliseconds);
  const leases = database.table<LeaseRow>('leases', { key: 'name' });
  const ask = (): Promise<LeaseRow | null> =>
    retryOnConflict(() =>
      database.transaction(async (tx) => {
        const row = await tx.get(leases, name);
        const isHeld = row !== undefined && row.until > now();
        if (isHeld && row.holder !== holder) return null;
        const fence = isHeld ? row.fence : (row?.fence ?? 0) + 1;
        const taken = { name, holder, until: now() + milliseconds, fence };
        tx.put(leases, taken);
        return taken;
      }),
    );
  return {
    async take() {
      for (;;) {
        const taken = await ask();
        // One that was over before it was written is none.
        if (!taken || taken.until > now()) return taken && taken.fence;
      }
    },
    release: () =>
      retryOnConflict(() =>
        database.transaction(async (tx) => {
          const row = await tx.get(leases, name);
          // The fence goes on from here.
          if (row?.holder === holder) tx.put(leases, { ...row, until: 0 });
        }),
      ),
  };
}
