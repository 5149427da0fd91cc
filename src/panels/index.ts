/** Live pictures of the lesson's world and of values. */
import './events-panel.ts';
import './tables-panel.ts';

export { scheduleIn } from './shared-schedule.ts';
export type { ShownTable } from './tables-panel.ts';
export { valueText } from './value-text.ts';
export { createValueTable, valueTableStyles } from './value-table.ts';
export { createValueView, openedIn, reopen, valueStyles, type Opened } from './value-view.ts';
