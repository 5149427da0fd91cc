/** The order in which a browser is looked for, and what is tried when there is none. */
import { describe, expect, test, vi } from 'vitest';
import {
  ensureBrowser,
  findBrowser,
  WHOLE_BROWSERS,
  type Machine,
} from '../../src/authoring/commands/find-browser.mjs';

const PLAYWRIGHT = '/cache/chromium/chrome';
const DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n';

type Setup = Partial<Machine> & { files?: string[]; installs?: Readonly<Record<string, string>>; release?: string };

/** A machine with these files, whose commands put down more of them. */
function machineWith({ files = [], installs = {}, release = '', ...rest }: Setup) {
  const there = new Set(files);
  const commands: string[] = [];
  const machine: Machine = {
    env: { PATH: '/usr/local/bin:/usr/bin' },
    platform: 'linux',
    isRoot: false,
    exists: (path) => there.has(path),
    read: () => release,
    starts: () => true,
    playwrightPath: async () => PLAYWRIGHT,
    run(command, parts, limit) {
      expect(limit).toBeGreaterThan(0);
      const line = [command === process.execPath ? 'node' : command, ...parts]
        .join(' ')
        .replace(/\S*\/playwright\//, '');
      commands.push(line);
      if (installs[line]) there.add(installs[line]);
    },
    ...rest,
  };
  return { machine, commands };
}

const DOWNLOAD = 'node cli.js install chromium';
const INSTALL = 'apt-get install --yes --no-install-recommends';
const APT = ['apt-get update', `${INSTALL} chromium-headless-shell`, `${INSTALL} chromium`] as const;

describe('findBrowser', () => {
  test('the named browser comes first', async () => {
    const env = { CHROME_PATH: '/mine/chrome', PATH: '/usr/bin' };
    const { machine } = machineWith({ env, files: ['/mine/chrome', PLAYWRIGHT, '/usr/bin/chromium'] });
    expect(await findBrowser(machine)).toBe('/mine/chrome');
  });

  test('a named browser that is not there is an error, whatever else there is', async () => {
    const { machine } = machineWith({ env: { CHROME_PATH: '/gone' }, files: [PLAYWRIGHT] });
    await expect(findBrowser(machine)).rejects.toThrow('CHROME_PATH is /gone, and there is nothing there.');
  });

  test("Playwright's browser comes before an installed one", async () => {
    const { machine } = machineWith({ files: [PLAYWRIGHT, '/usr/bin/chromium'] });
    expect(await findBrowser(machine)).toBe(PLAYWRIGHT);
  });

  test.each(['chromium', 'google-chrome', 'microsoft-edge'])('%s is found on the path', async (name) => {
    const { machine } = machineWith({ files: [`/usr/bin/${name}`] });
    expect(await findBrowser(machine)).toBe(`/usr/bin/${name}`);
  });

  test('the browser without a window comes before others, where a whole one is not asked for', async () => {
    const { machine } = machineWith({ files: ['/usr/local/bin/chromium', '/usr/bin/chromium-headless-shell'] });
    expect(await findBrowser(machine)).toBe('/usr/bin/chromium-headless-shell');
    expect(await findBrowser(machine, WHOLE_BROWSERS)).toBe('/usr/local/bin/chromium');
  });

  test('a browser is found where a Mac keeps it', async () => {
    const path = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(await findBrowser(machineWith({ platform: 'darwin', files: [path] }).machine)).toBe(path);
  });

  test('a browser is found where Windows keeps it', async () => {
    const path = String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`;
    const env = { 'PROGRAMFILES(X86)': String.raw`C:\Program Files (x86)`, PATH: String.raw`C:\Windows;C:\Tools` };
    expect(await findBrowser(machineWith({ platform: 'win32', env, files: [path] }).machine)).toBe(path);
  });

  test('a file that cannot be started is no browser', async () => {
    const { machine } = machineWith({
      files: [PLAYWRIGHT, '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
      starts: (path) => path === '/usr/bin/google-chrome',
    });
    expect(await findBrowser(machine)).toBe('/usr/bin/google-chrome');
  });

  test('nothing is installed by looking', async () => {
    const { machine, commands } = machineWith({ isRoot: true, release: DEBIAN });
    expect(await findBrowser(machine)).toBeNull();
    expect(commands).toEqual([]);
  });
});

describe('ensureBrowser', () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});

  test('what is there is taken, and nothing is installed', async () => {
    const { machine, commands } = machineWith({ files: ['/usr/bin/chromium'] });
    expect(await ensureBrowser(machine)).toBe('/usr/bin/chromium');
    expect(commands).toEqual([]);
  });

  test('Playwright is asked first', async () => {
    const { machine, commands } = machineWith({ isRoot: true, release: DEBIAN, installs: { [DOWNLOAD]: PLAYWRIGHT } });
    expect(await ensureBrowser(machine)).toBe(PLAYWRIGHT);
    expect(commands).toEqual([DOWNLOAD]);
  });

  test.each([DEBIAN, 'ID=ubuntu\nID_LIKE=debian\n', 'ID=mint\nID_LIKE="ubuntu debian"\n'])(
    'root on a Debian falls back to apt-get: %j',
    async (release) => {
      const installs = { [APT[1]]: '/usr/bin/chromium-headless-shell' };
      const { machine, commands } = machineWith({ isRoot: true, release, installs });
      expect(await ensureBrowser(machine)).toBe('/usr/bin/chromium-headless-shell');
      expect(commands).toEqual([DOWNLOAD, APT[0], APT[1]]);
    },
  );

  test.each([undefined, WHOLE_BROWSERS])(
    'a whole browser is installed where there is none other: %j',
    async (names) => {
      const installs = { [APT[2]]: '/usr/bin/chromium' };
      const { machine, commands } = machineWith({ isRoot: true, release: DEBIAN, installs });
      expect(await ensureBrowser(machine, names)).toBe('/usr/bin/chromium');
      expect(commands).toEqual([DOWNLOAD, ...APT].filter((line) => !names || !line.endsWith('shell')));
    },
  );

  test.each<[string, Setup, string[]]>([
    ['who is not root', { release: DEBIAN }, [DOWNLOAD]],
    ['on another Linux', { isRoot: true, release: 'ID=fedora\n' }, [DOWNLOAD]],
    ['without a network', { isRoot: true, release: DEBIAN }, [DOWNLOAD, ...APT]],
  ])('a person %s is told every way', async (_, setup, tried) => {
    const { machine, commands } = machineWith(setup);
    const error = await ensureBrowser(machine).catch((thrown: unknown) => thrown);
    expect(commands).toEqual(tried);
    for (const way of [
      'CHROME_PATH=',
      'npx playwright install chromium',
      'install Chrome',
      'apt-get install chromium',
    ]) {
      expect((error as Error).message).toContain(way);
    }
  });
});
