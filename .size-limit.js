/** Size budgets of the built site: what a reader waits for. Raise one only with a reason in the commit. */
import { existsSync, readFileSync } from 'node:fs';

// A page names its script, and every chunk that script imports statically, so that the browser fetches them at once.
const page = existsSync('dist/index.html') ? readFileSync('dist/index.html', 'utf8') : '';
const files = [...page.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(
  ([, file]) => `dist/${file}`,
);
const atOnce = (extension) => {
  const named = files.filter((file) => file.endsWith(extension));
  // A budget without a file fails, which is right for a site that was not built.
  return named.length > 0 ? named : [`dist/assets/main-*${extension}`];
};
const others = (extension) => [`dist/assets/*${extension}`, ...atOnce(extension).map((file) => `!${file}`)];

// oxlint-disable-next-line import/no-default-export -- size-limit asks for it
export default [
  { name: 'JavaScript before the first run', path: atOnce('.js'), limit: '80 kB', gzip: true },
  { name: 'Styles of the page', path: atOnce('.css'), limit: '6 kB', gzip: true },
  { name: 'The compiler', path: 'dist/assets/compile-*.js', limit: '75 kB', gzip: true },
  {
    // All that is in no other budget, so that a new chunk is noticed.
    name: 'Monaco',
    path: [...others('.js'), '!dist/assets/compile-*.js', '!dist/assets/*.worker-*.js'],
    limit: '1030 kB',
    gzip: true,
  },
  { name: "Monaco's styles", path: others('.css'), limit: '30 kB', gzip: true },
  { name: "Monaco's own worker", path: 'dist/assets/editor.worker-*.js', limit: '95 kB', gzip: true },
  { name: "Monaco's TypeScript worker", path: 'dist/assets/ts.worker-*.js', limit: '1500 kB', gzip: true },
];
