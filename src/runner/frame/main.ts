/** The fixed bootstrap of the sandbox's frame: relay, rate limiter and kill switch between the page and the learner's worker. */
import { openFrame } from './open-frame.ts';

// One port, from the page that made this frame, once.
function accept(event: MessageEvent): void {
  const [port] = event.ports;
  if (event.source !== parent || !port) return;
  removeEventListener('message', accept);
  openFrame(port);
}

addEventListener('message', accept);
// The page's origin cannot be known in here; the message says nothing but that this frame is there.
parent.postMessage('replaybook-frame-ready', '*');
