/** The development server, and the browser that shows it. */
import { parseArgs } from 'node:util';
import { onEnd } from './on-end.mjs';
import { ROOT } from './prepare.mjs';

const USAGE = [
  'npm start -- --no-open   opens no browser',
  'npm start -- --host      lets others on your network in',
  'PORT=4000 npm start      begins at another port',
].join('\n');

/** What a person asked for, as options of Vite's server. Throws an error that says what can be asked for. */
export function readServeOptions(parts, env, platform) {
  const asked = readFlags(parts);
  // Typed without the second `--`, an option ends as a setting of npm.
  const isOpen = !asked['no-open'] && env.npm_config_open !== '';
  const isHost = asked.host || env.npm_config_host === 'true';
  const port = env.PORT || '5173';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new Error(`PORT is "${port}"; it has to be a number up to 65535.\n${USAGE}`);
  }
  return {
    host: isHost ? true : '127.0.0.1',
    port: Number(port),
    // A taken port is said, and the next one is tried.
    strictPort: false,
    open: isOpen && hasBrowser(env, platform),
  };
}

/** Starts the server, says where it is, and ends with the process. */
export async function serve(parts) {
  try {
    const options = readServeOptions(parts, process.env, process.platform);
    const { createServer } = await import('vite');
    const server = await createServer({ root: ROOT, clearScreen: false, server: options });
    await server.listen();
    server.printUrls();
    onEnd(() => {
      const leave = () => process.exit();
      // Closing waits for what is being built; nobody else has to.
      setTimeout(leave, 1000);
      void server.close().finally(leave);
    });
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

function readFlags(parts) {
  const options = { host: { type: 'boolean', default: false }, 'no-open': { type: 'boolean', default: false } };
  try {
    return parseArgs({ args: parts, options }).values;
  } catch {
    throw new Error(`npm start was given "${parts.join(' ')}"; it knows these:\n${USAGE}`);
  }
}

/** Whether somebody could see a browser open: not on a build server, nor on a Linux without a screen. */
function hasBrowser(env, platform) {
  if (env.BROWSER) return env.BROWSER !== 'none';
  if (env.CI) return false;
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY || env.WSL_DISTRO_NAME);
}
