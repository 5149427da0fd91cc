/** Keeps a picture of a world up to date: reads it again soon after it has changed. What shows it comes with it. */
import { toRecordedEvents } from '#eventsourcing/storage';
import { isTableName, type WorldStorage } from '#lab';
import '#panels/world';
import type { WorldPicture } from './lesson-lab.ts';

/** Events shown of a long log, and while it grows without a pause; the rest is counted. */
const EVENTS = 100;
const EVENTS_IN_FLOOD = 20;
const ROWS = 100;

/** A run changes the world many times in a row, and each reading holds up its next write: one picture for all of them. */
const DELAY = 80;
/** In a flood the pictures come ever less often, but not less than this. */
const LONGEST_DELAY = 1_000;

/** Reads what has been going on, where it is shown. */
export type ReadTraffic = (world: WorldStorage) => Promise<NonNullable<WorldPicture['traffic']>>;

/**
 * Calls `show` with the world as it is, now and soon after each change: when it is quiet, and now and then while it is not. Gives what
 * has it called once more.
 */
export function watchWorld(
  world: WorldStorage,
  show: (picture: WorldPicture) => void,
  readTraffic: ReadTraffic | null = null,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isReading = false;
  /** How long a flood may go on without a picture. */
  let patience = DELAY;
  let lastChange = 0;
  /** When the first change came that is in no picture; null when all are. */
  let changedAt: number | null = null;

  const read = async (events: number): Promise<void> => {
    isReading = true;
    changedAt = null;
    try {
      const [picture, traffic] = await Promise.all([readPicture(world, events), readTraffic?.(world)]);
      show(traffic ? { ...picture, traffic } : picture);
    } catch {
      // The picture stays as it is; whoever runs a cell is told why.
    }
    isReading = false;
  };
  const look = (): void => {
    timer = undefined;
    const now = performance.now();
    const isQuiet = now - lastChange >= DELAY;
    const isDue = changedAt !== null && now - changedAt >= patience;
    if (isReading || (!isQuiet && !isDue)) return lookSoon();
    const isFlood = !isQuiet && patience > DELAY;
    patience = isQuiet ? DELAY : Math.min(patience * 2, LONGEST_DELAY);
    void read(isFlood ? EVENTS_IN_FLOOD : EVENTS);
    if (!isFlood) return;
    // The whole picture is still to come.
    changedAt = now;
    lookSoon();
  };
  const lookSoon = (): void => void (timer ??= setTimeout(look, DELAY));
  const changed = (): void => {
    const now = performance.now();
    if (changedAt === null && now - lastChange >= DELAY) patience = DELAY;
    lastChange = now;
    changedAt ??= now;
    lookSoon();
  };
  world.onChange(changed);
  void read(EVENTS);
  return changed;
}

async function readPicture(world: WorldStorage, most: number): Promise<WorldPicture> {
  const { lastPosition } = await world.readState();
  const [{ commits }, names] = await Promise.all([
    world.readAll({ after: Math.max(0, lastPosition - most), wanted: most }),
    world.readTableNames(),
  ]);
  const events = commits.flatMap(toRecordedEvents).slice(-most);
  const tables = await Promise.all(
    names.filter(isTableName).map(async (name) => {
      const [{ rows }, count] = await Promise.all([
        world.readRows({ table: name, wanted: ROWS }),
        world.countRows(name),
      ]);
      const shown = rows.map(({ text }) => JSON.parse(text) as Record<string, unknown>);
      return { name, rows: shown, count };
    }),
  );
  return { events, olderEvents: lastPosition - events.length, tables };
}
