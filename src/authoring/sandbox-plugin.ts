/** Builds the sandbox: puts its frame into every page that has cells, and the hash of the frame's script into every policy. `virtual:sandbox` says what cells may import. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build, type Plugin } from 'vite';
import { libraryExports } from '../runner/compile/index.ts';
import { frameDocument, frameElement, pagePolicy } from './policies.ts';
import { themeScript } from './theme-script.ts';

const ID = 'virtual:sandbox';
const RESOLVED = `\0${ID}`;
/** What is not at hand of the libraries. */
const ON_DEMAND = `${ID}/on-demand`;
/** What cells import as 'test'. */
const CLAIMS = `${ID}/claims`;
/** What comes with the cells that import it, by the name of its module. */
const PARTS: Readonly<Record<string, string>> = {
  [`\0${ON_DEMAND}`]: 'src/runner/worker/on-demand.ts',
  [`\0${CLAIMS}`]: 'src/runner/worker/claims-part.ts',
};
/** Where a page's policy belongs. */
const POLICY_MARK = '<!-- policy -->';
/** Where the frame belongs. Only pages with cells have this. */
const FRAME_MARK = '<!-- frame -->';

type Built = Readonly<{ frame: string; frameHash: string; files: readonly string[] }>;

/** The plugin. `prelude: false` leaves the worker's prelude out, for tests of what holds without it. */
export function sandbox({ prelude = true }: { prelude?: boolean } = {}): Plugin {
  let root = '';
  let built: Promise<Built> | null = null;
  const parts = new Map<string, ReturnType<typeof bundlePart>>();
  const get = (): Promise<Built> => (built ??= buildSandbox(root, prelude));

  return {
    name: 'replaybook:sandbox',
    configResolved(config) {
      root = config.root;
    },
    resolveId(id) {
      return [ID, ON_DEMAND, CLAIMS].includes(id) ? `\0${id}` : null;
    },
    async load(id) {
      if (Object.hasOwn(PARTS, id)) {
        if (!parts.has(id)) parts.set(id, bundlePart(root, PARTS[id]!));
        const { text } = await parts.get(id)!;
        return `export default ${JSON.stringify(text)};`;
      }
      if (id !== RESOLVED) return null;
      return `export const libraries = ${JSON.stringify(readLibraries(root))};`;
    },
    transformIndexHtml: {
      order: 'pre',
      async handler(html) {
        // Only our own pages have the mark.
        if (!html.includes(POLICY_MARK)) return html;
        const { frame, frameHash } = await get();
        const policy = `<meta http-equiv="Content-Security-Policy" content="${pagePolicy(frameHash)}">`;
        return html.replace(POLICY_MARK, () => policy + themeScript).replace(FRAME_MARK, () => frameElement(frame));
      },
    },
    async handleHotUpdate({ file, server }) {
      const bundles = await Promise.all([built, ...parts.values()]);
      if (!bundles.some((one) => one?.files.includes(file))) return undefined;
      built = null;
      parts.clear();
      for (const id of Object.keys(PARTS)) {
        const part = server.moduleGraph.getModuleById(id);
        if (part) server.moduleGraph.invalidateModule(part);
      }
      // The frame stands in the pages.
      server.ws.send({ type: 'full-reload' });
      return [];
    },
  };
}

async function buildSandbox(root: string, prelude: boolean): Promise<Built> {
  const [frame, worker] = await Promise.all([
    bundle(root, 'src/runner/frame/main.ts', {}),
    bundle(root, 'src/runner/worker/main.ts', { __PRELUDE__: String(prelude) }),
  ]);
  const frameHash = `sha256-${createHash('sha256').update(frame.text).digest('base64')}`;
  // Without a name of its own, its whole text stands in every line of a stack and leaves no room for the cells.
  const program = `${worker.text}\n//# sourceURL=replaybook-lab.js`;
  return {
    frame: frameDocument(frame.text, frameHash, program),
    frameHash,
    files: [...new Set([...frame.files, ...worker.files])],
  };
}

/** Where the classes of errors are, and where the worker has its own for the part to share. */
const SHARED: Readonly<Record<string, string>> = {
  'src/eventsourcing/errors.ts': 'shared.eventsourcing',
  'src/lab/lab-error.ts': 'shared.lab',
};

/** The part, as a module whose default export makes it of the classes that it shares. */
async function bundlePart(root: string, entry: string) {
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
  const { text, files: read } = await bundle(root, entry, {}, { plugins: [share], globals });
  return { text: `export default (shared) => {${text}\nreturn sandbox}`, files: read };
}

type Options = Readonly<{ plugins?: Plugin[]; globals?: Record<string, string> }>;

/** One script with everything in it, whose exports are called `sandbox`. */
async function bundle(root: string, entry: string, define: Record<string, string>, options: Options = {}) {
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
function readLibraries(root: string) {
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
