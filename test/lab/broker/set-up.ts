/** A lab with a broker whose time is at hand. */
import { VirtualTime, type Lab, type Message, type RunSettings, type WorldStorage } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import { labOver, NOW } from '../../contract/lab-over-world.ts';

export async function setUp(world: WorldStorage = createMemoryWorld(), run?: RunSettings) {
  const time = new VirtualTime(NOW);
  const shown: unknown[] = [];
  const crashes: Error[] = [];
  const lab = await labOver(world, 1, null, {
    time,
    display: (value) => shown.push(value),
    crash: (error) => void crashes.push(error),
    ...(run && { run }),
  });
  const quiet = async (): Promise<void> => {
    for (let task = 0; task < 5; task += 1) await new Promise((resolve) => void setImmediate(resolve));
  };
  /** Lets everything happen, timers too, as a run does at its end. */
  const toEnd = async (): Promise<void> => {
    await quiet();
    for (let fired = 0; fired < 1_000 && time.fireNext(); fired += 1) await quiet();
  };
  return { world, lab, time, shown, crashes, quiet, toEnd };
}

export const messageOf = (messageId: string, key = 'k', body: unknown = null): Message => ({
  messageId,
  key,
  type: 'T',
  body,
});

export const publishAll = async ({ broker }: Lab, ...ids: readonly string[]): Promise<void> => {
  for (const id of ids) await broker.publish('t', messageOf(id));
};
