/** The errors of the lab. As in the library below, the `code` is what counts. */
import { LabError, type LabErrorCode } from './lab-error.ts';
import type { Key } from './storage.ts';

/** An error of the library or the lab, of whatever copy of it. */
export type CodedError = Readonly<{ code: string; message: string; data: Readonly<Record<string, unknown>> }>;

const shown = (id: Key): string => (Array.isArray(id) ? id.join(', ') : String(id));

/** An insert met a row with the same key. */
export const rowExists = (table: string, id: Key): LabError =>
  new LabError(
    'row-exists',
    { table, id: shown(id) },
    `Table "${table}" already has a row "${shown(id)}": use put to replace it or update to change it.`,
  );

/** An update met no row. */
export const rowMissing = (table: string, id: Key): LabError =>
  new LabError('row-missing', { table, id: shown(id) }, `Table "${table}" has no row "${shown(id)}": insert it first.`);

/** A row was changed by someone else since it was read. */
export const rowConflict = (table: string, id: Key): LabError =>
  new LabError(
    'row-conflict',
    { table, id: shown(id) },
    `Row "${shown(id)}" of table "${table}" has changed since it was read: read it again and decide again.`,
  );

/** A transaction was used when its function was over. */
export const transactionEnded = (): LabError =>
  new LabError(
    'transaction-ended',
    {},
    'This transaction is over, and what is asked of it now would be lost: await everything before it ends.',
  );

/** A transaction met a row that had changed. */
export const isRowConflict = (error: unknown): boolean =>
  (error as { code?: unknown } | null)?.code === ('row-conflict' satisfies LabErrorCode);

/** In a schedule somebody waits, and nothing that was asked of the lab is left; or asks it for something again and again. */
export const actorWaits = (actor: string): LabError =>
  new LabError(
    'actor-waits',
    { actor },
    `"${actor}" does not come to an end: it waits for something that is no call to the lab, or asks the lab again and again.`,
  );

/** The same schedule came to something else the second time. */
export const programRemembers = (): LabError =>
  new LabError(
    'program-remembers',
    {},
    'The same schedule came to something else the second time: the program keeps something in variables outside its actors.',
  );

/** A call was done, and its answer was lost on the way. */
export const answerLost = (call: string): LabError =>
  new LabError(
    'answer-lost',
    { call },
    `The answer to "${call}" was lost: it may have been done, and trying again may do it twice.`,
  );

/** A transaction came to nothing, though nothing was wrong with it. */
export const transactionAborted = (call: string): LabError =>
  new LabError('transaction-aborted', { call }, `"${call}" was aborted: nothing of it was done.`);

/** A commit came to nothing: the transaction was rolled back. */
export const rolledBack = (transactionId: number): LabError =>
  new LabError(
    'rolled-back',
    { transactionId },
    `Transaction ${transactionId} could not be committed and was rolled back: its numbers are gone.`,
  );

/** The run has crashed, as a fault has it. */
export const crashed = (call: string): LabError =>
  new LabError('crashed', { call }, `The run crashed before "${call}": what was done before stays done.`);

/** A cell that is evaluated again up to `explore` asks the lab for something before it. */
export const askedBeforeExploring = (): LabError =>
  new LabError(
    'asked-before-exploring',
    {},
    'explore begins this cell anew after a crash, so nothing may be asked of the lab above it: do it in `before`.',
  );

/** Making events took longer than a person waits. */
export const tookTooLong = (streamName: string, made: number, count: number, seconds: number): LabError =>
  new LabError(
    'took-too-long',
    { streamName, made, count, seconds },
    `generate had made ${made} of ${count} events of "${streamName}" after ${seconds} seconds, and stopped: ask for fewer.`,
  );

/** What is to be decrypted is not what was encrypted. */
export const textChanged = (subject: string): LabError =>
  new LabError(
    'text-changed',
    { subject },
    `This is not what was encrypted for "${subject}": its text was changed, or is somebody else's.`,
  );

/** Browsers encrypt only on pages that came by https, or from this machine. */
export const noEncryption = (): LabError =>
  new LabError('no-encryption', {}, 'On a page that came by plain http browsers do not encrypt: open it by https.');

/** The world was rewound or reset since this writer started. */
export const worldRewound = (): LabError =>
  new LabError('world-rewound', {}, 'This lesson was rewound in another tab: run again.');
