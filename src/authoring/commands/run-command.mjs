/** Runs a command to its end, or ends it and everything it started. */
import { spawn } from 'node:child_process';
import { onEnd } from './on-end.mjs';

/** How long a check may take before it is taken for one that never ends. */
const LIMIT = 30 * 60_000;

/** Resolves with the exit code, and with what was written to the standard output if it is to be kept; `late` says what to tell of one that takes too long. */
export function runCommand(command, parts, { cwd, env, shell = false, keepOutput = false, limit = LIMIT, late }) {
  const hasGroups = process.platform !== 'win32';
  const child = spawn(command, parts, {
    cwd,
    env,
    shell,
    stdio: ['ignore', keepOutput ? 'pipe' : 'inherit', 'inherit'],
    // A group of its own can be ended whole, browsers and servers with it.
    detached: hasGroups,
  });
  const end = (signal) => {
    try {
      if (hasGroups && child.pid) process.kill(0 - child.pid, signal);
      else child.kill(signal);
    } catch {
      // It has already ended.
    }
  };
  const forget = onEnd(() => {
    // Tests close their browsers at this one.
    end('SIGTERM');
    process.exit(1);
  });
  const timer = setTimeout(() => {
    console.error(late?.() ?? `It is still running after ${limit / 1000} s, and is ended.`);
    end('SIGKILL');
  }, limit);

  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status: status ?? 1, output }));
  }).finally(() => {
    clearTimeout(timer);
    forget();
  });
}
