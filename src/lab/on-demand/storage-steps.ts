/** A storage whose calls are steps. */
import { transactionAborted } from '../errors.ts';
import type { LabStorage, Operation } from '../storage.ts';
import { ofTransaction, reading, type Footprint } from './footprint.ts';
import type { DoStep } from './step-work.ts';

/** `step` does each call; `isBehind` tells whether the log has an event behind a position, for those who wait for it. */
export function storageSteps(
  storage: LabStorage,
  step: DoStep,
  isBehind: (position: number) => boolean = () => true,
): LabStorage {
  const read = <Result>(name: string, footprint: () => Footprint, work: () => Promise<Result>) =>
    step({ name, writes: false, footprint, work });
  return {
    transact: (operations) =>
      step({
        name: () => nameOf(operations),
        writes: true,
        footprint: () => ofTransaction(operations),
        work: () => storage.transact(operations),
        fails: { fault: 'abort', work: () => Promise.reject(transactionAborted(nameOf(operations))) },
      }),
    readStream: (query) =>
      read(
        `read ${query.streamName}`,
        () => reading.stream(query.streamName),
        () => storage.readStream(query),
      ),
    readAll: (query) => read('read the log', reading.log, () => storage.readAll(query)),
    readRow: (table, id) =>
      read(
        `read a row of ${table}`,
        () => reading.row(table, id),
        () => storage.readRow(table, id),
      ),
    findText: (text) => step({ name: 'look for a text', writes: false, work: () => storage.findText(text) }),
    readRows: (query) =>
      read(
        `read ${query.table}`,
        () => reading.table(query.table),
        () => storage.readRows(query),
      ),
    whenBehind: (position) =>
      step({
        name: 'wait for the log',
        writes: false,
        footprint: reading.log,
        isReady: () => isBehind(position),
        work: () => storage.whenBehind(position),
      }),
  };
}

/** What a transaction does, in few words. */
function nameOf(operations: readonly Operation[]): string {
  const words = operations.flatMap((operation) => {
    if (operation.kind === 'append') return [`append to ${operation.streamName}`];
    if (operation.kind === 'cut') return [`cut ${operation.streamName}`];
    return 'table' in operation && operation.kind !== 'expect-row' ? [`${operation.kind} in ${operation.table}`] : [];
  });
  return words.length > 0 ? [...new Set(words)].join(', ') : 'check';
}
