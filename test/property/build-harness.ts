/** Builds the harness: one module that a page's policy lets in. */
import { resolve } from 'node:path';
import { build } from 'vite';
import { sandbox } from '../../src/authoring/sandbox-plugin.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** The text of the harness. */
export async function buildHarness(): Promise<string> {
  const result = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    plugins: [sandbox()],
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry: resolve(ROOT, 'test/property/harness.ts'), formats: ['es'] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!output || !('output' in output)) throw new Error('The harness gave no module.');
  if (output.output.length !== 1) throw new Error('The harness has to be one file.');
  return output.output[0].code;
}
