/** The attacker's server: counts what reaches it, lets everybody read its answers, and serves the attacker's own pages. */
import { listen } from './serve-site.ts';

/** A running collector. */
export type Collector = Readonly<{
  /** `http://127.0.0.1:port`. */
  origin: string;
  /** Requests that arrived, pages of the attacker's own left out. */
  readonly hits: readonly string[];
  /** Puts a page there, and gives its address. */
  addPage(html: string): string;
  close(): Promise<void>;
}>;

/** Starts a collector on a port of its own, and so on an origin of its own. */
export async function collectRequests(): Promise<Collector> {
  const hits: string[] = [];
  const pages = new Map<string, string>();
  const { port, close } = await listen((request, response) => {
    const { method, url = '/' } = request;
    const page = pages.get(url);
    if (page !== undefined) {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page);
      return;
    }
    hits.push(`${method} ${url}`);
    response.writeHead(200, { 'Content-Type': 'text/javascript', 'Access-Control-Allow-Origin': '*' });
    response.end('export const reached = true;');
  });
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    hits,
    addPage(html) {
      const path = `/page-${pages.size + 1}.html`;
      pages.set(path, html);
      return origin + path;
    },
    close,
  };
}
