/** Commands run to their end, or are ended with all they started. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { runCommand } from '../../src/authoring/commands/run-command.mjs';

const runNode = (program: string, options: Parameters<typeof runCommand>[2] = {}) =>
  runCommand(process.execPath, ['--eval', program], options);

test('its exit code and its output come back', async () => {
  const result = await runNode('console.log("seven"); process.exitCode = 7', { keepOutput: true });
  expect(result).toEqual({ status: 7, output: 'seven\n' });
});

test('nothing can wait for an input', async () => {
  const program = 'process.stdin.resume().on("end", () => process.exit(3))';
  expect((await runNode(program)).status).toBe(3);
});

test('a command that is not there is an error', async () => {
  await expect(runCommand('no-such-command', [], {})).rejects.toThrow('no-such-command');
});

test.skipIf(process.platform === 'win32')('a command over its limit is ended, with what it started', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'run-command-'));
  const file = join(folder, 'pid');
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const grandchild = 'setInterval(() => {}, 1000)';
  const program = `
    const { spawn } = require('node:child_process');
    const { pid } = spawn(process.execPath, ['--eval', ${JSON.stringify(grandchild)}], { stdio: 'ignore' });
    require('node:fs').writeFileSync(${JSON.stringify(file)}, String(pid));
    ${grandchild}`;
  const { status } = await runNode(program, { limit: 1500 });
  expect(status).not.toBe(0);
  const pid = Number(readFileSync(file, 'utf8'));
  // The system takes a moment to bury it.
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 3000 });
  rmSync(folder, { recursive: true });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // Where nobody waits for it, an ended process stays as a zombie.
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
