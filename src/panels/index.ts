/** Live pictures of the lesson's world and of values. */
export { EventsPanel } from './events-panel.ts';
export { TablesPanel, type ShownTable } from './tables-panel.ts';
export { valueText } from './value-text.ts';
export { createValueView, valueStyles } from './value-view.ts';
