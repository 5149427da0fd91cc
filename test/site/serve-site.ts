/** A plain file server, as any static host is one: no headers of its own, the site under any path, requests written down. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

/** Changes the text of a file on its way out. */
export type Rewrite = (text: string, fileName: string) => string;

/** What is served, and how. */
export type SiteOptions = Readonly<{ folder: string; path?: string; rewrite?: Rewrite }>;

/** A running server. */
export type Site = Readonly<{
  /** The address of a file of the site, under loopback or another name for it. */
  url(fileName?: string, host?: string): string;
  /** What was asked for, in order: paths with their queries. */
  readonly requests: readonly string[];
  /** Puts the files under another path. */
  moveTo(path: string): void;
  close(): Promise<void>;
}>;

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};
const REWRITTEN = new Set(['.html', '.js']);

/** Serves a built site on loopback. */
export async function serveSite({ folder, path: begun = '/some/path/', rewrite }: SiteOptions): Promise<Site> {
  let path = begun;
  const requests: string[] = [];
  const answer = async ({ url = '/' }: IncomingMessage, response: ServerResponse): Promise<void> => {
    requests.push(url);
    const { pathname } = new URL(url, 'http://localhost');
    const name = pathname === path ? 'index.html' : normalize(pathname.slice(path.length));
    const type = TYPES[extname(name)];
    if (!pathname.startsWith(path) || name.startsWith('..') || !type) return void response.writeHead(404).end();
    const content = await readFile(join(folder, name)).catch(() => null);
    if (!content) return void response.writeHead(404).end();
    response.setHeader('Content-Type', type);
    response.end(rewrite && REWRITTEN.has(extname(name)) ? rewrite(content.toString(), name) : content);
  };
  const { port, close } = await listen(answer);
  return {
    url: (fileName = '', host = '127.0.0.1') => `http://${host}:${port}${path}${fileName}`,
    requests,
    moveTo: (next) => void (path = next),
    close,
  };
}

/** Answers HTTP requests on a free port of loopback. */
export async function listen(answer: (request: IncomingMessage, response: ServerResponse) => unknown) {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  return { port, close };
}
