/** Makes the sandbox's frame: an opaque origin with our bootstrap in it and nothing else, at the other end of one port. */

/** A frame that has answered. */
export type Frame = Readonly<{ port: MessagePort; remove(): void }>;

/** How long a frame may take before the page says that it cannot run code. */
const READY_DEADLINE = 2_000;

type TrustedTypes = {
  createPolicy(name: string, rules: { createHTML(html: string): string }): { createHTML(html: string): string };
};

/** Makes frames from one document. */
export function createFrameMaker(frameDocument: string): () => Promise<Frame | null> {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const srcdoc =
    trustedTypes
      ?.createPolicy('wb-sandbox', {
        createHTML(html) {
          if (html === frameDocument) return html;
          throw new TypeError('This policy is for the frame of the sandbox.');
        },
      })
      .createHTML(frameDocument) ?? frameDocument;
  return () => makeFrame(srcdoc);
}

/** A new frame, or null when it does not answer in time. */
function makeFrame(srcdoc: string): Promise<Frame | null> {
  return new Promise((resolve) => {
    const element = document.createElement('iframe');
    // Everything is set before the frame is inserted: some browsers decide on its rights at that moment.
    element.setAttribute('sandbox', 'allow-scripts');
    element.setAttribute('allow', '');
    element.referrerPolicy = 'no-referrer';
    element.title = 'code runner';
    element.hidden = true;
    element.srcdoc = srcdoc;

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
