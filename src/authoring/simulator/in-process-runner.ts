/** Runs cells in this process: the worker's own program, each run in a realm of its own, with real time that passes as fast as it is waited for. */
import { createContext, runInContext, Script, type Context } from 'node:vm';
import { resolve } from 'node:path';
import { build, type Plugin } from 'vite';
import type { ToWorker, WorkerMessage } from '../../runner/index.ts';
import type { CellRunner, RunOutcome } from '../../workbook/index.ts';

/** Without a module loader of its own, a realm is handed what it imports. */
const handImports: Plugin = {
  name: 'replaybook:hand-imports',
  transform(code, id) {
    if (!id.endsWith('/src/runner/worker/loaded-modules.ts')) return null;
    const handed = code.replace(/import\(\s*\/\* @vite-ignore \*\/\s*url\s*\)/, 'self.loadCell(url)');
    if (handed === code) throw new Error('The worker no longer imports its cells as it did.');
    return handed;
  },
};

/** The worker's program, as the sandbox has it; `root` is the folder of the project. */
export async function buildWorkerProgram(root = process.cwd()): Promise<Script> {
  const result = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    plugins: [handImports],
    define: { __PRELUDE__: 'true' },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry: resolve(root, 'src/runner/worker/main.ts'), formats: ['iife'], name: 'sandbox' },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!output || !('output' in output)) throw new Error('The worker gave no program.');
  return new Script(output.output[0].code, { filename: 'replaybook-lab.js' });
}

/** A runner over the worker's program. */
export function createInProcessRunner(program: Script): CellRunner {
  let stopActive: () => void = () => {};
  return {
    prepare: () => {},
    run(order, listener) {
      stopActive();
      let isOver = false;
      let settle!: (outcome: RunOutcome) => void;
      const outcome = new Promise<RunOutcome>((resolveOutcome) => (settle = resolveOutcome));
      const finish = (end: RunOutcome): void => {
        isOver = true;
        settle(end);
      };
      const post = startRealm(program, (message) => {
        if (isOver) return;
        if (message.kind === 'output') listener.output(message.items);
        if (message.kind === 'listening') listener.listening(message.time);
        if (message.kind === 'ended') finish(message.end);
        if (message.kind !== 'request') return;
        const { id, request } = message;
        void listener.answer(request).then((reply) => isOver || post({ kind: 'reply', id, reply }));
      });
      stopActive = () => isOver || finish({ kind: 'stopped' });
      post({ kind: 'run', order });
      return { outcome, stop: stopActive };
    },
  };
}

/** Starts the program in a realm of its own; gives what sends it a message. */
function startRealm(program: Script, receive: (message: WorkerMessage) => void): (message: ToWorker) => void {
  const realm = createContext({});
  const listeners: ((event: { data: unknown }) => void)[] = [];
  const texts = new Map<string, string>();
  let now = 0;
  const globals = {
    self: runInContext('globalThis', realm) as object,
    crypto: {},
    performance: { now: () => now },
    postMessage: (message: unknown) => {
      const text = JSON.stringify(message);
      setImmediate(() => receive(JSON.parse(text) as WorkerMessage));
    },
    addEventListener: (kind: string, listener: (event: { data: unknown }) => void) =>
      kind === 'message' && listeners.push(listener),
    setTimeout(work: () => void, milliseconds: number) {
      setImmediate(() => {
        now += milliseconds;
        work();
      });
    },
    MessageChannel: FakeChannel,
    Blob: FakeBlob,
    URL: {
      createObjectURL({ text }: FakeBlob) {
        const url = `blob:cell-${texts.size}`;
        texts.set(url, text);
        return url;
      },
    },
    loadCell: async (url: string) => {
      await tasks((loads += 1) % 5);
      return load(realm, texts.get(url)!, url);
    },
  };
  Object.assign(realm, globals);
  program.runInContext(realm);
  const parse = runInContext('JSON.parse', realm) as (text: string) => unknown;
  return (message) => {
    // As between threads: a copy that belongs to the other side.
    const text = JSON.stringify(message);
    setImmediate(() => {
      const data = parse(text);
      for (const listener of listeners) listener({ data });
    });
  };
}

/** Loads a cell: a script whose value is the factory, in columns that stay. */
const load = (realm: Context, text: string, filename: string) => ({
  default: new Script(text.replace('export default ', "'use strict';  "), { filename }).runInContext(realm) as unknown,
});

/** Modules loaded so far: each takes another number of tasks, and no run must come out otherwise for that. */
let loads = 0;

async function tasks(count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1) await new Promise((resolveTask) => void setImmediate(resolveTask));
}

/** As much of a channel as the worker's program uses: a task for each message. */
class FakeChannel {
  readonly #listeners: (() => void)[] = [];
  readonly port1 = {
    addEventListener: (_kind: string, listener: () => void) => this.#listeners.push(listener),
    start: () => {},
  };
  readonly port2 = {
    postMessage: () => setImmediate(() => this.#listeners[0]?.()),
  };
}

class FakeBlob {
  readonly text: string;

  constructor(parts: readonly string[]) {
    this.text = parts.join('');
  }
}
