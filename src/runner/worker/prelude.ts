/** Takes away what a cell has no use for. Tidiness and a second line: the boundary is the policy of frame and page. */

const NOT_FOR_CELLS = [
  'importScripts',
  'fetch',
  'fetchLater',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'EventSource',
  'WebTransport',
  'RTCPeerConnection',
  'RTCDataChannel',
  'Worker',
  'SharedWorker',
  'BroadcastChannel',
  'FontFace',
  'fonts',
  'WebAssembly',
  'SharedArrayBuffer',
  'indexedDB',
  'caches',
  'CacheStorage',
  'Notification',
  'navigator',
  'postMessage',
  'close',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'scheduler',
  'File',
  'FileReader',
  'FileReaderSync',
  'webkitRequestFileSystem',
  'webkitRequestFileSystemSync',
  'webkitResolveLocalFileSystemURL',
  'webkitResolveLocalFileSystemSyncURL',
];

/** Deletes from the global object and everything it inherits from: deleting from `self` alone leaves most of it there. */
export function takeAway(global: object): void {
  for (let holder: object | null = global; holder; holder = Object.getPrototypeOf(holder) as object | null) {
    for (const name of NOT_FOR_CELLS) Reflect.deleteProperty(holder, name);
  }
  const { AbortSignal, Temporal } = global as { AbortSignal?: object; Temporal?: object };
  if (AbortSignal) Reflect.deleteProperty(AbortSignal, 'timeout');
  // Its clock is the real one.
  if (Temporal) Reflect.deleteProperty(Temporal, 'Now');
}
