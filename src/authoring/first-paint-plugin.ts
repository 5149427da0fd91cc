/** Arranges every built page for its first paint: the style sheet stands in it, and its scripts are fetched when the text is on the screen. */
import type { Plugin, Rolldown } from 'vite';
import { headScript, headScriptWith } from './head-script.ts';

/** One page fades into the next. Not in development: a style sheet that is a file of its own may come too late for it, and then it is an error. */
const TRANSITION = '@media (prefers-reduced-motion:no-preference){@view-transition{navigation:auto}}';

/** What would begin while the text is laid out. */
const SCRIPT_ELEMENT = /<script type="module"[^>]*><\/script>\s*/g;

/** The plugin; in development style sheets stay files of their own. */
export function firstPaint(): Plugin {
  return {
    name: 'replaybook:first-paint',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const files = Object.values(bundle);
      const chunks = files.filter((file) => file.type === 'chunk');
      /** The file of a module, and those that it waits for. */
      const filesOf = (module: string): readonly string[] => {
        const chunk = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(module)));
        if (!chunk) throw new Error(`There is no chunk of ${module}.`);
        return [chunk.fileName, ...chunk.imports];
      };
      const scripts = [...filesOf('/src/start.ts'), ...filesOf('/src/main.ts')];
      const texts = { en: filesOf('/src/i18n/en/index.ts'), ko: filesOf('/src/i18n/ko/index.ts') };
      for (const page of files) {
        if (page.type !== 'asset' || !page.fileName.endsWith('.html')) continue;
        const html = inlineStyles(String(page.source), bundle).replaceAll(SCRIPT_ELEMENT, '');
        const language = /<html lang="ko"/.test(html) ? 'ko' : 'en';
        const all = [...new Set([...scripts, ...texts[language]])];
        if (!html.includes(headScript)) throw new Error(`${page.fileName} has nothing that begins its script.`);
        page.source = html.replace(headScript, () => headScriptWith(all));
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
