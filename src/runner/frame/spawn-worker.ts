/** Starts workers, one ahead of need. A `data:` worker comes first, because it is a secure context; else `blob:`; else none. */
import type { WorkerMessage } from '../protocol.ts';

/** Kinds of worker, in the order in which they are tried. */
type WorkerKind = 'data' | 'blob';

/** A worker that is ready: of which kind, and the milliseconds that it took. */
export type Spawned = Readonly<{ worker: WorkerKind; milliseconds: number }>;

export type Spawner = Readonly<{
  /** Starts the spare, unless there is one. */
  prepare(): void;
  /** The spare when it has started; null where there is none. It stays the spare. */
  spare(): Promise<Worker | null>;
  /** The spare, or a worker started now; null when none starts. */
  take(): Promise<Worker | null>;
  /** Hears of each worker that is ready, the last one included, and of null when no kind starts here. */
  onSpawn(listener: (spawned: Spawned | null) => void): void;
}>;

/** How long a worker may take to say hello before its kind counts as refused. */
const HELLO_DEADLINE = 3_000;

type TrustedTypes = {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
};

/** A spawner for the program `text`. */
export function createSpawner(text: string): Spawner {
  const urls = workerUrls(text);
  let kinds: WorkerKind[] = ['data', 'blob'];
  let spare: Promise<Worker | null> | null = null;
  let last: Spawned | null | undefined;
  let listener: (spawned: Spawned | null) => void = () => {};

  const tell = (spawned: Spawned | null): void => {
    last = spawned;
    listener(spawned);
  };
  const startAny = async (): Promise<Worker | null> => {
    for (const kind of kinds) {
      const start = performance.now();
      const worker = await startWorker(urls[kind]);
      if (!worker) continue;
      kinds = [kind];
      tell({ worker: kind, milliseconds: performance.now() - start });
      return worker;
    }
    tell(null);
    return null;
  };

  return {
    prepare() {
      spare ??= startAny();
    },
    spare: async () => spare,
    async take() {
      const worker = await (spare ?? startAny());
      spare = null;
      return worker;
    },
    onSpawn(hears) {
      listener = hears;
      if (last !== undefined) hears(last);
    },
  };
}

function workerUrls(text: string): Record<WorkerKind, () => string> {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const trust = trustedTypes?.createPolicy('wb-sandbox', { createScriptURL: (url) => url }) ?? {
    createScriptURL: (url: string) => url,
  };
  const made = new Map<WorkerKind, string>();
  const once = (kind: WorkerKind, make: () => string) => () => {
    if (!made.has(kind)) made.set(kind, trust.createScriptURL(make()));
    return made.get(kind)!;
  };
  return {
    data: once('data', () => `data:text/javascript;charset=utf-8,${encodeURIComponent(text)}`),
    blob: once('blob', () => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))),
  };
}

/** A worker that has said hello, or null. */
function startWorker(makeUrl: () => string): Promise<Worker | null> {
  return new Promise((resolve) => {
    const settle = (worker: Worker | null): void => {
      clearTimeout(deadline);
      resolve(worker);
    };
    const deadline = setTimeout(() => settle(null), HELLO_DEADLINE);
    // Also a page that is being left refuses here.
    try {
      const worker = new Worker(makeUrl());
      const onHello = ({ data }: MessageEvent<WorkerMessage>): void => {
        if (data.kind !== 'hello') return;
        worker.removeEventListener('message', onHello);
        settle(worker);
      };
      worker.addEventListener('message', onHello);
      worker.addEventListener('error', () => settle(null), { once: true });
    } catch {
      settle(null);
    }
  });
}
