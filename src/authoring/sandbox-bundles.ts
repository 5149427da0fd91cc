/** Bundles what runs in the sandbox, and reads what cells may import of it. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build, type Plugin } from 'vite';
import { libraryExports } from '../runner/compile/index.ts';
import type { PartName } from '../workbook/index.ts';

/** What comes with the cells that import it, and where it begins. */
const PARTS: Readonly<Record<PartName, string>> = {
  'on-demand': 'src/runner/worker/on-demand.ts',
  claims: 'src/runner/worker/claims-part.ts',
};

/** Where the classes of errors are, and where the worker has its own for the part to share. */
const SHARED: Readonly<Record<string, string>> = {
  'src/eventsourcing/errors.ts': 'shared.eventsourcing',
  'src/lab/lab-error.ts': 'shared.lab',
};

/** The part, as a module whose default export makes it of the classes that it shares. */
export async function bundlePart(root: string, part: PartName) {
  const files = new Map(Object.entries(SHARED).map(([file, name]) => [resolve(root, file), name]));
  const share: Plugin = {
    name: 'replaybook:shared',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
      const name = files.get(resolved?.id ?? '');
      return name ? { id: name, external: true } : resolved;
    },
  };
  const globals = Object.fromEntries([...files.values()].map((name) => [name, name]));
  const { text, files: read } = await bundle(root, PARTS[part], {}, { plugins: [share], globals });
  return { text: `export default (shared) => {${text}\nreturn sandbox}`, files: read };
}

type Options = Readonly<{ plugins?: Plugin[]; globals?: Record<string, string> }>;

/** One script with everything in it, whose exports are called `sandbox`. */
export async function bundle(root: string, entry: string, define: Record<string, string>, options: Options = {}) {
  const { plugins = [], globals = {} } = options;
  const result = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    define,
    plugins,
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      lib: { entry: resolve(root, entry), formats: ['iife'], name: 'sandbox' },
      // A library keeps its spaces for those who bundle it; nobody bundles this again.
      rolldownOptions: { output: { minify: true, globals } },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!output || !('output' in output)) throw new Error(`${entry} gave no bundle.`);
  const [chunk] = output.output;
  // In an HTML document nothing may look like the end of the script.
  const text = chunk.code.trim().replaceAll('</script', String.raw`<\/script`);
  return { text, files: chunk.moduleIds.filter((id) => !id.startsWith('\0')) };
}

/** What cells may import, read from the files that say so. */
export function readLibraries(root: string) {
  const sources = {
    eventsourcing: 'src/eventsourcing/index.ts',
    lab: 'src/lab/module.d.ts',
    test: 'src/checks/module.d.ts',
  };
  return Object.fromEntries(
    Object.entries(sources).map(([name, file]) => [
      name,
      libraryExports(name, file, readFileSync(resolve(root, file), 'utf8')),
    ]),
  );
}
