/** What every command does first: refuses too old a Node, and installs what the lock file names. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// In here stands no syntax younger than Node 12: an old Node has to get as far as the sentence.

/** The folder of the project. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Makes sure that a command can run; ends the process with one sentence when it cannot. */
export function prepare() {
  const complaint = complaintAboutNode(process.versions.node, JSON.parse(read('package.json')).engines.node);
  if (complaint) refuse(complaint);
  if (isInstalled(read('package-lock.json'), read('node_modules/.package-lock.json'))) return;
  console.log('Installing what package-lock.json names: npm ci');
  const npm = npmCommand(process.env, process.platform);
  const { status } = spawnSync(npm.command, [...npm.parts, 'ci', '--include=dev'], {
    cwd: ROOT,
    // Without an input nothing can wait for an answer.
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: npm.shell,
  });
  if (status !== 0) refuse('npm ci could not install the packages; what it says above is the reason.');
}

/** One sentence when `version` is older than `engines` (">=20.19") asks for, else null. */
export function complaintAboutNode(version, engines) {
  const wanted = engines.replace('>=', '');
  const [major, minor] = version.split('.').map(Number);
  const [wantedMajor, wantedMinor] = wanted.split('.').map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return null;
  return `Replaybook needs Node ${wanted} or newer, and this is Node ${version}: install a newer one and try again.`;
}

/** Whether what npm last installed, by its own record, is what the lock file names. */
export function isInstalled(lockText, recordText) {
  if (!recordText) return false;
  const locked = JSON.parse(lockText).packages;
  const recorded = JSON.parse(recordText).packages;
  // The project itself stands in the lock file under ''.
  const names = Object.keys(locked).filter((name) => name !== '');
  return (
    // Packages for other machines are optional, and are left out on this one.
    names.every((name) => (recorded[name] ? isSame(locked[name], recorded[name]) : locked[name].optional === true)) &&
    Object.keys(recorded).every((name) => name in locked)
  );
}

/** How to start the npm that runs this command, or the one on the path. */
export function npmCommand(env, platform) {
  const program = env.npm_execpath;
  // Other package managers set it too, and do not know `ci`.
  if (program && /npm-cli\.[cm]?js$/.test(program))
    return { command: process.execPath, parts: [program], shell: false };
  return { command: 'npm', parts: [], shell: platform === 'win32' };
}

function isSame(locked, recorded) {
  return locked.version === recorded.version && locked.integrity === recorded.integrity;
}

function read(file) {
  const path = join(ROOT, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}
