/** Waits until a checkpoint has come far enough: how one reads what one has written. Rules: SPEC.md, PR17. */

/** How a wait has ended. */
export type WaitResult = 'reached' | 'timed out';

/** Milliseconds between two looks. */
const STEP = 50;

/** Looks until the checkpoint is at `position` or further, for at most so many milliseconds of waiting. */
export async function waitForPosition(
  checkpoint: () => Promise<number>,
  wait: (milliseconds: number) => Promise<void>,
  position: number,
  timeoutMs: number,
): Promise<WaitResult> {
  for (let left = timeoutMs; ; left -= STEP) {
    if ((await checkpoint()) >= position) return 'reached';
    if (left <= 0) return 'timed out';
    await wait(Math.min(left, STEP));
  }
}

type Timers = Readonly<{ setTimeout(fire: () => void, milliseconds: number): unknown }>;

/** Waits as the program does: in a cell that is virtual time. Looked up at each call, since whoever runs this may replace it. */
export const waitWithTimer = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => void (globalThis as unknown as Timers).setTimeout(resolve, milliseconds));
