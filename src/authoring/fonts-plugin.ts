/** Gives every page its fonts: a build cuts from them what the page shows; in development the packages' files serve as they are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import type { Plugin, Rolldown } from 'vite';
import { createCutter, hashOf, type Cutter } from './fonts/cut-fonts.ts';
import { FACES, LICENCES, type Face } from './fonts/faces.ts';
import { fontFace, standIns } from './fonts/font-face.ts';
import { slicePages, type Use } from './fonts/slices.ts';

/** Where elements take their words from. What is wrong has files of its own, and is said seldom. */
const SAID = ['src/i18n/**/*.ts', 'src/panels/**/*.ts', 'src/ui/**/*.ts'];
const SELDOM = ['src/i18n/*/{errors,expectation,refusals,syntax}.ts'];

/** The plugin. */
export function fonts(): Plugin[] {
  let root = '';
  const modules = (): string => join(root, 'node_modules');
  const readAll = (patterns: readonly string[], ignore: readonly string[] = []): string =>
    globSync([...patterns], { cwd: root, ignore: [...ignore] })
      .toSorted()
      .map((file) => readFileSync(join(root, file), 'utf8'))
      .join('');

  return [
    {
      name: 'replaybook:fonts-in-development',
      apply: 'serve',
      transformIndexHtml: () => [
        {
          tag: 'style',
          children: FACES.map((face) => fontFace(face, `/node_modules/${face.source}`)).join('') + standIns(),
        },
      ],
    },
    {
      name: 'replaybook:fonts',
      apply: 'build',
      enforce: 'post',
      configResolved(config) {
        root = config.root;
      },
      async generateBundle(_, bundle) {
        const htmls = Object.values(bundle).filter(isHtml);
        const pages = htmls.map(({ fileName, source }) => {
          const text = String(source);
          return { fileName, language: /<html lang="ko"/.test(text) ? ('ko' as const) : ('en' as const), text };
        });
        const slices = slicePages({ pages, said: readAll(SAID, SELDOM), seldom: readAll(SELDOM) });
        const cut = createCutter(modules(), join(root, '.cache/fonts'));
        const emit = (name: string, source: Buffer): string => {
          const fileName = `assets/${name}-${hashOf(source)}.woff2`;
          if (!bundle[fileName]) this.emitFile({ type: 'asset', fileName, source });
          return fileName;
        };
        for (const page of htmls) {
          const files = await filesOf(slices.get(page.fileName)!, cut, emit);
          const rules = files.map(({ face, address, characters }) => fontFace(face, address, characters)).join('');
          page.source = String(page.source)
            .replace('</head>', () => `<style>${rules}${standIns()}</style></head>`)
            .replace('<meta name="viewport"', (meta) => ahead(files, String(page.source)) + meta);
        }
        const licences = LICENCES.map((file) => readFileSync(join(modules(), file), 'utf8').trim());
        this.emitFile({ type: 'asset', fileName: 'fonts-licence.txt', source: `${licences.join('\n\n\n')}\n` });
      },
    },
  ];
}

const isHtml = (file: Rolldown.OutputAsset | Rolldown.OutputChunk): file is Rolldown.OutputAsset =>
  file.type === 'asset' && file.fileName.endsWith('.html');

type FontFile = Readonly<{ face: Face; slice: string; address: string; characters: string }>;

async function filesOf(
  uses: readonly Use[],
  cut: Cutter,
  emit: (name: string, source: Buffer) => string,
): Promise<readonly FontFile[]> {
  const files: FontFile[] = [];
  for (const face of FACES) {
    for (const { slice, characters } of uses) {
      if (slice.script !== face.script) continue;
      const made = await cut(face, slice.characters);
      const declared = Array.from(characters)
        .filter((one) => made.characters.includes(one))
        .join('');
      const address = `./${emit(fileNameOf(face, slice.name), made.file)}`;
      files.push({ face, slice: slice.name, address, characters: declared });
    }
  }
  return files;
}

/** Has what the text is set in fetched before the text is laid out: a font that comes later has it laid out and painted twice, and a stand-in is looked for first. */
const ahead = (files: readonly FontFile[], page: string): string =>
  files
    .filter((file) => isSurelyUsed(file, page))
    .map(({ address }) => `<link rel="preload" as="font" type="font/woff2" crossorigin href="${address}">`)
    .join('');

function isSurelyUsed({ face, slice }: FontFile, page: string): boolean {
  // Hangul has no italic, so a Korean page may show none.
  const hasItalic = page.includes('<em>') && page.includes('<html lang="en"');
  return slice !== 'seldom' && (face.style === 'normal' || hasItalic);
}

const fileNameOf = ({ name }: Face, slice: string): string => (slice === 'latin' ? name : `${name}-${slice}`);
