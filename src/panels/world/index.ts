/** The panels of what a world holds. They come with the Lab's picture of it, a moment after the cells. */
import './events-panel.ts';
import './tables-panel.ts';

export type { ShownTable } from './tables-panel.ts';
