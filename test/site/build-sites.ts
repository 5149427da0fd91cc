/** Builds the site twice before the journeys: as it is, and without the worker's prelude. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';

/** Folders of the built sites. */
export type BuiltSites = Readonly<{ normal: string; withoutPrelude: string }>;

declare module 'vitest' {
  interface ProvidedContext {
    sites: BuiltSites;
  }
}

const ROOT = resolve(import.meta.dirname, '../..');
const VITE = join(ROOT, 'node_modules/vite/bin/vite.js');

/** What has been built for this run already: more than one project may ask. */
const built = globalThis as typeof globalThis & { builtSites?: Promise<BuiltSites> };

/** Builds into a folder of this run's own, and takes it away afterwards. */
export async function setup(project: TestProject): Promise<() => void> {
  const isFirst = !built.builtSites;
  built.builtSites ??= buildSites();
  const sites = await built.builtSites;
  project.provide('sites', sites);
  return () => isFirst && rmSync(dirname(sites.normal), { recursive: true, force: true });
}

async function buildSites(): Promise<BuiltSites> {
  const cache = join(ROOT, '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'sites-'));
  const sites = { normal: join(folder, 'normal'), withoutPrelude: join(folder, 'without-prelude') };
  try {
    await build(sites.normal, 'production');
    await build(sites.withoutPrelude, 'no-prelude');
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return sites;
}

async function build(outDir: string, mode: string): Promise<void> {
  // Vite builds for tests when it believes to be in one.
  const { NODE_ENV: _, VITEST: __, ...env } = process.env;
  const parts = [VITE, 'build', '--mode', mode, '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'];
  const child = spawn(process.execPath, parts, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  const code = await new Promise((settle) => child.on('close', settle));
  if (code !== 0) throw new Error(`The site was not built (mode ${mode}):\n${said}`);
}
