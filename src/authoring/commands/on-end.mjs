/** Tells a running command that it is to end: by a signal, or because the npm that started it is gone. */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Calls `end` once; the function that comes back takes the wish back. */
export function onEnd(end) {
  const parent = process.ppid;
  // npm hands a signal on to a shell, which ends without handing it on; then the parent is another one.
  const isOrphan = () => process.env.npm_lifecycle_event !== undefined && process.ppid !== parent;
  const watch = setInterval(() => isOrphan() && begin(), 500).unref();
  const forget = () => {
    clearInterval(watch);
    for (const signal of SIGNALS) process.off(signal, begin);
  };
  const begin = () => {
    forget();
    end();
  };
  for (const signal of SIGNALS) process.on(signal, begin);
  return forget;
}
