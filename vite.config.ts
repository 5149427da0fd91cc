/** Development server, build and test projects. */
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { BROWSER_FLAGS, findBrowser } from './src/authoring/commands/find-browser.mjs';
import { firstPaint } from './src/authoring/first-paint-plugin.ts';
import { lessons } from './src/authoring/lessons-plugin.ts';
import { sandbox } from './src/authoring/sandbox-plugin.ts';

export default defineConfig(async ({ mode }) => ({
  // Relative addresses: the site works wherever its files are put.
  base: './',
  plugins: [lessons(), sandbox({ prelude: mode !== 'no-prelude' }), firstPaint()],
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0, chunkSizeWarningLimit: 8_000 },
  server: { host: '127.0.0.1' },
  // A static site has no host to protect: it may be looked at from a LAN under any name.
  preview: { host: '127.0.0.1', allowedHosts: true as const },
  worker: { format: 'es' as const },
  test: {
    projects: [
      {
        extends: true as const,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.browser.test.ts', 'test/journeys/**', 'test/attacks/**', 'test/bench/**'],
        },
      },
      {
        extends: true as const,
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: await browserOptions() }),
            instances: [{ browser: 'chromium' as const }],
          },
        },
      },
      {
        extends: true as const,
        test: {
          name: 'journeys',
          environment: 'node',
          include: ['test/journeys/**/*.test.ts', 'test/attacks/**/*.test.ts'],
          globalSetup: ['test/site/build-sites.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
          // One browser at a time: times are measured in some of them.
          fileParallelism: false,
        },
      },
    ],
  },
}));

async function browserOptions() {
  const executablePath = process.env['VITEST'] ? await findBrowser() : null;
  return { args: [...BROWSER_FLAGS], ...(executablePath ? { executablePath } : {}) };
}
