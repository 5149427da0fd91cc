/** What can go wrong, by code. */
export { ERRORS, isErrorCode, type ErrorCode, type LineRule } from './catalogue.ts';
export { FAULT_NAMES, type FaultName } from './faults.ts';
export type { SyntaxReason } from './syntax-reasons.ts';
