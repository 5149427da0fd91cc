/** How much work a file or a browser holds, in numbers that a person can compare. Rule BK4. */
import type { Backup, StoredDatabase } from './format.ts';
import { PROGRESS_NAME, WORKBOOK_NAME, WORLD_NAME } from './stores.ts';

export type Figures = Readonly<{
  /** ISO 8601. */
  at: string;
  texts: number;
  /** Lessons in whose world something was written. */
  worlds: number;
  /** In the worlds of lessons. */
  events: number;
  /** Events of the learner's progress. */
  progress: number;
}>;

export function figuresOf({ at, databases }: Backup): Figures {
  const worlds = databases.filter(({ name }) => WORLD_NAME.test(name));
  const named = (wanted: string): StoredDatabase[] => databases.filter(({ name }) => name === wanted);
  return {
    at,
    texts: sum(named(WORKBOOK_NAME), (database) => recordsOf(database, 'drafts').length),
    worlds: worlds.filter((database) => recordsOf(database, 'journal').length > 0).length,
    events: sum(worlds, eventsIn),
    progress: sum(named(PROGRESS_NAME), eventsIn),
  };
}

const recordsOf = ({ stores }: StoredDatabase, store: string) => stores.get(store) ?? [];

const eventsIn = (database: StoredDatabase): number =>
  sum(recordsOf(database, 'commits'), ({ value }) => (value as { count: number }).count);

const sum = <Item>(items: readonly Item[], numberOf: (item: Item) => number): number =>
  items.reduce((total, item) => total + numberOf(item), 0);
