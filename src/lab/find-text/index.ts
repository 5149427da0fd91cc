/** Looking for a text in a world: loaded when a cell first does. */
export { findText } from './find-text.ts';
