/** A plain file server for measurements: says what was asked for, and how many bytes that is when compressed. */
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};
const FONTS = new Set(['.ttf', '.woff2']);

/** Serves the files below `root` on loopback; `page` overrides one file's text. */
export async function serve(root, page = {}) {
  const asked = [];
  const sizes = new Map();
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
    const file = join(root, path.endsWith(sep) ? 'index.html' : path);
    const type = { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', 'Cache-Control': 'no-store' };
    if (page[path] !== undefined) return response.writeHead(200, type).end(page[path]);
    if (!file.startsWith(root) || !statSync(file, { throwIfNoEntry: false })?.isFile())
      return response.writeHead(404).end();
    asked.push(file);
    response.writeHead(200, type);
    return createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const remember = (key, measure) => {
    if (!sizes.has(key)) sizes.set(key, measure());
    return sizes.get(key);
  };
  const size = (file) => remember(file, () => gzipSync(readFileSync(file)).length);
  /** Our sandbox is JavaScript too, though it stands in the page. */
  const inlineScript = (file) =>
    remember(`${file} srcdoc`, () => {
      const [, script] = /srcdoc="([^"]*)"/.exec(readFileSync(file, 'utf8')) ?? [];
      return script ? gzipSync(script.replaceAll('&quot;', '"').replaceAll('&amp;', '&')).length : 0;
    });
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    /** Compressed bytes of everything asked for since the last call, fonts apart. */
    takeBytes() {
      const files = asked.splice(0);
      const isFont = (file) => FONTS.has(extname(file));
      const sum = (some) => some.reduce((total, file) => total + size(file), 0);
      return {
        all: sum(files.filter((file) => !isFont(file))),
        scripts:
          sum(files.filter((file) => extname(file) === '.js')) +
          files.filter((file) => extname(file) === '.html').reduce((total, file) => total + inlineScript(file), 0),
        fonts: sum(files.filter(isFont)),
      };
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
