/** The compiler of cells. It is loaded when a cell is first edited, and runs in Node for the starters. */
export { compileCell } from './compile-cell.ts';
export { libraryExports } from './library-exports.ts';
