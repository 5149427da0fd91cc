/** Lays values out as tables: loaded when a cell first asks for one. */
export { createValueTable } from './value-table.ts';
