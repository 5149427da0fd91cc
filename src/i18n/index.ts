/** The page's texts in every language. */
export { en } from './en/index.ts';
export { ko } from './ko/index.ts';
export type { StorageMessages } from './home-messages.ts';
export type { CellStateName, ErrorData, ErrorText, Messages } from './messages.ts';
