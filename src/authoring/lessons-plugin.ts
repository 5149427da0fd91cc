/** Serves and builds the pages of the course; a change of a lesson reloads its page. */
import { readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import type { Connect, Plugin, ViteDevServer } from 'vite';
import { createHighlight, type Highlight } from './highlight.ts';
import { pagesOf, renderPage, type Page } from './pages.ts';
import { readCourse, type Course } from './read-course.ts';
import { fillShell } from './shell.ts';

/** The plugin. */
export function lessons(): Plugin {
  let root = process.cwd();
  let course: Course | null = null;
  let highlight: Highlight | null = null;
  const read = (): Course => (course ??= readCourse(join(root, 'lessons')));
  const pageAt = (fileName: string): Page | undefined => pagesOf(read()).find((page) => page.fileName === fileName);
  const shell = (): string => readFileSync(join(root, 'index.html'), 'utf8');

  return {
    name: 'replaybook:lessons',
    config(config) {
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
      server.middlewares.use(servePages(server, (fileName) => pageAt(fileName) !== undefined, shell));
    },
    handleHotUpdate({ file, server }) {
      if (!file.startsWith(join(root, 'lessons') + sep)) return undefined;
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
