/** Holds the exercises that were run to their checks, once their cells have come to an end. Rule X18. */
import type { CompiledCells } from './cell-texts.ts';
import type { CheckView } from './check-view.ts';
import type { ActiveRun, RunParts } from './run-plan.ts';

/** Hears what becomes of checks. */
export type ChecksListener = Readonly<{
  /** What is known of an exercise's checks has changed. */
  checksChanged?(file: string, checks: readonly CheckView[]): void;
  /** Checks could not be tried. */
  checksFailed?(error: unknown): void;
}>;

/** `hasEnded` knows whether a cell has got as far as its author means it to. */
export async function checkExercises(
  run: ActiveRun,
  compiled: CompiledCells,
  { page, libraries, runner, readPart, loadChecks }: RunParts,
  { hasEnded, listener }: Readonly<{ hasEnded(file: string): boolean; listener: ChecksListener }>,
): Promise<void> {
  for (const exercise of page.exercises ?? []) {
    const { file } = exercise;
    if (run.isStopped || !run.asked.includes(file)) continue;
    const tell = (checks: readonly CheckView[]): void => listener.checksChanged?.(file, checks);
    const leave = (): void => tell(exercise.checks.map((check) => ({ check, state: 'untried' })));
    if (!hasEnded(file)) {
      leave();
      continue;
    }
    try {
      const { tryChecks } = await loadChecks();
      if (run.isStopped) return leave();
      await tryChecks({
        exercise,
        compiled,
        libraries,
        runner,
        readPart,
        now: Date.parse(page.now),
        isStopped: () => run.isStopped,
        stopBy: (stop) => (run.stop = stop),
        tell,
      });
    } catch (error) {
      // The cells have come to their ends all the same.
      leave();
      listener.checksFailed?.(error);
    }
  }
}
