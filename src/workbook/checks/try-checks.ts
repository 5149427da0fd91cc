/** Tries the checks of an exercise one after the other, each in a run and a world of its own. Rule X18. */
import { hashText } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import type { LessonExercise } from '#lesson';
import type { CompiledCell, Libraries, LinkedCell, OutputItem } from '#runner';
import { answerRequest } from '../answer-request.ts';
import type { CompiledCells } from '../cell-texts.ts';
import type { Fault } from '../cell-view.ts';
import type { BrokenCheck, CheckView } from '../check-view.ts';
import { faultOfReport } from '../fault.ts';
import { toRunCells, tryLink } from '../link-cells.ts';
import { unfinished } from '../listening-run.ts';
import { PartPrograms, type Programs } from '../part-programs.ts';
import type { CellRunner, ReadPart, RunOutcome } from '../ports.ts';

/** What checks need. */
export type Checked = Readonly<{
  exercise: LessonExercise<CompiledCell>;
  /** The lesson's cells, with the text to be checked. */
  compiled: CompiledCells;
  libraries: Libraries;
  runner: CellRunner;
  readPart: ReadPart;
  /** Virtual time at the start, milliseconds since 1970. */
  now: number;
  isStopped(): boolean;
  /** Takes what ends the run that is under way. */
  stopBy(stop: () => void): void;
  tell(checks: readonly CheckView[]): void;
}>;

/** Tells of each check what became of it, as soon as that is known. */
export async function tryChecks(checked: Checked): Promise<void> {
  const { exercise, compiled, libraries, readPart } = checked;
  let views: readonly CheckView[] = exercise.checks.map((check) => ({ check, state: 'waiting' }));
  const put = (...changed: readonly CheckView[]): void => {
    views = views.map((one) => changed.find(({ check }) => check === one.check) ?? one);
    checked.tell(views);
  };
  const open = (): readonly string[] =>
    views.flatMap(({ check, state }) => (state === 'waiting' || state === 'trying' ? [check] : []));
  const cells = new Map(compiled.cells).set(exercise.checkFile, exercise.compiled);
  const linking = tryLink(exercise.checkFile, { ...compiled, cells }, libraries);
  if (linking.failure) return put(...open().map((check) => toView(check, brokenBy(linking.failure))));
  const linked = linking.cells;
  const programs = await new PartPrograms(libraries, readPart).of(linked, false, []);
  const leave = (): void => put(...open().map((check) => ({ check, state: 'untried' as const })));
  if (checked.isStopped()) return leave();
  // What few runs need of the lab remembers its world: then each check has a run of its own.
  const atOnce = programs.part === null ? Infinity : 1;
  for (let [next, ...rest] = open(); next !== undefined; [next, ...rest] = open()) {
    const trying = (check: string): void => put({ check, state: 'trying' });
    trying(next);
    const wanted = [next, ...rest].slice(0, atOnce);
    const outcome = await tryAtOnce(checked, { linked, programs, wanted }, (item) => {
      put(toView(item.name, item.broken && brokenTest(item.broken)));
      const [following] = open();
      if (following !== undefined) trying(following);
    });
    const isEndless = outcome?.kind === 'broken';
    const [unsaid] = open();
    // Where the run ended with a check under way, that is what became of it.
    if (unsaid !== undefined && wanted.includes(unsaid) && !checked.isStopped())
      put(toView(unsaid, brokenBy(faultOfOutcome(exercise.file, outcome))));
    // The next one would be as long in coming.
    if (checked.isStopped() || isEndless) return leave();
  }
}

const toView = (check: string, broken: BrokenCheck | null): CheckView =>
  broken ? { check, state: 'broken', ...broken } : { check, state: 'holds' };

type Test = Extract<OutputItem, { kind: 'test' }>;

/** Tries the `wanted` checks in one run, each in a world of its own. Resolves to how the run ended, or to null where it only listens. */
async function tryAtOnce(
  { exercise, runner, now, stopBy, isStopped }: Checked,
  {
    linked,
    programs,
    wanted,
  }: Readonly<{ linked: readonly LinkedCell[]; programs: Programs; wanted: readonly string[] }>,
  tried: (item: Test) => void,
): Promise<RunOutcome | null> {
  let world = createMemoryWorld();
  const left = new Set(wanted);
  let rest: () => void = () => {};
  const atRest = new Promise<null>((resolve) => (rest = () => resolve(null)));
  const handle = runner.run(
    {
      seed: hashText(exercise.file),
      faults: [],
      now,
      cells: toRunCells(linked),
      wanted: [],
      part: programs.part,
      claims: programs.claims && { ...programs.claims, only: wanted },
    },
    {
      output(items) {
        for (const item of items) {
          // Each is heard once: what a cell claims by the same name says nothing.
          if (item.kind !== 'test' || isStopped() || !left.delete(item.name)) continue;
          world = createMemoryWorld();
          tried(item);
        }
      },
      async answer(request) {
        const { epoch } = await world.readState();
        return await answerRequest(world, { epoch, cell: exercise.file, runNumber: 1 }, request);
      },
      // What listens has nothing more to do by itself.
      listening: () => rest(),
    },
  );
  stopBy(handle.stop);
  const outcome = await Promise.race([handle.outcome, atRest]);
  if (outcome === null) handle.stop();
  return outcome;
}

function brokenTest({ error, told, found }: NonNullable<Test['broken']>): BrokenCheck {
  return { fault: faultOfReport(error), told, found };
}

const brokenBy = (fault: Fault): BrokenCheck => ({ fault, told: {}, found: null });

/** Why a run ended before its check was through. */
function faultOfOutcome(file: string, outcome: RunOutcome | null): Fault {
  if (outcome === null) return { code: 'waits-for-nothing', data: {}, places: [] };
  if ('error' in outcome) return faultOfReport(outcome.error);
  const fault = outcome.kind === 'done' || outcome.kind === 'stopped' ? null : unfinished(file, outcome).fault;
  return fault ?? { code: 'page-failed', data: { reason: 'This check claims nothing.' }, places: [] };
}
