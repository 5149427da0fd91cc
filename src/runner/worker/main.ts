/** The worker's program: waits for one run, does it, and says how it ended. */
import type { ToWorker, WorkerMessage } from '../protocol.ts';
import { postToFrame } from './natives.ts';
import { takeAway } from './prelude.ts';
import { Run } from './run.ts';

/** False only in the builds that the attack tests make, to show what holds without it. */
declare const __PRELUDE__: boolean;

const say = (message: WorkerMessage): void => postToFrame(message);

if (__PRELUDE__) takeAway(self);

const run = new Run({
  output: (items) => say({ kind: 'output', items }),
  request: (id, request) => say({ kind: 'request', id, request }),
  listening: (time) => say({ kind: 'listening', time }),
  looping: (place) => say({ kind: 'looping', place }),
});

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.kind) {
    case 'ping':
      run.pause();
      return say({ kind: 'pong' });
    case 'reply':
      return run.take(data.id, data.reply);
    case 'prepare':
      return run.prepare(data.texts);
    case 'run':
      void run.start(data.order).then((end) => say({ kind: 'ended', end }));
  }
});

say({ kind: 'hello' });
