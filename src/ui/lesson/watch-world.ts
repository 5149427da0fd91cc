/** Keeps a picture of a world up to date: reads it again soon after it has changed. */
import { toRecordedEvents } from '#eventsourcing/storage';
import type { WorldStorage } from '#lab';
import type { WorldPicture } from './lesson-lab.ts';

/** Events shown of a long log; the rest is counted. */
const EVENTS = 200;
const ROWS = 100;

/** A run changes the world many times in a row, and each reading holds up its next write: one picture for all of them. */
const DELAY = 80;

/** Calls `show` with the world as it is, now and soon after each change. */
export function watchWorld(world: WorldStorage, show: (picture: WorldPicture) => void): void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isReading = false;
  const read = async (): Promise<void> => {
    isReading = true;
    show(await readPicture(world));
    isReading = false;
  };
  const readSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      if (isReading) readSoon();
      else void read();
    }, DELAY);
  };
  world.onChange(readSoon);
  void read();
}

async function readPicture(world: WorldStorage): Promise<WorldPicture> {
  const { lastPosition } = await world.readState();
  const [{ commits }, names] = await Promise.all([
    world.readAll({ after: Math.max(0, lastPosition - EVENTS), wanted: EVENTS }),
    world.readTableNames(),
  ]);
  const events = commits.flatMap(toRecordedEvents).slice(-EVENTS);
  const tables = await Promise.all(
    names.map(async (name) => {
      const rows = await world.readRows(name);
      const shown = rows.slice(0, ROWS).map(({ text }) => JSON.parse(text) as Record<string, unknown>);
      return { name, rows: shown, count: rows.length };
    }),
  );
  return { events, olderEvents: lastPosition - events.length, tables };
}
