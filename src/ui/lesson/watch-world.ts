/** Keeps a picture of a world up to date: reads it again after changes, at most once a frame. */
import { toRecordedEvents } from '#eventsourcing/storage';
import type { WorldStorage } from '#lab';
import type { WorldPicture } from './lesson-lab.ts';

/** Events shown of a long log; the rest is counted. */
const EVENTS = 200;
const ROWS = 100;

/** Calls `show` with the world as it is, now and after each change. */
export function watchWorld(world: WorldStorage, show: (picture: WorldPicture) => void): void {
  let isReading = false;
  let isOutdated = false;
  const read = async (): Promise<void> => {
    if (isReading) {
      isOutdated = true;
      return;
    }
    isReading = true;
    do {
      isOutdated = false;
      show(await readPicture(world));
    } while (isOutdated);
    isReading = false;
  };
  world.onChange(() => void read());
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
