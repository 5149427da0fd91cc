/** Serves and builds the pages of the course; a change of a lesson reloads its page. A mistake in a lesson ends a build; of a server it takes that lesson's page only. */
import { readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import type { Connect, Plugin, ViteDevServer } from 'vite';
import { LANGUAGES } from '../lesson/index.ts';
import { addressOf } from './addresses.ts';
import type { AuthoringError } from './authoring-error.ts';
import { createHighlight, type Highlight } from './highlight.ts';
import { pagesOf, renderPage, type Page } from './pages.ts';
import { readCourse, type Course } from './read-course.ts';
import { fillShell } from './shell.ts';

/** The plugin. */
export function lessons(): Plugin {
  let root = process.cwd();
  let course: Course | null = null;
  let highlight: Highlight | null = null;
  let isServed = false;
  const mistakes = new Map<string, AuthoringError>();
  const leaveOut = (names: readonly string[], mistake: AuthoringError): void => {
    console.error(mistake.message);
    for (const name of names) for (const language of LANGUAGES) mistakes.set(addressOf(name, language), mistake);
  };
  const read = (): Course => {
    if (course) return course;
    mistakes.clear();
    return (course = readCourse(join(root, 'lessons'), isServed ? leaveOut : undefined));
  };
  const pageAt = (fileName: string): Page | undefined => pagesOf(read()).find((page) => page.fileName === fileName);
  const shell = (): string => readFileSync(join(root, 'index.html'), 'utf8');

  return {
    name: 'replaybook:lessons',
    config(config, { command }) {
      isServed = command === 'serve';
      root = resolve(config.root ?? process.cwd());
      const input = Object.fromEntries(
        pagesOf(read()).map(({ fileName }) => [fileName.replace(/\.html$/, ''), join(root, fileName)]),
      );
      return { appType: 'mpa', build: { rollupOptions: { input } } };
    },
    async buildStart() {
      highlight ??= await createHighlight();
    },
    // Only index.html is a file; the other pages are made from it.
    resolveId(id) {
      const fileName = fileNameOf(id, root);
      return fileName && pageAt(fileName) ? join(root, fileName) : null;
    },
    load(id) {
      const fileName = fileNameOf(id, root);
      return fileName && pageAt(fileName) ? shell() : null;
    },
    transformIndexHtml: {
      order: 'pre',
      async handler(html, { filename }) {
        const page = pageAt(fileNameOf(filename, root) ?? '');
        highlight ??= await createHighlight();
        return page ? fillShell(html, renderPage(page, read(), highlight)) : html;
      },
    },
    configureServer(server) {
      const isPage = (fileName: string): boolean => {
        if (pageAt(fileName)) return true;
        const mistake = mistakes.get(fileName);
        if (mistake) throw mistake;
        return false;
      };
      server.middlewares.use(servePages(server, isPage, shell));
    },
    hotUpdate({ file, server }) {
      if (this.environment.name !== 'client' || !file.startsWith(join(root, 'lessons') + sep)) return undefined;
      course = null;
      server.ws.send({ type: 'full-reload' });
      return [];
    },
  };
}

/** The name of a page in the root folder; null for any other file. */
function fileNameOf(id: string, root: string): string | null {
  const name = id.startsWith(root + sep) ? id.slice(root.length + 1) : id.replace(/^\//, '');
  return /^[\w.-]+\.html$/.test(name) ? name : null;
}

function servePages(
  server: ViteDevServer,
  isPage: (fileName: string) => boolean,
  shell: () => string,
): Connect.NextHandleFunction {
  return (request, response, next) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const fileName = pathname === '/' ? 'index.html' : pathname.slice(1);
    if (!fileName.endsWith('.html')) return next();
    if (!isPage(fileName)) return next();
    const serve = async (): Promise<void> => {
      const html = await server.transformIndexHtml(`/${fileName}`, shell());
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(html);
    };
    // oxlint-disable-next-line promise/no-callback-in-promise -- connect takes errors this way
    serve().catch(next);
  };
}
