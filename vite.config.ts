/** Development server, build and test projects. */
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { BROWSER_FLAGS, findBrowser } from './src/authoring/commands/find-browser.mjs';
import { editorIconFont } from './src/authoring/editor-icons-plugin.ts';
import { firstChunks } from './src/authoring/first-chunks.ts';
import { firstPaint } from './src/authoring/first-paint-plugin.ts';
import { fonts } from './src/authoring/fonts-plugin.ts';
import { lessons } from './src/authoring/lessons-plugin.ts';
import { sandbox } from './src/authoring/sandbox-plugin.ts';

/** Journeys in which time is measured, or which fill the machine by themselves: one file at a time, after all others. */
const TIMED = [
  'test/attacks/floods.test.ts',
  'test/journeys/errors.test.ts',
  'test/journeys/running-all.test.ts',
  'test/journeys/stopping.test.ts',
  'test/journeys/typing.test.ts',
];

/** Files that are fetched together with one that is asked for late: the editor's, which are large. What else there is names its own in a moment. */
const aheadOfEditor = (file: string, needs: string[]): string[] =>
  needs.filter((need) => need.endsWith('.css') || /(?:monaco|tsMode)-/.test(file));

const journey = {
  environment: 'node',
  globalSetup: ['test/site/build-sites.ts'],
  // Files of one worker share its browser.
  isolate: false,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // A browser on a busy machine loses a window's size or a click. What passed only then is named at the end of `npm test`, and is looked into.
  retry: 1,
  expect: { poll: { timeout: 15_000 } },
};

export default defineConfig(async ({ mode }) => ({
  // Relative addresses: the site works wherever its files are put.
  base: './',
  plugins: [lessons(), sandbox({ prelude: mode !== 'no-prelude' }), firstPaint(), fonts(), editorIconFont()],
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false, resolveDependencies: aheadOfEditor },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 8_000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: firstChunks(import.meta.dirname), debugName: 'first', includeDependenciesRecursively: false },
          ],
        },
      },
    },
  },
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
          // Much of it lives through hundreds of histories, on a machine that may be busy.
          testTimeout: 30_000,
          // On two cores Vitest would leave one of them idle.
          maxWorkers: 2,
        },
      },
      {
        extends: true as const,
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.ts'],
          // Hundreds of lives over a disk that may be busy.
          testTimeout: 30_000,
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
          include: ['test/journeys/**/*.test.ts', 'test/attacks/**/*.test.ts'],
          exclude: TIMED,
          // Most of the time they wait.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          ...journey,
        },
      },
      {
        extends: true as const,
        test: { name: 'timed', include: TIMED, fileParallelism: false, sequence: { groupOrder: 2 }, ...journey },
      },
    ],
  },
}));

async function browserOptions() {
  const executablePath = process.env['VITEST'] ? await findBrowser() : null;
  return { args: [...BROWSER_FLAGS], ...(executablePath ? { executablePath } : {}) };
}
