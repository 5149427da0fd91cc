/** `npm start` as a person uses it: what can be asked for, and a real server that starts, moves aside and ends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { readServeOptions } from '../../src/authoring/commands/serve.mjs';

describe('options', () => {
  const read = (parts: string[], env: Record<string, string> = {}, platform = 'darwin') =>
    readServeOptions(parts, env, platform);

  test('nobody else on the network is let in, unless --host says so', () => {
    expect(read([]).host).toBe('127.0.0.1');
    expect(read(['--host']).host).toBe(true);
  });

  test('PORT says where it begins', () => {
    expect(read([]).port).toBe(5173);
    expect(read([], { PORT: '4000' }).port).toBe(4000);
  });

  test.each(['four', '-1', '65536', '80.5', '0x50'])('PORT=%s is refused by name', (PORT) => {
    expect(() => read([], { PORT })).toThrow(`PORT is "${PORT}"`);
  });

  test.each([['--opne'], ['--host', '1.2.3.4'], ['open']])('%s is refused with what there is', (...parts) => {
    expect(() => read(parts)).toThrow(/--no-open[^]*--host[^]*PORT/);
  });

  test('a browser opens where somebody can see it', () => {
    expect(read([], {}, 'darwin').open).toBe(true);
    expect(read([], { DISPLAY: ':0' }, 'linux').open).toBe(true);
    expect(read([], {}, 'linux').open).toBe(false);
    expect(read([], { DISPLAY: ':0', CI: 'true' }, 'linux').open).toBe(false);
    expect(read([], { BROWSER: 'none' }, 'darwin').open).toBe(false);
    expect(read(['--no-open'], {}, 'darwin').open).toBe(false);
  });

  test('options that npm took for its own count too', () => {
    expect(read([], { npm_config_open: '' }).open).toBe(false);
    expect(read([], { npm_config_host: 'true' }).host).toBe(true);
  });
});

describe('the server', { timeout: 60_000 }, () => {
  const started: ReturnType<typeof spawn>[] = [];
  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
  });

  /** Starts the workbook, and waits for the address it prints. */
  async function start(port: number) {
    const child = spawn(process.execPath, ['src/authoring/commands/start.mjs', '--no-open'], {
      // As a person's shell would have it: nothing of the test around it.
      env: {
        ...process.env,
        PORT: String(port),
        NO_COLOR: '1',
        FORCE_COLOR: '0',
        VITEST: undefined,
        NODE_ENV: undefined,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    started.push(child);
    let output = '';
    for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
      output += text as string;
      const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(output)?.[0];
      if (address) return { child, address, output };
    }
    throw new Error(`It ended without an address:\n${output}`);
  }

  async function takePort() {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    return { port, free: () => new Promise((resolve) => server.close(resolve)) };
  }

  test('it prints its address, serves the first page there, and ends when it is interrupted', async () => {
    const { port, free } = await takePort();
    await free();
    const { child, address } = await start(port);
    expect(address).toBe(`http://127.0.0.1:${port}/`);
    expect(await (await fetch(address)).text()).toContain('<h1>Replaybook</h1>');
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    await expect(fetch(address)).rejects.toThrow();
  });

  test('a taken port is said, and another one is taken', async () => {
    const { port, free } = await takePort();
    const { address, output } = await start(port);
    expect(output).toContain(`Port ${port} is in use`);
    expect(address).not.toBe(`http://127.0.0.1:${port}/`);
    expect((await fetch(address)).status).toBe(200);
    await free();
  });
});
