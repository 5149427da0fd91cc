/** What a projection needs of a database: tables, and transactions that check what they have read. The lab's `database` is one. */

/** What a row is found by. */
export type TableKey = string | number | readonly (string | number)[];

/** A table, as far as a projection reads it outside a transaction. */
export interface ProjectionTable<Row> {
  get(key: TableKey): Promise<Row | undefined>;
  /** All rows, ordered by key. */
  all(): Promise<Row[]>;
}

/** What a projection does inside a transaction: reads see what was there before it, writes are done at its end. */
export interface ProjectionTransaction {
  get<Row>(table: ProjectionTable<Row>, key: TableKey): Promise<Row | undefined>;
  put<Row>(table: ProjectionTable<Row>, row: Row): void;
  delete<Row>(table: ProjectionTable<Row>, key: TableKey): void;
}

/** Tables, and transactions over them. */
export interface ProjectionDatabase {
  table<Row>(name: string, options: { key: keyof Row | readonly (keyof Row)[] }): ProjectionTable<Row>;
  /**
   * Runs `work`, then does all it asked for in one step. When a row that it read has changed meanwhile, nothing is done, and what is
   * thrown has the code `row-conflict`. At least 1,000 reads and writes fit in.
   */
  transaction<Result>(work: (tx: ProjectionTransaction) => Promise<Result>): Promise<Result>;
}
