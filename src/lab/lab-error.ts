/** The class of the lab's errors. In a run there is one of it, in a file of its own. */
import type { ErrorCode } from '#errors';

/** The codes of the lab's errors, also on the other side of a border. */
export type LabErrorCode = ErrorCode<'lab' | 'storage'>;

/** An error of the lab: a stable code, the data a message needs, and an English sentence. */
export class LabError extends Error {
  override readonly name: string = 'LabError';
  readonly code: LabErrorCode;
  readonly data: Readonly<Record<string, string | number>>;

  constructor(code: LabErrorCode, data: Readonly<Record<string, string | number>>, message: string) {
    super(message);
    this.code = code;
    this.data = data;
  }
}
