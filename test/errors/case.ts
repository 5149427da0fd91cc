/** What brings an error about in a page, and what the page then has to say. */
import type { Page } from 'playwright';
import type { ErrorCode } from '#errors';
import type { CellStateName, ErrorData } from '#i18n';

/** Stands for the part of a message that comes from elsewhere. */
export const ANYTHING = '\u0000';

/** What kind of page it takes; cases of one kind share a page. */
export type PageKind =
  | 'as it is'
  | 'without prelude'
  | 'that came by plain http'
  | 'whose worker has time that flies'
  | 'whose frame says nothing'
  | 'whose frame has no worker'
  | 'whose frame has no beat'
  | 'without a compiler'
  | 'that can store no text'
  | 'that can store no mark'
  | 'whose storage fails'
  | 'whose storage is full'
  | 'whose storage is lost'
  | 'whose storage is a newer one when it is opened again'
  | 'whose storage is refused when it is opened again'
  | 'whose storage is silent when it is opened again'
  | 'whose storage is held when it is opened again';

export type Case = Readonly<{
  page?: PageKind;
  /** Lines of the first cell. */
  text: readonly string[];
  /** Lines of other cells; they get their own again when the case is over. */
  others?: Readonly<Record<string, readonly string[]>>;
  /** The cell that is run, where it is not the first. */
  runs?: string;
  /** Happens while the cell runs. */
  meanwhile?: (page: Page) => Promise<void>;
  data: ErrorData;
  /** What its message says too, in the place of a reason. */
  cause?: readonly [ErrorCode, ErrorData];
  state?: CellStateName;
  /** Where the message has to point to, when it points somewhere: a line, in the first cell unless it says otherwise. */
  line?: number;
  file?: string;
}>;
