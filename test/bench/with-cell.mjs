/** The built site with another first cell. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'vite';

/** The file of the lesson whose first cell it is. */
export const LESSON = 'where-did-the-history-go.html';

/** Copies the built site into `folder`, with `source` in the place of the lesson's first cell. */
export async function withCell(dist, folder, source) {
  rmSync(folder, { recursive: true, force: true });
  cpSync(dist, folder, { recursive: true });
  const vite = await createServer({
    server: { middlewareMode: true },
    optimizeDeps: { noDiscovery: true },
    appType: 'custom',
    logLevel: 'error',
  });
  const { compileCell } = await vite.ssrLoadModule('/src/runner/compile/index.ts');
  await vite.close();
  const file = join(folder, LESSON);
  const changed = readFileSync(file, 'utf8').replace(
    /(<script type="application\/json" id="lesson-page">)([^<]*)/,
    (_, tag, json) => {
      const page = JSON.parse(json);
      const [first] = page.cells;
      Object.assign(first, { source, compiled: compileCell(first.file, source) });
      return tag + JSON.stringify(page).replaceAll('<', String.raw`\u003c`);
    },
  );
  writeFileSync(file, changed);
  return folder;
}
