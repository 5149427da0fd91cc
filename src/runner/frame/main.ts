/** The fixed bootstrap of the sandbox's frame: relay, rate limiter and kill switch between the page and the learner's worker. */
import { openFrame } from './open-frame.ts';
import { createSpawner } from './spawn-worker.ts';

// The worker's program stands in the frame's own document; a worker is on its way before the page has sent its port.
const spawner = createSpawner(document.querySelector('#worker')!.textContent);
spawner.prepare();

// One port, from the page that holds this frame, once.
function accept(event: MessageEvent): void {
  const [port] = event.ports;
  if (event.source !== parent || !port) return;
  removeEventListener('message', accept);
  openFrame(port, spawner);
}

addEventListener('message', accept);
// The page's origin cannot be known in here; the message says nothing but that this frame is there.
parent.postMessage('replaybook-frame-ready', '*');
