/** The database with a sequence that cells get: that of their run or, while a program is explored, of one schedule. Rules: ../../README.md, Q. */
import type { Event } from '#eventsourcing';
import { assertCount, assertPosition, toEventText } from '#eventsourcing/storage';
import { rolledBack } from '../../errors.ts';
import type { Sequenced, SequencedDatabase } from '../../lab.ts';
import type { DoStep, StepWork } from '../step-work.ts';
import { StandIn } from '../stand-in.ts';
import { Transactions } from './transactions.ts';

/** What has happened in a database, and how its calls get their turn. */
export type SequencedWorld = Readonly<{
  transactions: Transactions;
  /** Does something when it is the turn of whoever asks. */
  step: DoStep;
  /** Who asks. */
  caller(): string | null;
}>;

/** Which database the lab is about. */
export type CurrentSequenced = Readonly<{
  /** Has another database stand for it while `work` goes on. */
  inWorld<Result>(world: SequencedWorld, work: () => Promise<Result>): Promise<Result>;
}>;

/** What it needs. */
export type SequencedEnvironment = Readonly<{
  /** Throws while nothing may be asked of the lab: no storage is asked here that would say so. */
  assertOpen(): void;
  /** Does a step of the run. */
  runFaults: Readonly<{ step: DoStep }>;
}>;

/** A call of the database, checked. */
type Call<Result> = Readonly<{ name: string; writes: boolean; work: () => Result; fails?: () => never }>;

export function createSequenced({
  assertOpen,
  runFaults,
}: SequencedEnvironment): CurrentSequenced & { readonly sequenced: SequencedDatabase } {
  const ofRun: SequencedWorld = { transactions: new Transactions(), step: runFaults.step, caller: () => null };
  const standIn = new StandIn(ofRun);
  /** Does a call when it is its turn. */
  const call = async <Result>(toCall: (world: SequencedWorld) => Call<Result>): Promise<Result> => {
    assertOpen();
    const { name, writes, work, fails } = toCall(standIn.current);
    const step: StepWork<Result> = { name, writes, work: async () => work() };
    if (!fails) return await standIn.current.step(step);
    return await standIn.current.step({ ...step, fails: { fault: 'rollback', work: async () => fails() } });
  };
  return {
    inWorld: (world, work) => standIn.inWorld(world, work),
    sequenced: {
      begin: () =>
        call(({ transactions, caller }) => {
          const owner = caller();
          // No write: a transaction that has done nothing has no answer worth losing.
          return { name: 'begin', writes: false, work: () => ({ transactionId: transactions.begin(owner) }) };
        }),
      insert: (transaction, event) =>
        call(({ transactions }) => {
          const id = idOf(transaction);
          const text = toEventText(event, 'event');
          return { name: `insert ${event.type} in ${id}`, writes: true, work: () => transactions.insert(id, text) };
        }),
      commit: (transaction) =>
        call(({ transactions }) => {
          const id = idOf(transaction);
          const fails = (): never => {
            transactions.rollBack(id);
            throw rolledBack(id);
          };
          return { name: `commit ${id}`, writes: true, work: () => transactions.commit(id), fails };
        }),
      rollBack: (transaction) =>
        call(({ transactions }) => {
          const id = idOf(transaction);
          return { name: `roll back ${id}`, writes: true, work: () => transactions.rollBack(id) };
        }),
      read: <E extends Event>({ after = 0, maxCount }: { after?: number; maxCount?: number } = {}) =>
        call(({ transactions }) => {
          assertPosition('after', after, 0);
          if (maxCount !== undefined) assertCount('maxCount', maxCount);
          const work = () => {
            const { committed, ...told } = transactions.read(after, maxCount ?? Infinity);
            const events = committed.map(({ text, ...numbers }): Sequenced<E> => ({
              ...numbers,
              ...(JSON.parse(text) as E),
            }));
            return { events, ...told };
          };
          return { name: `read behind ${after}`, writes: false, work };
        }),
    },
  };
}

/** The id in what somebody hands in as a transaction. */
function idOf(transaction: unknown): number {
  const id = (transaction as { transactionId?: unknown } | null | undefined)?.transactionId;
  assertCount('transaction.transactionId', id);
  return id as number;
}
