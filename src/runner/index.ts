/** What the floors above know of a run; the compiler, the host and the sandbox have entries of their own. */
export { CellError, type CellErrorCode, type Place } from './cell-error.ts';
export type { CellExport, CompiledCell, ModuleImport, Shift } from './compiled-cell.ts';
export {
  importedFiles,
  link,
  needsClaims,
  needsPart,
  type Libraries,
  type LibraryExports,
  type LinkedCell,
} from './link.ts';
export type {
  EffectReply,
  EffectRequest,
  ErrorReport,
  OutputItem,
  RunCell,
  RunEnd,
  RunOrder,
  ToWorker,
  WorkerMessage,
} from './protocol.ts';
