/** What can go wrong, by code. */
export { ERRORS, isErrorCode, type ErrorCode, type LineRule } from './catalogue.ts';
