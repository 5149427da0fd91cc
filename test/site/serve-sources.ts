/** The development server, as an author starts it, on a free port and with a cache of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createServer } from 'vite';

/** A running development server; `url` ends with a slash. */
export type SourcesServer = Readonly<{ url: string; close(): Promise<void> }>;

/** Starts it. */
export async function serveSources(): Promise<SourcesServer> {
  const root = resolve(import.meta.dirname, '../..');
  const cacheDir = mkdtempSync(join(tmpdir(), 'replaybook-'));
  // Nobody edits while the tests run, and a page that reloads by itself would fail them.
  const server = await createServer({ root, cacheDir, logLevel: 'warn', server: { port: 0, watch: null } });
  await server.listen();
  return {
    url: server.resolvedUrls!.local[0]!,
    async close() {
      await server.close();
      rmSync(cacheDir, { recursive: true, force: true });
    },
  };
}
