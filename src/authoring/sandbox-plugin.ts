/** Builds the sandbox: puts its frame into every page that has cells, and the hash of the frame's script into every policy. `virtual:sandbox` says what cells may import. */
import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { frameDocument, frameElement, pagePolicy } from './policies.ts';
import type { PartName } from '../workbook/index.ts';
import { bundle, bundlePart, readLibraries } from './sandbox-bundles.ts';
import { headScript } from './head-script.ts';

const ID = 'virtual:sandbox';
const RESOLVED = `\0${ID}`;
/** What is not at hand of the libraries. */
const ON_DEMAND = `${ID}/on-demand`;
/** What cells import as 'test'. */
const CLAIMS = `${ID}/claims`;
/** What comes with the cells that import it, by the name of its module. */
const PARTS: Readonly<Record<string, PartName>> = {
  [`\0${ON_DEMAND}`]: 'on-demand',
  [`\0${CLAIMS}`]: 'claims',
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
        return html.replace(POLICY_MARK, () => policy + headScript).replace(FRAME_MARK, () => frameElement(frame));
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
