/** Monaco's two workers, each from its one address. */
import editorWorkerUrl from 'monaco-editor/editor/editor.worker.js?worker&url';
import typescriptWorkerUrl from 'monaco-editor/language/typescript/ts.worker.js?worker&url';

type TrustedTypes = {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
};

const ADDRESSES = [editorWorkerUrl, typescriptWorkerUrl];

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
const policy = trustedTypes?.createPolicy('app', {
  createScriptURL(url) {
    if (ADDRESSES.includes(url)) return url;
    throw new TypeError(`This policy is for the editor's workers.`);
  },
});

function start(url: string): Worker {
  return new Worker(policy?.createScriptURL(url) ?? url, { type: 'module' });
}

/** Tells Monaco how to start its workers. */
export function provideWorkers(): void {
  Object.assign(globalThis, {
    MonacoEnvironment: {
      getWorker: (_: unknown, label: string) => start(label === 'typescript' ? typescriptWorkerUrl : editorWorkerUrl),
    },
  });
}
