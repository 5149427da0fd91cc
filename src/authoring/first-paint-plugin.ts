/** Arranges every built page for its first paint: the style sheet stands in it, and the scripts that come after it are fetched meanwhile. */
import type { Plugin, Rolldown } from 'vite';

/** One page fades into the next. Not in development: a style sheet that is a file of its own may come too late for it, and then it is an error. */
const TRANSITION = '@media (prefers-reduced-motion:no-preference){@view-transition{navigation:auto}}';

/** The plugin; in development style sheets stay files of their own. */
export function firstPaint(): Plugin {
  return {
    name: 'replaybook:first-paint',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const files = Object.values(bundle);
      const chunks = files.filter((file) => file.type === 'chunk');
      /** The file of a module's chunk, and those that it waits for. */
      const filesOf = (module: string): readonly string[] => {
        const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module));
        if (!chunk) throw new Error(`There is no chunk of ${module}.`);
        return [chunk.fileName, ...chunk.imports];
      };
      const texts = { en: filesOf('/src/i18n/en/index.ts'), ko: filesOf('/src/i18n/ko/index.ts') };
      const main = filesOf('/src/main.ts');
      for (const page of files) {
        if (page.type !== 'asset' || !page.fileName.endsWith('.html')) continue;
        const html = inlineStyles(String(page.source), bundle);
        const language = /<html lang="ko"/.test(html) ? 'ko' : 'en';
        // What the page's own tag names is fetched anyway.
        const ahead = [...new Set([...main, ...texts[language]])].filter((file) => !html.includes(`src="./${file}"`));
        const links = ahead.map((file) => `<link rel="modulepreload" crossorigin href="./${file}">`);
        page.source = html.replace('</head>', `${links.join('')}</head>`);
      }
    },
  };
}

const inlineStyles = (html: string, bundle: Rolldown.OutputBundle): string =>
  html.replace(/<link rel="stylesheet"[^>]*href="\.\/([^"]+\.css)"[^>]*>/g, (link, fileName: string) => {
    const sheet = bundle[fileName];
    if (sheet?.type !== 'asset') return link;
    // Addresses in a style sheet start at its own folder; in the page they start at the page's.
    const folder = fileName.slice(0, fileName.lastIndexOf('/') + 1);
    const text = String(sheet.source).trim().replaceAll('url(./', `url(./${folder}`);
    return `<style>${(text + TRANSITION).replaceAll('</', String.raw`<\/`)}</style>`;
  });
