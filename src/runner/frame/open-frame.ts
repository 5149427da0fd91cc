/** The frame's side of the border: takes orders from the page, and keeps one worker running and one ready. */
import type { FromFrame, ToFrame, ToWorker } from '../protocol.ts';
import { openRelay, type Relay } from './relay.ts';
import type { Spawner } from './spawn-worker.ts';

const BEAT_INTERVAL = 500;

/** Serves the page at the other end of `port` for as long as the frame lives. */
export function openFrame(port: MessagePort, spawner: Spawner): void {
  let relay: Relay | null = null;
  let texts: readonly string[] = [];
  const tellPage = (message: FromFrame): void => port.postMessage(message);

  const start = async (runNumber: number, order: Extract<ToFrame, { kind: 'run' }>['order']): Promise<void> => {
    relay?.end('stopped');
    const worker = await spawner.take();
    if (!worker) return tellPage({ kind: 'no-worker' });
    relay = openRelay(worker, runNumber, tellPage, spawnNext);
    worker.postMessage({ kind: 'run', order } satisfies ToWorker);
  };

  const prepareSpare = async (): Promise<void> => {
    const worker = await spawner.spare();
    worker?.postMessage({ kind: 'prepare', texts } satisfies ToWorker);
  };
  const spawnNext = (): void => {
    spawner.prepare();
    void prepareSpare();
  };

  port.addEventListener('message', ({ data }: MessageEvent<ToFrame>) => {
    switch (data.kind) {
      case 'prepare':
        texts = data.texts;
        return void prepareSpare();
      case 'run':
        return void start(data.runNumber, data.order);
      case 'reply':
        return relay?.runNumber === data.runNumber ? relay.reply(data.id, data.reply) : undefined;
      case 'stop':
        return relay?.runNumber === data.runNumber ? relay.end('stopped') : undefined;
    }
  });
  port.start();
  spawner.onSpawn((spawned) => tellPage(spawned ? { kind: 'prepared', ...spawned } : { kind: 'no-worker' }));
  setInterval(() => tellPage({ kind: 'beat' }), BEAT_INTERVAL);
}
