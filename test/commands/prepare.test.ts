/** What every command does before it starts, and that an old Node gets as far as being refused. */
import { readFileSync } from 'node:fs';
import { Parser } from 'acorn';
import { describe, expect, test } from 'vitest';
import { complaintAboutNode, isInstalled, npmCommand } from '../../src/authoring/commands/prepare.mjs';

describe('the version of Node', () => {
  test.each(['20.19.0', '20.20.2', '21.0.0', '22.12.0', '100.0.0'])('%s will do', (version) => {
    expect(complaintAboutNode(version, '>=20.19')).toBeNull();
  });

  test.each(['20.18.3', '18.20.4', '12.22.12', '9.0.0'])('%s is refused in one sentence', (version) => {
    expect(complaintAboutNode(version, '>=20.19')).toBe(
      `Replaybook needs Node 20.19 or newer, and this is Node ${version}: install a newer one and try again.`,
    );
  });

  test.each(['prepare', 'start', 'test', 'vite'])('an old Node can read %s.mjs, to refuse itself', (name) => {
    const text = readFileSync(`src/authoring/commands/${name}.mjs`, 'utf8');
    // Node 12 knows all of ES2020 but the two operators for what is missing.
    const program = JSON.stringify(Parser.parse(text, { ecmaVersion: 2020, sourceType: 'module' }));
    expect(program).not.toContain('"ChainExpression"');
    expect(program).not.toContain('"operator":"??"');
  });
});

describe('what is installed', () => {
  type Packages = Record<string, { version?: string; integrity?: string; optional?: boolean }>;
  const lock = (packages: Packages) => JSON.stringify({ packages: { '': { version: '0.1.0' }, ...packages } });
  const record = (packages: Packages) => JSON.stringify({ packages });
  const vite = { 'node_modules/vite': { version: '8.0.0', integrity: 'sha512-a' } };

  test('it is what the lock file names when names, versions and contents agree', () => {
    expect(isInstalled(lock(vite), record(vite))).toBe(true);
  });

  test('a package for another machine may be left out', () => {
    const locked = { ...vite, 'node_modules/for-mac': { version: '1.0.0', integrity: 'sha512-b', optional: true } };
    expect(isInstalled(lock(locked), record(vite))).toBe(true);
  });

  test.each<[string, string]>([
    ['nothing is installed', ''],
    ['a package is missing', record({})],
    ['a package has another version', record({ 'node_modules/vite': { version: '8.0.1', integrity: 'sha512-a' } })],
    ['a package has another content', record({ 'node_modules/vite': { version: '8.0.0', integrity: 'sha512-b' } })],
    ['there is one package too many', record({ ...vite, 'node_modules/left-pad': { version: '1.0.0' } })],
  ])('it is not when %s', (_, recorded) => {
    expect(isInstalled(lock(vite), recorded)).toBe(false);
  });
});

describe('the lock file', () => {
  type Locked = { optionalDependencies?: Record<string, string> };
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };

  test('it names what other machines need, or npm ci refuses it', () => {
    const names = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')));
    const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies),
    );
    expect(wanted).not.toEqual([]);
    expect(wanted.filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('npm', () => {
  test('the npm that runs the command goes on', () => {
    const npm = npmCommand({ npm_execpath: '/usr/lib/node_modules/npm/bin/npm-cli.js' }, 'linux');
    expect(npm).toEqual({
      command: process.execPath,
      parts: ['/usr/lib/node_modules/npm/bin/npm-cli.js'],
      shell: false,
    });
  });

  test.each([{}, { npm_execpath: '/usr/lib/node_modules/pnpm/bin/pnpm.cjs' }])(
    'else the one on the path: %j',
    (env) => {
      expect(npmCommand(env, 'linux')).toEqual({ command: 'npm', parts: [], shell: false });
      // There it is a batch file, which only a shell can start.
      expect(npmCommand(env, 'win32')).toEqual({ command: 'npm', parts: [], shell: true });
    },
  );
});
