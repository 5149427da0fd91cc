/** Finds a browser for the tests: named, Playwright's, installed, or installed now. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Flags under which a browser makes no request of its own; root has no sandbox. */
export const BROWSER_FLAGS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];
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

/** The path of a browser that can be started, or null; installs nothing. */
export async function findBrowser() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROME_PATH is ${named}, and there is nothing there.`);
  }
  return (await playwrightBrowser()) ?? installedBrowser();
}

/** The path of a browser; installs one when there is none. Throws an error that lists every way. */
export async function ensureBrowser() {
  const found = await findBrowser();
  if (found) return found;
  console.log('No browser was found: trying to install one.');
  run('npx', ['--no-install', 'playwright', 'install', 'chromium']);
  const downloaded = await playwrightBrowser();
  if (downloaded) return downloaded;
  if (isDebian() && process.getuid?.() === 0) {
    run('apt-get', ['update']);
    run('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium']);
  }
  const installed = installedBrowser();
  if (installed) return installed;
  throw new Error(
    [
      'The tests need a browser, and none was found. Any of these will do:',
      '- install Chrome, Chromium or Edge;',
      '- npx playwright install chromium;',
      '- on Debian or Ubuntu, as root: apt-get install chromium;',
      '- CHROME_PATH=/path/to/a/browser npm test.',
    ].join('\n'),
  );
}

/** The browser that Playwright downloads, if it is there. */
async function playwrightBrowser() {
  const { chromium } = await import('playwright');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : null;
}

function installedBrowser() {
  const folders = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':');
  const onPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const programs = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
  const windows = programs.filter(Boolean).flatMap((folder) => WINDOWS.map((path) => join(folder, path)));
  return [...onPath, ...MAC, ...windows].find((path) => existsSync(path)) ?? null;
}

function isDebian() {
  try {
    return /^ID(?:_LIKE)?=.*(?:debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

function run(command, parts) {
  // What it downloads may be out of reach; whether it worked is seen by looking for the browser.
  spawnSync(command, parts, { stdio: 'inherit', shell: process.platform === 'win32' });
}
