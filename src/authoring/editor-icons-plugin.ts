/** Cuts the editor's font of icons to those that it may show; in development the whole font serves. */
import { writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { globSync } from 'tinyglobby';
import type { Plugin } from 'vite';
import { createCutter } from './fonts/cut-fonts.ts';
import { editorIcons, ICON_FONT, ICON_STYLES } from './fonts/editor-icons.ts';

/** How the editor's styles name the font. */
const SOURCE = 'src: url(./codicon.ttf) format("truetype");';

/** The plugin. */
export function editorIconFont(): Plugin {
  let root = '';
  return {
    name: 'replaybook:editor-icons',
    apply: 'build',
    enforce: 'pre',
    configResolved(config) {
      root = config.root;
    },
    async transform(styles, id) {
      if (!id.replaceAll(sep, '/').endsWith(ICON_STYLES)) return null;
      if (!styles.includes(SOURCE)) this.error(`The editor's font of icons is not where it was: ${SOURCE}`);
      const modules = join(root, 'node_modules');
      const cache = join(root, '.cache/fonts');
      const icons = editorIcons(globSync('src/ui/cell/monaco/*.ts', { cwd: root, absolute: true }), modules);
      const { file } = await createCutter(modules, cache)({ source: ICON_FONT, isHinted: false }, icons);
      const path = join(cache, 'codicon.woff2');
      writeFileSync(path, file);
      return { code: styles.replace(SOURCE, () => `src: url(${path}) format("woff2");`), map: null };
    },
  };
}
