/** Pictures of values, which every cell shows; what else can be shown comes when it is. */
export { valueText } from './value-text.ts';
export { createValueView, OPENED, openedIn, reopen, valueStyles, type Opened } from './value-view.ts';
