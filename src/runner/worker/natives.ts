/** The worker's own tools, taken before a learner's code or the virtual clock can change them. */

const channel = new MessageChannel();
const ticks: (() => void)[] = [];
channel.port1.addEventListener('message', () => ticks.shift()?.());
channel.port1.start();

const post = self.postMessage.bind(self);
const setTimer = self.setTimeout.bind(self);
const makeUrl = URL.createObjectURL.bind(URL);

/** Sends a message to the frame. */
export const postToFrame = (message: unknown): void => post(message);

/** Resolves in a task of its own: everything that can go on without waiting has gone on by then. */
export const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    ticks.push(resolve);
    channel.port2.postMessage(null);
  });

/** Calls back after real milliseconds. */
export const afterRealTime = (callback: () => void, milliseconds: number): void =>
  void setTimer(callback, milliseconds);

/** An address that `import()` can load `text` from. */
export const urlOf = (text: string): string => makeUrl(new Blob([text], { type: 'text/javascript' }));

/** Real milliseconds since the worker started. */
export const realNow = performance.now.bind(performance);

export const NativeDate = Date;
export const nativeCrypto = self.crypto;

// Chromium keeps ten lines of a stack; between a cell and the port stand as many of the library's.
(Error as { stackTraceLimit?: number }).stackTraceLimit = 50;
