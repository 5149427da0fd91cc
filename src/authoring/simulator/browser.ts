/** What a session finds in a browser: tabs over storage that all of them share. In memory for volume, the real thing in Chromium. */
import type { CellRunner, DraftStorage, LastResort, MarkedWorld } from '../../workbook/index.ts';

/** What one tab brings to a session. */
export type Tab = Readonly<{
  world: MarkedWorld;
  drafts: DraftStorage;
  lastResort: LastResort;
  runner: CellRunner;
  /** The page goes, with everything that runs in it. What was begun may still be done. */
  close(): void;
}>;

/** A browser that nobody has used yet. */
export type Browser = Readonly<{
  openTab(): Promise<Tab>;
  /** Resolves when every tab has heard of what the others did. */
  settle(): Promise<void>;
  /** Throws it away with all it has stored. */
  close(): Promise<void>;
}>;
