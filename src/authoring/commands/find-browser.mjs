/** Finds a browser for the tests: named, Playwright's, installed, or installed now. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, posix, win32 } from 'node:path';
import { ROOT } from './prepare.mjs';

const isRoot = process.getuid?.() === 0;

/** Flags under which a browser makes no request of its own, and gives every origin a process as it does for people; root has no sandbox. */
export const BROWSER_FLAGS = [
  // Without a window Chromium would not, and a cell could hold up its page.
  '--site-per-process',
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Browsers that people have. */
export const WHOLE_BROWSERS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];
/** Debian's Chromium without what only a window needs: a page takes it less than half of the work. */
const SHELL = 'chromium-headless-shell';
const BROWSERS = [SHELL, ...WHOLE_BROWSERS];
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const WINDOWS = [
  String.raw`Google\Chrome\Application\chrome.exe`,
  String.raw`Chromium\Application\chrome.exe`,
  String.raw`Microsoft\Edge\Application\msedge.exe`,
];

// A closed network can leave a download hanging for good.
const DOWNLOAD_LIMIT = 120_000;
const PACKAGES_LIMIT = 300_000;

const WAYS = [
  'The tests need a browser, and none was found. Any of these will do:',
  '- CHROME_PATH=/path/to/a/browser npm test;',
  '- npx playwright install chromium;',
  '- install Chrome, Chromium or Edge;',
  '- on Debian or Ubuntu, as root: apt-get install chromium-headless-shell.',
].join('\n');

/** The path of a browser with one of these names that can be started, or null; installs nothing. */
export async function findBrowser(machine = thisMachine, names = BROWSERS) {
  const named = machine.env.CHROME_PATH;
  if (named) {
    if (machine.exists(named)) return named;
    throw new Error(`CHROME_PATH is ${named}, and there is nothing there.`);
  }
  return (await playwrightBrowser(machine)) ?? installedBrowser(machine, names);
}

/** The path of a browser; installs one when there is none. Throws an error that lists every way. */
export async function ensureBrowser(machine = thisMachine, names = BROWSERS) {
  const found = await findBrowser(machine, names);
  if (found) return found;
  console.log('No browser was found: trying to install one.');
  const playwright = join(ROOT, 'node_modules', 'playwright', 'cli.js');
  machine.run(process.execPath, [playwright, 'install', 'chromium'], DOWNLOAD_LIMIT);
  const downloaded = await playwrightBrowser(machine);
  if (downloaded) return downloaded;
  if (machine.isRoot && isDebian(machine)) {
    machine.run('apt-get', ['update'], PACKAGES_LIMIT);
    // Older releases have no shell.
    for (const name of [SHELL, 'chromium'].filter((one) => names.includes(one))) {
      if (!installedBrowser(machine, names)) {
        machine.run('apt-get', ['install', '--yes', '--no-install-recommends', name], PACKAGES_LIMIT);
      }
    }
  }
  const installed = installedBrowser(machine, names);
  if (installed) return installed;
  throw new Error(WAYS);
}

/** The browser that Playwright downloads, if it is there. */
async function playwrightBrowser(machine) {
  const path = await machine.playwrightPath();
  return path && isBrowser(machine, path) ? path : null;
}

function installedBrowser(machine, names) {
  const { env, platform } = machine;
  const { delimiter, join: joinPath } = platform === 'win32' ? win32 : posix;
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const programs = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean);
  const paths = [
    ...names.flatMap((name) => folders.map((folder) => joinPath(folder, name))),
    ...(platform === 'darwin' ? MAC : []),
    ...(platform === 'win32' ? programs.flatMap((folder) => WINDOWS.map((path) => joinPath(folder, path))) : []),
  ];
  return paths.find((path) => isBrowser(machine, path)) ?? null;
}

/** Some distributions put a script there that only says what to install, and a download can lack its libraries. */
const isBrowser = (machine, path) => machine.exists(path) && machine.starts(path);

const isDebian = (machine) => /^ID(?:_LIKE)?=.*(?:debian|ubuntu)/m.test(machine.read('/etc/os-release'));

const thisMachine = {
  env: process.env,
  platform: process.platform,
  isRoot,
  exists: existsSync,
  read: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : ''),
  // On Windows a browser opens a window instead of saying its version.
  starts: (path) =>
    process.platform === 'win32' || spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0,
  async playwrightPath() {
    const { chromium } = await import('playwright');
    return chromium.executablePath();
  },
  // What it fetches may be out of reach; whether it worked is seen by looking for the browser.
  run(command, parts, timeout) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync(command, parts, { stdio: ['ignore', 'inherit', 'inherit'], env, timeout });
  },
};
