/** Development server, build and test projects. */
import { defineConfig } from 'vitest/config';
import { lessons } from './src/authoring/lessons-plugin.ts';
import { sandbox } from './src/authoring/sandbox-plugin.ts';

export default defineConfig(({ mode }) => ({
  // Relative addresses: the site works wherever its files are put.
  base: './',
  plugins: [sandbox({ prelude: mode !== 'no-prelude' }), lessons()],
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0, chunkSizeWarningLimit: 8_000 },
  server: { host: '127.0.0.1' },
  // A static site has no host to protect: it may be looked at from a LAN under any name.
  preview: { host: '127.0.0.1', allowedHosts: true },
  worker: { format: 'es' },
  test: { projects: [{ extends: true, test: { name: 'unit', include: ['test/**/*.test.ts'], environment: 'node' } }] },
}));
