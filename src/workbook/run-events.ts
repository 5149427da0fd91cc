/** What is heard of runs while they go on. */
import type { OutputItem } from '#runner';
import type { CellStatus } from './cell-view.ts';

/** Hears how it goes. */
export type RunEvents = Readonly<{
  status(file: string, status: CellStatus): void;
  output(file: string, items: readonly OutputItem[]): void;
  cleared(file: string): void;
  /** There is something new among what was asked and left nothing. */
  asked(): void;
  /** Another tab has taken the world back, or emptied it. */
  worldReplaced(): void;
}>;
