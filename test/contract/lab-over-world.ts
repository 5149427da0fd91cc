/** A lab over a world, wired as a run of a cell has it. */
import {
  createLab,
  createRandom,
  VirtualTime,
  type Lab,
  type LabPart,
  type LabStorage,
  type RunSettings,
  type WorldStorage,
} from '#lab';
import { findText } from '#lab/find-text';
import * as onDemand from '#lab/on-demand';

/** When time begins in tests. */
export const NOW = Date.parse('2020-05-20T09:00:00Z');

/** Parts of a lab that a test brings, and what its storage is reached through. */
type Parts = Partial<Parameters<typeof createLab>[0]> & {
  part?: LabPart;
  run?: RunSettings;
  through?: (storage: LabStorage) => LabStorage;
};

/** A lab that writes in the epoch the world is in now. */
export async function labOver(
  world: WorldStorage,
  seed = 1,
  evaluateAgain: Parameters<typeof createLab>[0]['evaluateAgain'] = null,
  { part = onDemand, run, through = (storage) => storage, ...parts }: Parts = {},
): Promise<Lab> {
  const { epoch } = await world.readState();
  const time = parts.time ?? new VirtualTime(NOW);
  const storage: LabStorage = {
    transact: (operations) => world.transact(operations, { epoch, cell: 'cell.ts', runNumber: 1, time: time.now }),
    readStream: (query) => world.readStream(query),
    readAll: (query) => world.readAll(query),
    whenBehind: (position) => world.whenBehind(position, epoch),
    readRow: (table, id) => world.readRow(table, id),
    readRows: (table) => world.readRows(table),
    findText: (text) => findText(world, text),
  };
  const settle = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve));
  const { whole } = createLab({
    storage: through(storage),
    time,
    random: createRandom(seed),
    settle,
    display: () => {},
    struck: () => {},
    progress: () => {},
    draw: () => {},
    nextTask,
    aside: (work) => work(),
    took: () => 0,
    exchangeRandom: (random) => random,
    subtle: () => crypto.subtle,
    assertOpen: () => {},
    crash: () => {},
    evaluateAgain,
    realNow: () => performance.now(),
    breathe: settle,
    pause: settle,
    ...parts,
  });
  return whole(part, run);
}

/** Timers of browsers wait too long where there are thousands of tasks. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') return void setImmediate(resolve);
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => resolve());
    port1.start();
    port2.postMessage(null);
  });
}
