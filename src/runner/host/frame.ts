/** The sandbox's frame: an opaque origin with our bootstrap in it and nothing else, at the other end of one port. */

/** A frame that has answered. */
export type Frame = Readonly<{ port: MessagePort; remove(): void }>;

/** Milliseconds until the page says that it cannot run code. A browser may keep the next frame waiting while it clears the last one away. */
const READY_DEADLINE = 5_000;

/** Frames from a template in the page's own HTML: nobody ever writes a frame's document or its rights from a script. */
export function createFrameMaker(template: HTMLTemplateElement): () => Promise<Frame | null> {
  const element = template.content.querySelector('iframe')!;
  return () => openFrame(document.importNode(element));
}

/** Puts a frame into the page, waits for its greeting and sends it a port; null when none comes in time. */
function openFrame(element: HTMLIFrameElement): Promise<Frame | null> {
  return new Promise((resolve) => {
    const settle = (frame: Frame | null): void => {
      clearTimeout(deadline);
      removeEventListener('message', onMessage);
      if (!frame) element.remove();
      resolve(frame);
    };
    const onMessage = (event: MessageEvent): void => {
      const isFrame = event.source === element.contentWindow && event.origin === 'null';
      if (!isFrame || event.data !== 'replaybook-frame-ready') return;
      const { port1, port2 } = new MessageChannel();
      // An opaque origin cannot be named; the window is this frame's, checked above.
      element.contentWindow!.postMessage('replaybook-port', '*', [port2]);
      settle({
        port: port1,
        remove() {
          port1.close();
          element.remove();
        },
      });
    };
    const deadline = setTimeout(() => settle(null), READY_DEADLINE);
    addEventListener('message', onMessage);
    document.body.append(element);
  });
}
