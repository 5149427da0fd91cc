/** Puts what a page needs before its first run into two files, beside its texts and the bundler's own few lines: each file of its own would cost a request, and on two cores that is milliseconds of the first paint. */
import { normalizePath, type Rolldown } from 'vite';

/** The files, and the modules from which theirs are reached. `start.ts` begins before `main.ts` is there. */
const FIRST = [
  { name: 'start', from: 'start' },
  { name: 'main', from: 'main' },
  { name: 'main', from: 'i18n/en/index' },
] as const;

/**
 * What the front doors of floors lead to besides, and nobody needs before the first run: it stays with those who ask for it.
 * A line too few costs kilobytes at the start, which the size budgets tell; a line too many costs a request.
 */
const LATER = [
  // Of which a page has one.
  'i18n/(?:en|ko)/.*',
  'eventsourcing/(?:command-handler|expected-stream-version|metadata-of-command|snapshot)',
  'eventsourcing/storage/(?:commit-log|create-event-store|read-stream|same-append|subscribe)',
  'indexeddb/storage-care',
  'lab/(?:causes|ids|kept-messages|matrix|plot|topics|trace)',
];

/** Names the file that a module goes into; null leaves it to the bundler. */
export function firstChunks(root: string): Rolldown.CodeSplittingNameFunction {
  const src = `${normalizePath(root)}/src/`;
  const isLater = new RegExp(`^(?:${LATER.join('|')})\\.ts$`);
  const reached = new Map<string, ReadonlySet<string>>();
  return (id, modules) => {
    if (id.startsWith(src) && isLater.test(id.slice(src.length))) return null;
    const needs = (module: string): boolean => {
      const from = `${src}${module}.ts`;
      if (!reached.has(from)) reached.set(from, reach(from, modules));
      return reached.get(from)!.has(id);
    };
    return FIRST.find(({ from }) => needs(from))?.name ?? null;
  };
}

/** A module, and all that it imports at once. */
function reach(from: string, modules: Rolldown.ChunkingContext): ReadonlySet<string> {
  const found = new Set([from]);
  // A set that grows is walked to its new end.
  for (const id of found) for (const one of modules.getModuleInfo(id)?.importedIds ?? []) found.add(one);
  return found;
}
